package io.viprouter.launcher.notify;

import java.time.Duration;
import java.util.List;

/**
 * A command that a virtual router depends on. Immutable.
 *
 * @param name for the log
 * @param command an absolute path and its arguments
 * @param pace how often, and how long
 * @param rule how its answers are judged
 * @param user who runs it, a name of /etc/passwd; empty: whoever we are. Others only as root
 */
public record TrackCommand(String name, List<String> command, Pace pace, Rule rule, String user) {

  /**
   * How often and how long it runs.
   *
   * @param interval from start to start; 10 ms to 1 d. Never two at a time: one that takes longer
   *     is followed by the next at once
   * @param timeout after which it is killed and has failed; 10 ms to 1 h
   */
  public record Pace(Duration interval, Duration timeout) {

    /** Checks the ranges. */
    public Pace {
      between("interval", interval, Duration.ofMillis(10), Duration.ofDays(1));
      between("timeout", timeout, Duration.ofMillis(10), Duration.ofHours(1));
    }

    private static void between(String key, Duration value, Duration least, Duration most) {
      require(
          value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
          key,
          value,
          least + " to " + most);
    }
  }

  /**
   * How its answers are judged.
   *
   * @param rise good answers in a row that end a failure; 1 to 1000
   * @param fall bad answers in a row that begin one; 1 to 1000
   * @param weight 0: a failure means unfit. Above: added to the priority while it is well. Below:
   *     added while it fails. -253 to 253
   */
  public record Rule(int rise, int fall, int weight) {

    /** Checks the ranges. */
    public Rule {
      require(rise >= 1 && rise <= 1000, "rise", rise, "1 to 1000");
      require(fall >= 1 && fall <= 1000, "fall", fall, "1 to 1000");
      require(weight >= -253 && weight <= 253, "weight", weight, "-253 to 253");
    }
  }

  /** Checks that there is something to run. */
  public TrackCommand {
    command = List.copyOf(command);
    require(!command.isEmpty(), "command", "", "an absolute path is needed");
  }

  private static void require(boolean fine, String key, Object value, String rule) {
    if (!fine) {
      throw new IllegalArgumentException(
          "track-commands." + key + ": '" + value + "' is out of range; " + rule);
    }
  }
}
