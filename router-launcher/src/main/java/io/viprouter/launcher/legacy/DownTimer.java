package io.viprouter.launcher.legacy;

import java.util.OptionalInt;

/** Reads after how many missed advertisements a master counts as gone. Stateless. */
final class DownTimer {

  /** What the RFCs say, and keepalived by default. */
  private static final int USUAL = 3;

  private DownTimer() {}

  static void read(Scope scope, Statement at) {
    OptionalInt count = scope.number(at, 1, 100);
    if (count.isPresent() && count.getAsInt() != USUAL) {
      scope.without(at, "no equal; a master is gone after 3 advertisements, as in the RFCs");
    }
  }
}
