package io.viprouter.examples.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;

/**
 * Reads what a router tells the Flight Recorder: from a file that was dumped ({@code jcmd PID
 * JFR.dump}), or while it happens. Stateless.
 */
public final class FlightLog {

  /** The events of a router; they are on in every recording that does not turn them off. */
  private static final List<String> EVENTS =
      List.of("Accept", "Route", "Close", "DestinationState", "CurrentDestination");

  private FlightLog() {}

  /**
   * Prints a router's events from a recording.
   *
   * @param files one file that ends in {@code .jfr}
   * @throws IOException if it cannot be read
   */
  public static void main(String[] files) throws IOException {
    lines(Path.of(files[0])).forEach(System.out::println);
  }

  static List<String> lines(Path recording) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .filter(event -> event.getEventType().getName().startsWith("io.viprouter."))
        .map(FlightLog::line)
        .toList();
  }

  /**
   * Hears of events while they happen, a second later.
   *
   * @param lines is given a line for each
   * @return to be closed at the end
   */
  static RecordingStream follow(Consumer<String> lines) {
    RecordingStream stream = new RecordingStream();
    for (String name : EVENTS) {
      stream.enable("io.viprouter." + name);
      stream.onEvent("io.viprouter." + name, event -> lines.accept(line(event)));
    }
    stream.startAsync();
    return stream;
  }

  private static String line(RecordedEvent event) {
    String section = event.getString("section");
    return switch (event.getEventType().getName()) {
      case "io.viprouter.Accept" -> "[" + section + "] accepted " + event.getString("client");
      case "io.viprouter.Route" ->
          "[%s] %s goes to %s, its connection %d"
              .formatted(
                  section,
                  event.getString("client"),
                  event.getString("destination"),
                  event.getLong("serverConnectionId"));
      case "io.viprouter.Close" ->
          "[%s] %s ended with %s after %d bytes up and %d down"
              .formatted(
                  section,
                  event.getString("client"),
                  event.getString("code"),
                  event.getLong("bytesFromClient"),
                  event.getLong("bytesFromServer"));
      case "io.viprouter.DestinationState" ->
          "[%s] %s is %s: %s"
              .formatted(
                  section,
                  event.getString("destination"),
                  event.getString("state"),
                  event.getString("cause"));
      default ->
          "[%s] goes from %s to %s"
              .formatted(section, event.getString("from"), event.getString("to"));
    };
  }
}
