package io.viprouter.launcher.legacy;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A group of our configuration that is being put together. Confined to the thread that converts.
 *
 * <p>Each thing in it has an order, so that it ends up where its like stood in the old file.
 */
final class Group {

  private static final String STEP = "  ";

  /** What stands in a group: a setting, a comment of its own or another group. */
  private record Item(int order, List<String> above, List<String> lines, List<Group> inner) {}

  private final String key;
  private final List<Item> items = new ArrayList<>();

  /**
   * Begins a group.
   *
   * @param key one step of a path, quoted here if it must be
   */
  Group(String key) {
    this.key = ConfigUtil.joinPath(key);
  }

  /** A setting; {@code value} is HOCON already. */
  void set(int order, List<String> above, String name, String value) {
    items.add(new Item(order, List.copyOf(above), List.of(name + " = " + value), List.of()));
  }

  void set(int order, String name, String value) {
    set(order, List.of(), name, value);
  }

  /** A comment that stands for something without an equal. */
  void remark(int order, List<String> lines) {
    items.add(new Item(order, List.copyOf(lines), List.of(), List.of()));
  }

  /** Puts a finished group into this one. */
  void place(int order, List<String> above, Group inner) {
    items.add(new Item(order, List.copyOf(above), List.of(), List.of(inner)));
  }

  /** A group in this group. */
  Group group(int order, List<String> above, String name) {
    Group inner = new Group(name);
    place(order, above, inner);
    return inner;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The text of the group. */
  String render() {
    StringBuilder text = new StringBuilder();
    render(text, "");
    return text.toString();
  }

  private void render(StringBuilder text, String indent) {
    text.append(indent).append(key).append(" {\n");
    String deeper = indent + STEP;
    boolean first = true;
    for (Item item : items.stream().sorted(Comparator.comparingInt(Item::order)).toList()) {
      if (!first && !item.inner().isEmpty()) {
        text.append('\n');
      }
      render(item, text, deeper);
      first = false;
    }
    text.append(indent).append("}\n");
  }

  private static void render(Item item, StringBuilder text, String indent) {
    item.above().forEach(line -> text.append(indent).append(comment(line)).append('\n'));
    item.lines().forEach(line -> text.append(indent).append(line).append('\n'));
    item.inner().forEach(group -> group.render(text, indent));
  }

  /** One line, whatever somebody wrote. */
  private static String comment(String line) {
    String safe = line.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").strip();
    return safe.isEmpty() ? "#" : "# " + safe;
  }

  /** A string as HOCON. */
  static String text(String value) {
    return ConfigUtil.quoteString(value);
  }

  /** A list of strings as HOCON. */
  static String list(List<String> values) {
    return "[" + String.join(", ", values.stream().map(ConfigUtil::quoteString).toList()) + "]";
  }
}
