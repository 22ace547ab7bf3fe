package io.viprouter.launcher.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A status document as text for a terminal. Immutable. */
final class CtlTables {

  private static final int EVENTS = 10;
  private static final String RESET = "\u001b[0m";

  private final boolean colour;

  /**
   * Makes one.
   *
   * @param colour whether states are coloured
   */
  CtlTables(boolean colour) {
    this.colour = colour;
  }

  /** A cell: its text, and the colour it is shown in. */
  private record Cell(String text, String tone) {
    static Cell of(String text) {
      return new Cell(text, "");
    }
  }

  /** The whole text, with a line feed at its end. */
  String of(JsonNode status) {
    StringBuilder text = new StringBuilder();
    Instant now = instant(status, "at");
    text.append(paint(word(status, "verdict", "text"), tone(word(status, "verdict", "level"))))
        .append('\n');
    JsonNode problems = status.path("verdict").path("problems");
    if (problems.size() > 1) {
      problems.forEach(
          p ->
              text.append("  ")
                  .append(word(p, "level"))
                  .append(": ")
                  .append(word(p, "text"))
                  .append('\n'));
    }
    text.append(
        "%n%s on %s, version %s, process %s, up %s, %s clients%n"
            .formatted(
                word(status, "name"),
                word(status, "host"),
                word(status, "version"),
                word(status, "pid"),
                span(instant(status, "startedAt"), now),
                word(status, "activeConnections")));
    status.path("sections").forEach(section -> section(text, section, now));
    if (!status.path("virtualRouters").isEmpty()) {
      text.append('\n');
      virtualRouters(text, status.path("virtualRouters"), now);
    }
    events(text, status.path("events"));
    return text.toString();
  }

  private void section(StringBuilder text, JsonNode section, Instant now) {
    text.append(
        "%n%s: %s, %s, %s %s, %s of %s clients%n"
            .formatted(
                word(section, "name"),
                word(section, "mode"),
                word(section, "strategy"),
                section.path("listening").asBoolean() ? "listening on" : "NOT LISTENING on",
                words(section.path("bind"), ", "),
                word(section, "activeConnections"),
                word(section, "maxConnections")));
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(heads("", "DESTINATION", "STATE", "SINCE", "SESSIONS", "TOTAL", "ERRORS", "WHY"));
    for (JsonNode d : section.path("destinations")) {
      rows.add(
          List.of(
              Cell.of(d.path("current").asBoolean() ? ">" : ""),
              Cell.of(word(d, "address")),
              new Cell(word(d, "state"), stateTone(word(d, "state"))),
              Cell.of(span(instant(d, "since"), now)),
              Cell.of(word(d, "activeConnections")),
              Cell.of(word(d, "totalConnections")),
              Cell.of(word(d, "connectErrors")),
              Cell.of(word(d, "state").equals("up") ? "" : word(d, "cause"))));
    }
    table(text, rows);
    if (!section.path("blockedClients").isEmpty()) {
      text.append("  blocked: ").append(words(section.path("blockedClients"), ", ")).append('\n');
    }
  }

  private void virtualRouters(StringBuilder text, JsonNode routers, Instant now) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(
        heads("", "VIRTUAL ROUTER", "STATE", "SINCE", "PRIORITY", "ADDRESSES", "MASTER", "WHY"));
    for (JsonNode r : routers) {
      boolean master = word(r, "state").equals("MASTER");
      rows.add(
          List.of(
              Cell.of(master ? ">" : ""),
              Cell.of(word(r, "name")),
              new Cell(word(r, "state"), stateTone(word(r, "state"))),
              Cell.of(span(instant(r, "since"), now)),
              Cell.of(word(r, "effectivePriority")),
              Cell.of(words(r.path("addresses"), ", ")),
              Cell.of(master ? "this router" : word(r, "master")),
              Cell.of(word(r, "reason"))));
    }
    table(text, rows);
  }

  private static void events(StringBuilder text, JsonNode events) {
    if (!events.isEmpty()) {
      text.append("\nLast events\n");
    }
    StreamSupport.stream(events.spliterator(), false)
        .limit(EVENTS)
        .forEach(
            e ->
                text.append(
                    "  %s  %s%s%n"
                        .formatted(
                            word(e, "at").replaceFirst("\\.\\d+Z$", "Z"),
                            word(e, "subject").isEmpty() ? "" : word(e, "subject") + ": ",
                            word(e, "text"))));
  }

  private static List<Cell> heads(String... names) {
    return Arrays.stream(names).map(Cell::of).toList();
  }

  /** Columns as wide as their widest cell; the last one as it comes. */
  private void table(StringBuilder text, List<List<Cell>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        Cell cell = row.get(i);
        String pad = " ".repeat(i == columns - 1 ? 0 : widths[i] - cell.text().length() + 2);
        line.append(paint(cell.text(), cell.tone())).append(pad);
      }
      text.append("  ").append(line.toString().stripTrailing()).append('\n');
    }
  }

  private String paint(String text, String tone) {
    return colour && !tone.isEmpty() ? tone + text + RESET : text;
  }

  private static String tone(String level) {
    return switch (level) {
      case "ok" -> "\u001b[1;32m";
      case "notice" -> "\u001b[1;36m";
      case "warning" -> "\u001b[1;33m";
      default -> "\u001b[1;31m";
    };
  }

  private static String stateTone(String state) {
    return switch (state) {
      case "up", "MASTER" -> "\u001b[32m";
      case "BACKUP", "draining", "maintenance" -> "\u001b[36m";
      default -> "\u001b[31m";
    };
  }

  /** A value as a word that cannot meddle with the terminal. */
  private static String word(JsonNode node, String... path) {
    JsonNode at = node;
    for (String name : path) {
      at = at.path(name);
    }
    return at.asString("").replaceAll("\\p{Cntrl}", "?");
  }

  private static String words(JsonNode array, String between) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(node -> node.asString("").replaceAll("\\p{Cntrl}", "?"))
        .collect(Collectors.joining(between));
  }

  private static Instant instant(JsonNode node, String name) {
    return Instant.parse(word(node, name));
  }

  private static String span(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    if (span.toSeconds() < 60) {
      return Math.max(0, span.toSeconds()) + "s";
    }
    if (span.toHours() < 1) {
      return span.toMinutes() + "m" + span.toSecondsPart() + "s";
    }
    return span.toHours() < 48
        ? span.toHours() + "h" + span.toMinutesPart() + "m"
        : String.format(Locale.ROOT, "%dd", span.toDays());
  }
}
