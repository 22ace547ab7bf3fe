package io.viprouter.launcher.legacy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A block of {@code keepalived.conf} and the group of ours it becomes. Confined to the thread that
 * reads.
 *
 * <p>Reads numbers and words as keepalived does and reports what it reports.
 */
final class Scope {

  private static final Pattern WHOLE = Pattern.compile("\\+?[0-9]{1,15}");
  private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]{1,15}");
  private static final Pattern DECIMAL =
      Pattern.compile("\\+?(?=\\.?[0-9])[0-9]{0,12}(?:\\.[0-9]{0,6})?");
  private static final Set<String> TRUE = Set.of("true", "on", "yes");
  private static final Set<String> FALSE = Set.of("false", "off", "no");

  private final String title;
  private final Group group;
  private final Remarks remarks;

  Scope(String title, Group group, Remarks remarks) {
    this.title = title;
    this.group = group;
    this.remarks = remarks;
  }

  /** The same for a block in this block; what it says stands in the same group. */
  Scope inner(String name) {
    return new Scope(title + "." + name, group, remarks);
  }

  Group group() {
    return group;
  }

  void fault(Statement at, String what) {
    remarks.fault(at.place(), path(at), what);
  }

  void note(Statement at, String what) {
    remarks.note(at.place(), path(at) + ": " + what);
  }

  void command(Statement at, List<String> words) {
    remarks.command(at.place(), path(at), words);
  }

  private String path(Statement at) {
    return title.isEmpty() ? "[" + at.keyword() + "]" : title + "." + at.keyword();
  }

  /** About the block itself. */
  void faultHere(Statement head, String what) {
    remarks.fault(head.place(), title, what);
  }

  /** About the block itself. */
  void noteHere(Statement head, String what) {
    remarks.note(head.place(), title + ": " + what);
  }

  /** Keeps a statement as a comment, and says why. */
  void without(Statement at, String why) {
    List<String> lines = new ArrayList<>(at.lines());
    if (at.hasBlock()) {
      lines.add(at.comments().size(), at.keyword() + ": " + why);
    } else {
      lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ": " + why);
    }
    group.remark(at.order(), lines);
    note(at, why);
  }

  void set(Statement at, String key, String value) {
    group.set(at.order(), at.comments(), key, value);
  }

  /**
   * Reads the statements of a block. One that is in neither map is a fault.
   *
   * @param readers by their keywords
   * @param reasons why the others have no equal
   */
  void read(
      Collection<Statement> block,
      Map<String, Consumer<Statement>> readers,
      Map<String, String> reasons) {
    for (Statement statement : block) {
      Consumer<Statement> reader = readers.get(statement.keyword());
      String reason = reasons.get(statement.keyword());
      if (reader != null) {
        reader.accept(statement);
      } else if (reason != null) {
        without(statement, reason);
      } else {
        Set<String> known = new HashSet<>(readers.keySet());
        known.addAll(reasons.keySet());
        remarks.fault(
            statement.place(),
            title,
            "Unknown keyword "
                + Remarks.quote(statement.keyword())
                + Remarks.hint(statement.keyword(), known));
      }
    }
  }

  /** The word behind the keyword; its absence is a fault. */
  Optional<String> argument(Statement at) {
    if (at.arguments().isEmpty()) {
      fault(at, "is missing a parameter");
      return Optional.empty();
    }
    return Optional.of(at.arguments().get(0));
  }

  /** A whole number; a fault if it is none or out of range. */
  OptionalInt number(Statement at, int least, int most) {
    Optional<String> text = argument(at);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt number = integer(text.get(), WHOLE);
    if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > most) {
      fault(at, outside(text.get(), Integer.toString(least), Integer.toString(most)));
      return OptionalInt.empty();
    }
    return number;
  }

  /** As {@link #number}, but zero is noted and taken for one. */
  OptionalInt atLeastOne(Statement at, int most) {
    OptionalInt number = number(at, 0, most);
    if (number.isPresent() && number.getAsInt() == 0) {
      note(at, "must be greater than 0; it is set to 1, as keepalived does");
      return OptionalInt.of(1);
    }
    return number;
  }

  /** A number that may be negative; nothing if it is none. */
  static OptionalInt signed(String text) {
    return integer(text, SIGNED);
  }

  private static OptionalInt integer(String text, Pattern form) {
    if (!form.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    long value = Long.parseLong(text);
    return OptionalInt.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value)));
  }

  /** A number of seconds with up to six decimals; a fault if it is none or out of range. */
  Optional<BigDecimal> decimal(Statement at, String least, String most) {
    Optional<String> text = argument(at);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!DECIMAL.matcher(text.get()).matches()) {
      fault(at, outside(text.get(), least, most));
      return Optional.empty();
    }
    String padded = "0" + text.get().replace("+", "") + (text.get().endsWith(".") ? "0" : "");
    BigDecimal value = new BigDecimal(padded);
    if (value.compareTo(new BigDecimal(least)) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
      fault(at, outside(text.get(), least, most));
      return Optional.empty();
    }
    return Optional.of(value);
  }

  static String outside(String text, String least, String most) {
    return Remarks.quote(text) + " is invalid; " + least + " to " + most;
  }

  /** A switch; on if nothing stands behind it, a fault for any other word. */
  Optional<Boolean> flag(Statement at) {
    if (at.arguments().isEmpty()) {
      return Optional.of(true);
    }
    String word = at.arguments().get(0).toLowerCase(Locale.ROOT);
    if (!TRUE.contains(word) && !FALSE.contains(word)) {
      fault(at, Remarks.quote(word) + " is invalid; on, off, true, false, yes or no");
      return Optional.empty();
    }
    return Optional.of(TRUE.contains(word));
  }
}
