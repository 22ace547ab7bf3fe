package io.viprouter.vrrp;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a virtual router announces its addresses. Immutable. Over IPv6 the same counts for
 * unsolicited neighbour advertisements.
 *
 * @param delay between the first burst and the second; zero: no second burst
 * @param repeat announcements of each address in a burst, 1 to {@link #MAX_REPEAT}
 * @param refresh while master, one goes along with an advertisement if the last one is at least
 *     this old; zero: none
 */
public record GratuitousArp(Duration delay, int repeat, Duration refresh) {

  /** Longest delay and refresh. */
  public static final Duration MAX_TIME = Duration.ofDays(1);

  /** Most announcements in a burst. */
  public static final int MAX_REPEAT = 100;

  /**
   * 5, again 5 after 5 s, and one along with every advertisement, up to 20 a second: a router that
   * steps down without a word, as keepalived does by default, then leaves no client behind.
   */
  public static final GratuitousArp DEFAULT =
      new GratuitousArp(Duration.ofSeconds(5), 5, Duration.ofMillis(50));

  /** Checks the ranges. */
  public GratuitousArp {
    check("delay", delay);
    check("refresh", refresh);
    if (repeat < 1 || repeat > MAX_REPEAT) {
      throw new IllegalArgumentException(
          "gratuitous-arp.repeat: " + repeat + ", must be 1 to " + MAX_REPEAT);
    }
  }

  private static void check(String name, Duration value) {
    requireNonNull(value, "gratuitous-arp." + name);
    if (value.isNegative() || value.compareTo(MAX_TIME) > 0) {
      throw new IllegalArgumentException(
          "gratuitous-arp." + name + ": " + value + ", must be 0 to " + MAX_TIME);
    }
  }
}
