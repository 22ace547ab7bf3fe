package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.launcher.notify.StateChange.Kind;
import io.viprouter.launcher.notify.StateChange.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notify commands as keepalived runs them. */
final class NotifyCommandsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> NONE = List.of();

  @TempDir Path directory = Path.of(".");

  private static StateChange change(State state) {
    return new StateChange(Kind.INSTANCE, "VI_1", state, 120);
  }

  private static NotifySettings settings(Duration timeout, List<String> command) {
    return new NotifySettings(command, new NotifySettings.ByState(NONE, NONE, NONE, NONE), timeout);
  }

  private static NotifyCommands started(NotifySettings settings) {
    NotifyCommands commands = new NotifyCommands("VI_1", settings);
    commands.start();
    return commands;
  }

  private String script(String body) throws Exception {
    return Scripts.script(directory, "notify", body);
  }

  @Test
  void whichCommandsRunInWhichOrder() {
    NotifySettings settings =
        new NotifySettings(
            List.of("/n", "own argument"),
            new NotifySettings.ByState(
                List.of("/m", "1"), List.of("/b"), List.of("/f"), List.of("/s")),
            PATIENCE);
    assertThat(settings.commandsFor(change(State.MASTER)))
        .containsExactly(
            List.of("/m", "1"), List.of("/n", "own argument", "INSTANCE", "VI_1", "MASTER", "120"));
    assertThat(settings.commandsFor(change(State.BACKUP)).get(0)).containsExactly("/b");
    assertThat(settings.commandsFor(change(State.FAULT)).get(0)).containsExactly("/f");
    assertThat(settings.commandsFor(new StateChange(Kind.GROUP, "G", State.STOP, 0)))
        .containsExactly(List.of("/s"), List.of("/n", "own argument", "GROUP", "G", "STOP", "0"));
    assertThat(settings.all()).hasSize(5);
    assertThat(settings(PATIENCE, NONE).isEmpty()).isTrue();
  }

  @Test
  void statesByTheWordsOfTheLog() {
    assertThat(State.of("MASTER")).isEqualTo(State.MASTER);
    assertThat(State.of("INITIALIZE")).isEqualTo(State.STOP);
    assertThatThrownBy(() -> State.of("MASTR")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneAfterTheOtherInOrder() throws Exception {
    Path log = directory.resolve("log");
    // Each leaves a mark while it runs; a second one at the same time would see it.
    String script =
        script(
            "cd "
                + directory
                + "; [ -e busy ] && echo two at a time >> log; touch busy; echo \"$@\" >> log;"
                + " sleep 0.05; rm busy");
    NotifyCommands commands = started(settings(PATIENCE, List.of(script)));
    for (State state : List.of(State.BACKUP, State.MASTER, State.FAULT, State.STOP)) {
      commands.changed(change(state));
    }
    commands.close(PATIENCE);
    assertThat(log)
        .hasContent(
            """
            INSTANCE VI_1 BACKUP 120
            INSTANCE VI_1 MASTER 120
            INSTANCE VI_1 FAULT 120
            INSTANCE VI_1 STOP 120
            """);
  }

  @Test
  void failuresAreToldAndDisturbNothing() throws Exception {
    String script = script("echo \"now $3\"; exit 3");
    try (CapturedLog log = new CapturedLog(NotifyCommands.class)) {
      NotifySettings settings =
          new NotifySettings(
              List.of(script),
              new NotifySettings.ByState(List.of("/no/such"), NONE, NONE, NONE),
              PATIENCE);
      NotifyCommands commands = started(settings);
      commands.changed(change(State.MASTER));
      commands.changed(change(State.BACKUP));
      commands.close(PATIENCE);
      assertThat(log.lines()).hasSize(5);
      assertThat(log.lines().get(0)).startsWith("WARN (VI_1) /no/such: could not be started: ");
      assertThat(log.lines().subList(1, 5))
          .containsExactly(
              "INFO (VI_1) " + script + ": now MASTER",
              "WARN (VI_1) " + script + ": exit status 3",
              "INFO (VI_1) " + script + ": now BACKUP",
              "WARN (VI_1) " + script + ": exit status 3");
    }
  }

  @Test
  void slowOneIsKilledAndTheNextRuns() throws Exception {
    Path log = directory.resolve("log");
    String script = script("[ \"$3\" = MASTER ] && sleep 1000; echo \"$3\" > " + log);
    try (CapturedLog lines = new CapturedLog(NotifyCommands.class)) {
      NotifyCommands commands = started(settings(Duration.ofSeconds(4), List.of(script)));
      commands.changed(change(State.MASTER));
      commands.changed(change(State.BACKUP));
      commands.close(PATIENCE);
      assertThat(lines.lines()).contains("WARN (VI_1) " + script + ": killed after 4000 ms");
    }
    assertThat(log).hasContent("BACKUP");
  }

  @Test
  void ofTooManyTheOldestGo() {
    try (CapturedLog log = new CapturedLog(NotifyCommands.class)) {
      NotifyCommands commands =
          new NotifyCommands("VI_1", settings(PATIENCE, List.of("/bin/true")));
      commands.changed(change(State.MASTER));
      for (int i = 0; i < NotifyCommands.CAPACITY; i++) {
        commands.changed(change(State.BACKUP));
      }
      assertThat(log.lines())
          .containsExactly(
              "WARN (VI_1) notify commands are too slow: those for MASTER are left out");
    }
  }

  @Test
  void endIsBounded() throws Exception {
    Path mark = directory.resolve("mark");
    String script = script("touch " + mark + "; sleep 1000");
    try (CapturedLog log = new CapturedLog(NotifyCommands.class)) {
      NotifyCommands commands = started(settings(PATIENCE, List.of(script)));
      commands.changed(change(State.STOP));
      long from = System.nanoTime();
      commands.close(Duration.ofMillis(100));
      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENCE.dividedBy(2));
      assertThat(log.lines())
          .contains("WARN (VI_1) notify commands still run after 100 ms; killed");
      assertThat(Files.exists(directory)).isTrue();
    }
  }

  @Test
  void timeoutHasARange() {
    assertThatThrownBy(() -> settings(Duration.ZERO, NONE))
        .hasMessageContaining("notify.timeout")
        .hasMessageContaining("1ms to 1h");
  }
}
