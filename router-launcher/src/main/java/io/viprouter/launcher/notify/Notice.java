package io.viprouter.launcher.notify;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * What one mail says. Immutable. The text of a reason may come from the network: control characters
 * become spaces and the length is bounded, so that it can neither add a header nor fill a mailbox.
 *
 * @param at when it happened
 * @param about what the subject says after the router's name
 * @param body the lines of the mail, each ended by a line feed
 */
public record Notice(Instant at, String about, String body) {

  /** Characters of a value in the body; what is longer is cut. */
  static final int LONGEST_VALUE = 1000;

  /** Characters of the subject; what is longer is cut. */
  static final int LONGEST_SUBJECT = 200;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

  /** Makes the subject one line. */
  public Notice {
    about = line(about, LONGEST_SUBJECT);
  }

  /**
   * One change of whatever has a name and a state.
   *
   * @param name of the virtual router, sync group or section
   * @param from old state
   * @param to new state
   * @param why half a sentence
   * @param at when
   */
  public record Change(String name, String from, String to, String why, Instant at) {}

  /**
   * A virtual router entered a state.
   *
   * @param change its states as the log words them; INITIALIZE means that it was stopped
   * @return the notice, with the subject of keepalived's mails
   */
  public static Notice ofVirtualRouter(Change change) {
    return ofState("VRRP Instance", "virtual router", change);
  }

  /**
   * A sync group entered a state.
   *
   * @param change as for a virtual router
   * @return the notice
   */
  public static Notice ofSyncGroup(Change change) {
    return ofState("VRRP Group", "sync group", change);
  }

  /**
   * New connections of a section go somewhere else now.
   *
   * @param change its old and new destination; an empty word stands for none
   * @return the notice
   */
  public static Notice ofSection(Change change) {
    String to = change.to().isEmpty() ? "none" : change.to();
    String from = change.from().isEmpty() ? "none" : change.from();
    return new Notice(
        change.at(),
        "Section " + change.name() + " - current destination is now " + to,
        body("section", new Change(change.name(), from, to, change.why(), change.at())));
  }

  private static Notice ofState(String subject, String kind, Change change) {
    String event =
        change.to().equals("INITIALIZE") ? "Stopped" : "Entering " + change.to() + " state";
    return new Notice(
        change.at(), subject + " " + change.name() + " - " + event, body(kind, change));
  }

  private static String body(String kind, Change change) {
    return row("When", TIME.format(change.at().truncatedTo(ChronoUnit.MILLIS)) + " UTC")
        + row("What", kind + " " + change.name())
        + row("From", change.from())
        + row("To", change.to())
        + row("Why", change.why());
  }

  private static String row(String name, String value) {
    return String.format("%-6s%s%n", name + ":", line(value, LONGEST_VALUE))
        .replace(System.lineSeparator(), "\n");
  }

  /** One line of at most so many characters, without control characters. */
  static String line(String text, int longest) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().limit(longest).map(Notice::printable).forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  private static int printable(int codePoint) {
    int type = Character.getType(codePoint);
    boolean breaksLines =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    return breaksLines ? ' ' : codePoint;
  }
}
