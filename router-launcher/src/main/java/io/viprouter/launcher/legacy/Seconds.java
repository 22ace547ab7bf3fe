package io.viprouter.launcher.legacy;

import java.math.BigDecimal;

/** Writes keepalived's seconds as durations of ours. Stateless. */
final class Seconds {

  private Seconds() {}

  /** In the largest unit that leaves a whole number: s, ms or us. */
  static String text(BigDecimal seconds) {
    BigDecimal plain = seconds.stripTrailingZeros();
    if (plain.scale() <= 0) {
      return plain.toBigInteger() + "s";
    }
    return plain.scale() <= 3
        ? plain.movePointRight(3).toBigInteger() + "ms"
        : plain.movePointRight(6).toBigInteger() + "us";
  }
}
