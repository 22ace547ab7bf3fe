package io.viprouter.launcher.legacy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks options up in a section and in [DEFAULT], and puts in what <code>{name}</code> stands for.
 * Confined to the thread that reads.
 *
 * <p>As in MySQL Router: a backslash takes the next character as it is; a name is looked up where
 * the value stands, so that one in [DEFAULT] sees only [DEFAULT].
 */
final class Interpolation {

  /** The value cannot be had; the message says why. */
  static final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    Unresolved(String what) {
      super(what, null, false, false);
    }

    String what() {
      return String.valueOf(getMessage());
    }
  }

  private static final int MAX_DEPTH = 10;
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_STEPS = 10_000;

  private final IniSection section;
  private final IniSection defaults;
  private final Set<String> used = new HashSet<>();
  private int steps;

  Interpolation(IniSection section, IniSection defaults) {
    this.section = section;
    this.defaults = defaults;
  }

  /** The option, wherever it stands. */
  Optional<IniOption> find(String name) {
    IniOption own = section.options().get(name);
    return Optional.ofNullable(own != null ? own : defaults.options().get(name));
  }

  /** The value of an option that was found. */
  String value(IniOption option) throws Unresolved {
    return resolve(option, 0);
  }

  /** Names that other options refer to. */
  Set<String> used() {
    return used;
  }

  private String resolve(IniOption option, int depth) throws Unresolved {
    steps++;
    if (depth > MAX_DEPTH || steps > MAX_STEPS) {
      throw new Unresolved("{" + option.name() + "} refers to itself");
    }
    StringBuilder result = new StringBuilder();
    String value = option.value();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        if (i == value.length()) {
          throw new Unresolved("String ending with a backslash");
        }
        result.append(value.charAt(i));
      } else if (c == '{') {
        int end = end(value, i);
        result.append(lookUp(value.substring(i + 1, end), option, depth));
        i = end;
      } else {
        result.append(c);
      }
      if (result.length() > MAX_LENGTH) {
        throw new Unresolved("more than " + MAX_LENGTH + " characters");
      }
    }
    return result.toString();
  }

  private static int end(String value, int open) throws Unresolved {
    for (int i = open + 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '}') {
        return i;
      }
      if (!(c == '_' || (c < 128 && Character.isLetterOrDigit(c)))) {
        throw new Unresolved(
            "Only alphanumeric characters in variable names allowed; saw "
                + Remarks.quote(value.substring(open + 1, i + 1)));
      }
    }
    throw new Unresolved("Unterminated variable interpolation in " + Remarks.quote(value));
  }

  private String lookUp(String written, IniOption from, int depth) throws Unresolved {
    String name = written.toLowerCase(Locale.ROOT);
    boolean inDefaults = from.equals(defaults.options().get(from.name()));
    Optional<IniOption> found =
        inDefaults ? Optional.ofNullable(defaults.options().get(name)) : find(name);
    if (found.isEmpty()) {
      Set<String> known = new HashSet<>(defaults.options().keySet());
      known.addAll(section.options().keySet());
      throw new Unresolved("Value for '" + written + "' not found" + Remarks.hint(name, known));
    }
    used.add(name);
    return resolve(found.get(), depth + 1);
  }
}
