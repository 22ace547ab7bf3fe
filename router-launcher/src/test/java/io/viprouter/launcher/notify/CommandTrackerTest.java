package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Track commands, run for real; a file says what they answer. */
final class CommandTrackerTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory = Path.of(".");
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(60, TimeUnit.SECONDS));
  }

  private TrackCommand command(String name, int weight, Duration timeout, String body)
      throws Exception {
    return new TrackCommand(
        name,
        List.of(Scripts.script(directory, name, body)),
        new TrackCommand.Pace(Duration.ofMillis(20), timeout),
        new TrackCommand.Rule(1, 1, weight),
        "");
  }

  private CommandTracker started(TrackCommand... commands) {
    CommandTracker tracker =
        new CommandTracker(
            "VI_1",
            List.of(commands),
            (sum, why) -> heard.add(sum.fit() + " " + sum.delta() + " " + why));
    tracker.start();
    return tracker;
  }

  @Test
  void fitnessFollowsTheCommand() throws Exception {
    Path file = Files.createFile(directory.resolve("alive"));
    try (CommandTracker tracker =
        started(command("chk", 0, PATIENCE, "echo looking; test -e " + file))) {
      assertThat(next()).isEqualTo("true 0 ");
      Files.delete(file);
      assertThat(next()).isEqualTo("false 0 track command chk failed: exit status 1: looking");
      assertThat(tracker.sum().fit()).isFalse();
      Files.createFile(file);
      assertThat(next()).isEqualTo("true 0 ");
      assertThat(tracker.sum()).isEqualTo(TrackSum.NOTHING);
    }
  }

  @Test
  void unfitUntilTheFirstAnswer() throws Exception {
    CommandTracker tracker =
        new CommandTracker(
            "VI_1", List.of(command("chk", 0, PATIENCE, "")), (sum, why) -> heard.add(why));
    assertThat(tracker.sum()).isEqualTo(new TrackSum(false, 0));
    assertThat(tracker.wrong()).isEqualTo("track command chk has not answered yet");
    tracker.close();
    assertThat(heard).isEmpty();
  }

  @Test
  void allThatFailAreNamedAndNoOthers() throws Exception {
    Path file = Files.createFile(directory.resolve("alive"));
    TrackCommand one = command("one", 0, PATIENCE, "exit 1");
    TrackCommand two = command("two", 0, PATIENCE, "test -e " + file);
    TrackCommand three = command("three", 10, PATIENCE, "");
    try (CommandTracker tracker = started(one, two, three)) {
      String last = next();
      while (!last.equals("false 10 track command one failed: exit status 1")) {
        last = next();
      }
      Files.delete(file);
      assertThat(next())
          .isEqualTo(
              "false 10 track command one failed: exit status 1; track command two failed: exit"
                  + " status 1");
      Files.createFile(file);
      assertThat(next()).isEqualTo("false 10 track command one failed: exit status 1");
      assertThat(tracker.wrong()).isEqualTo("track command one failed: exit status 1");
    }
  }

  @Test
  void weightsAreAddedAsKeepalivedDoes() throws Exception {
    Path file = directory.resolve("file");
    TrackCommand bonus = command("bonus", 30, PATIENCE, "test -e " + file);
    TrackCommand malus = command("malus", -50, PATIENCE, "test ! -e " + file);
    try (CommandTracker tracker = started(bonus, malus)) {
      Files.createFile(file);
      // In either order: first one of them, then both.
      String last = next();
      while (!last.startsWith("true -20 ")) {
        last = next();
      }
      assertThat(tracker.sum().priority(120)).isEqualTo(100);
      Files.delete(file);
      while (!last.startsWith("true 0 ")) {
        last = next();
      }
    }
  }

  @Test
  void oneThatHangsHasFailed() throws Exception {
    // Passes once, so that the failure is a change.
    Path file = directory.resolve("seen");
    String body = "[ -e " + file + " ] && sleep 1000; touch " + file;
    try (CommandTracker tracker = started(command("slow", 0, Duration.ofSeconds(3), body))) {
      assertThat(next()).isEqualTo("true 0 ");
      // Its shell may have had the time for a last word.
      assertThat(next()).startsWith("false 0 track command slow failed: killed after 3000 ms");
      assertThat(tracker.sum().fit()).isFalse();
    }
  }

  @Test
  void listenerThatThrowsIsLoggedAndTheRestGoesOn() throws Exception {
    Path file = Files.createFile(directory.resolve("alive"));
    CommandTracker tracker =
        new CommandTracker(
            "VI_1",
            List.of(command("chk", 0, PATIENCE, "test -e " + file)),
            (sum, why) -> {
              heard.add(why);
              throw new IllegalStateException("broken on purpose");
            });
    tracker.start();
    assertThat(next()).isEmpty();
    Files.delete(file);
    assertThat(next()).contains("failed");
    tracker.close();
  }

  @Test
  void endKillsWhatRuns() throws Exception {
    Path pid = directory.resolve("pid");
    CommandTracker tracker =
        started(
            command("mark", 0, PATIENCE, ""),
            command(
                "stuck",
                0,
                PATIENCE,
                "echo $$ > " + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 1000"));
    try (var watch = directory.getFileSystem().newWatchService()) {
      directory.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(pid)) {
        var key = watch.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.reset();
        }
      }
    }
    ProcessHandle stuck =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    tracker.close();
    stuck.onExit().get(60, TimeUnit.SECONDS);
    assertThat(heard).isSubsetOf("false 0 track command stuck has not answered yet");
  }
}
