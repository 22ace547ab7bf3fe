package io.viprouter.launcher.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of one virtual router or sync group. Immutable. Each is an absolute path and its
 * arguments; an empty list stands for none.
 *
 * @param command for every change; gets keepalived's four arguments appended
 * @param byState for one state each, as they are
 * @param timeout how long one may run; 1 ms to 1 h
 */
public record NotifySettings(List<String> command, ByState byState, Duration timeout) {

  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  /**
   * Commands for one state each.
   *
   * @param master on becoming master
   * @param backup on becoming backup
   * @param fault on entering the fault state
   * @param stop on being stopped
   */
  public record ByState(
      List<String> master, List<String> backup, List<String> fault, List<String> stop) {

    /** Copies them. */
    public ByState {
      master = List.copyOf(master);
      backup = List.copyOf(backup);
      fault = List.copyOf(fault);
      stop = List.copyOf(stop);
    }

    List<String> of(StateChange.State state) {
      return switch (state) {
        case MASTER -> master;
        case BACKUP -> backup;
        case FAULT -> fault;
        case STOP -> stop;
      };
    }
  }

  /** Checks the timeout; the commands are {@link CommandSecurity}'s to check. */
  public NotifySettings {
    command = List.copyOf(command);
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "notify.timeout: '" + timeout + "' is out of range; 1ms to 1h");
    }
  }

  /**
   * Whether there is nothing to run, ever.
   *
   * @return true if no command is set
   */
  public boolean isEmpty() {
    return all().isEmpty();
  }

  /**
   * All commands that are set, for checking.
   *
   * @return none of them empty
   */
  public List<List<String>> all() {
    List<List<String>> all =
        new ArrayList<>(
            List.of(command, byState.master, byState.backup, byState.fault, byState.stop));
    all.removeIf(List::isEmpty);
    return List.copyOf(all);
  }

  /** What a change runs, in order: first the state's own command, as keepalived does at a stop. */
  List<List<String>> commandsFor(StateChange change) {
    List<List<String>> run = new ArrayList<>();
    List<String> own = byState.of(change.state());
    if (!own.isEmpty()) {
      run.add(own);
    }
    if (!command.isEmpty()) {
      List<String> general = new ArrayList<>(command);
      general.addAll(change.arguments());
      run.add(general);
    }
    return run;
  }
}
