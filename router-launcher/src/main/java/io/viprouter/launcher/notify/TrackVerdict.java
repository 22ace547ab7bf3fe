package io.viprouter.launcher.notify;

/**
 * What the answers of one track command amount to. Immutable: {@link #after} gives the next.
 *
 * <pre>
 *   UNKNOWN -- first answer --> PASSED or FAILED
 *   PASSED  -- fall bad answers in a row --> FAILED
 *   FAILED  -- rise good answers in a row --> PASSED
 * </pre>
 *
 * @param state what it stands at
 * @param against answers in a row that say otherwise
 */
record TrackVerdict(State state, int against) {

  enum State {
    UNKNOWN,
    PASSED,
    FAILED
  }

  static final TrackVerdict UNKNOWN = new TrackVerdict(State.UNKNOWN, 0);

  TrackVerdict after(boolean passed, TrackCommand.Rule rule) {
    State says = passed ? State.PASSED : State.FAILED;
    if (state == says) {
      return new TrackVerdict(state, 0);
    }
    int needed = state == State.UNKNOWN ? 1 : passed ? rule.rise() : rule.fall();
    return against + 1 >= needed ? new TrackVerdict(says, 0) : new TrackVerdict(state, against + 1);
  }
}
