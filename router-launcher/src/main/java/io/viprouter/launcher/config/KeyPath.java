package io.viprouter.launcher.config;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * A key from the root; an element of a list is a step of the form {@code [0]}. Immutable.
 *
 * @param steps from the root
 */
record KeyPath(List<String> steps) {

  static final KeyPath ROOT = new KeyPath(List.of());

  KeyPath {
    steps = List.copyOf(steps);
  }

  static KeyPath of(String... steps) {
    return new KeyPath(List.of(steps));
  }

  KeyPath then(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new KeyPath(longer);
  }

  KeyPath element(int index) {
    return then("[" + index + "]");
  }

  /** As one writes it in a file, with quotes where they are needed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      if (step.startsWith("[")) {
        text.append(step);
      } else {
        text.append(text.isEmpty() ? "" : ".").append(ConfigUtil.joinPath(step));
      }
    }
    return text.toString();
  }
}
