package io.viprouter.launcher.notify;

import java.util.List;

/**
 * A change that notify commands hear of. Immutable.
 *
 * @param kind virtual router or sync group
 * @param name its name
 * @param state what it is now
 * @param priority the priority in force: 0 to 255
 */
public record StateChange(Kind kind, String name, State state, int priority) {

  /** What has changed; the names are keepalived's first argument. */
  public enum Kind {
    /** One virtual router. */
    INSTANCE,
    /** A sync group. */
    GROUP
  }

  /** The states that commands hear of; the names are keepalived's third argument. */
  public enum State {
    /** Owns the addresses. */
    MASTER,
    /** Another one owns them. */
    BACKUP,
    /** Cannot take part. */
    FAULT,
    /** Was stopped. */
    STOP;

    /**
     * The state by the word of the log.
     *
     * @param word MASTER, BACKUP, FAULT or INITIALIZE
     * @return STOP for INITIALIZE
     * @throws IllegalArgumentException for any other word
     */
    public static State of(String word) {
      return word.equals("INITIALIZE") ? STOP : valueOf(word);
    }
  }

  /** What keepalived appends to the command of {@code notify}. */
  List<String> arguments() {
    return List.of(kind.name(), name, state.name(), Integer.toString(priority));
  }
}
