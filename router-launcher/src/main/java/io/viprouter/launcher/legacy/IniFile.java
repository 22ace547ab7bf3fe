package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the form of {@code mysqlrouter.conf}, by the rules of MySQL Router 2.1: sections with keys,
 * {@code name = value} or {@code name : value}, comments on lines of their own, every name once,
 * the last line with an end. Confined to the thread that reads.
 */
final class IniFile {

  /** What begins a comment line. */
  static final String COMMENTS = "#;";

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

  private final Path file;
  private final int rank;
  private final Remarks remarks;
  private final IniSection defaults = new IniSection(IniSection.DEFAULT, "", 0, List.of());
  private final List<IniSection> sections = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<String> comments = new ArrayList<>();
  private Optional<IniSection> current = Optional.empty();
  private boolean complained;

  IniFile(Path file, int rank, Remarks remarks) {
    this.file = file;
    this.rank = rank;
    this.remarks = remarks;
  }

  void read(TextFile text) {
    for (int i = 0; i < text.lines().size(); i++) {
      line(i + 1, text.lines().get(i).strip());
    }
    int last = text.lines().size();
    if (!text.terminated() && !text.lines().get(last - 1).isBlank()) {
      remarks.fault(place(last), "", "Unterminated last line: it needs a newline at its end");
    }
  }

  /** Without [DEFAULT], in the order of the file. */
  List<IniSection> sections() {
    return List.copyOf(sections);
  }

  IniSection defaults() {
    return defaults;
  }

  /** The comment lines after the last option. */
  List<String> trailing() {
    return List.copyOf(comments);
  }

  Place place(int line) {
    return new Place(rank, file.toString(), line);
  }

  private void line(int number, String line) {
    if (line.isEmpty()) {
      return;
    }
    if (COMMENTS.indexOf(line.charAt(0)) >= 0) {
      comments.add(line.replaceFirst("^[#;]+\\s*", ""));
    } else if (line.charAt(0) == '[') {
      current = header(number, line);
      comments.clear();
    } else {
      option(number, line);
      comments.clear();
    }
  }

  private Optional<IniSection> header(int number, String line) {
    complained = true; // Options below a bad header are of no interest.
    if (!line.endsWith("]")) {
      return refused(number, "Malformed section header: " + Remarks.quote(line));
    }
    String inner = line.substring(1, line.length() - 1);
    int colon = inner.lastIndexOf(':');
    String name = (colon < 0 ? inner : inner.substring(0, colon)).toLowerCase(Locale.ROOT);
    String key = colon < 0 ? "" : inner.substring(colon + 1);
    if (colon >= 0 && !WORD.matcher(key).matches()) {
      return refused(
          number, "Invalid section key " + Remarks.quote(key) + "; letters, digits and '_'");
    }
    if (!WORD.matcher(name).matches()) {
      return refused(
          number, "Invalid section name " + Remarks.quote(name) + "; letters, digits and '_'");
    }
    if (name.equals(IniSection.DEFAULT)) {
      return Optional.of(defaults);
    }
    IniSection section = new IniSection(name, key, number, comments);
    if (!names.add(section.title())) {
      String again =
          key.isEmpty()
              ? "Section '" + name + "' given more than once; keys such as [" + name + ":one] help"
              : "Section '" + name + ":" + key + "' already exists";
      return refused(number, again);
    }
    sections.add(section);
    return Optional.of(section);
  }

  private Optional<IniSection> refused(int number, String what) {
    remarks.fault(place(number), "", what);
    return Optional.empty();
  }

  private void option(int number, String line) {
    if (current.isEmpty()) {
      if (!complained) {
        remarks.fault(place(number), "", "Option line before start of section");
        complained = true;
      }
      return;
    }
    IniSection section = current.get();
    int split = split(line);
    if (split < 0) {
      remarks.fault(
          place(number), section.title(), "Malformed option line: " + Remarks.quote(line));
      return;
    }
    String written = line.substring(0, split).strip();
    if (!WORD.matcher(written).matches()) {
      remarks.fault(
          place(number), section.title(), "Not a legal option name: " + Remarks.quote(written));
      return;
    }
    String name = written.toLowerCase(Locale.ROOT);
    IniOption option =
        new IniOption(name, line.substring(split + 1).strip(), number, List.copyOf(comments));
    if (section.options().putIfAbsent(name, option) != null) {
      remarks.fault(
          place(number), section.title() + "." + name, "Option '" + written + "' already defined");
    }
  }

  private static int split(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }
}
