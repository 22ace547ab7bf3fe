package io.viprouter.launcher.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers where a key stands. Immutable.
 *
 * <p>Merging and resolving lose places: an object merged with a default has none, a substituted
 * value has that of what was put in. So what the user wrote is kept as it was before either, and
 * asked first; a key that is not in it is reported where its nearest ancestor stands.
 */
final class Origins {

  private final FileNames names;
  private final List<ConfigObject> written;
  private final ConfigObject resolved;

  /**
   * Makes one.
   *
   * @param written what the user wrote, the layer that wins first, neither merged nor resolved
   * @param resolved the same with all layers merged and resolved
   */
  Origins(FileNames names, List<ConfigObject> written, ConfigObject resolved) {
    this.names = names;
    this.written = List.copyOf(written);
    this.resolved = resolved;
  }

  /** Whether the user wrote it, and not only the reference. */
  boolean given(KeyPath path) {
    return written(path).isPresent();
  }

  Place of(KeyPath path) {
    return written(path).or(() -> substituted(path)).orElseGet(() -> ancestor(path));
  }

  /**
   * A value stands where the layer that wins has it. A group may stand in several layers, and then
   * its home is the file, not the flag that changes one key of it.
   */
  private Optional<Place> written(KeyPath path) {
    Optional<Place> group = Optional.empty();
    for (ConfigObject layer : written) {
      ConfigValue value = walk(layer, path);
      Optional<Place> place = place(value);
      if (place.isPresent() && !(value instanceof ConfigObject)) {
        return place;
      }
      if (place.isPresent()) {
        group = place;
      }
    }
    return group;
  }

  /** A part of something that was put in by a substitution: it has a place of its own. */
  private Optional<Place> substituted(KeyPath path) {
    ConfigValue value = walk(resolved, path);
    return value == null || value.valueType() == ConfigValueType.OBJECT
        ? Optional.empty()
        : place(value);
  }

  private Place ancestor(KeyPath path) {
    for (int length = path.steps().size() - 1; length > 0; length--) {
      Optional<Place> place = written(new KeyPath(path.steps().subList(0, length)));
      if (place.isPresent()) {
        return place.get();
      }
    }
    return names.main();
  }

  private Optional<Place> place(@Nullable ConfigValue value) {
    return value == null ? Optional.empty() : names.place(value.origin());
  }

  private static @Nullable ConfigValue walk(ConfigObject from, KeyPath path) {
    ConfigValue here = from;
    try {
      for (String step : path.steps()) {
        here = step(here, step);
        if (here == null) {
          return null;
        }
      }
      return here;
    } catch (ConfigException.NotResolved e) {
      return null; // Inside a substitution there is nothing to see yet.
    }
  }

  private static @Nullable ConfigValue step(ConfigValue here, String step) {
    if (here instanceof ConfigObject object) {
      return object.get(step);
    }
    if (here instanceof ConfigList list && step.startsWith("[")) {
      int index = Integer.parseInt(step, 1, step.length() - 1, 10);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
