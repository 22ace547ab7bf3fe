package io.viprouter.vrrp.election;

import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.VrrpState;
import java.net.InetAddress;

/** What can happen to a virtual router. Immutable. */
public sealed interface Event {

  /** Events without details, as constants: the timers' ones come every second. */
  enum Plain implements Event {
    /** Begin. */
    START,
    /** End. */
    STOP,
    /** The one timer has run out. */
    DEADLINE_REACHED,
    /** It ran out long ago, and what arrived meanwhile has been heard. */
    WOKE_LATE,
    /** Somebody removed a virtual address while we are active. */
    ADDRESS_LOST,
    /** Hand mastership over, once. */
    RELEASE
  }

  /**
   * A valid advertisement of another router.
   *
   * @param priority 0 to 255
   * @param intervalNanos as it says
   * @param source who sent it
   */
  record AdvertHeard(int priority, long intervalNanos, InetAddress source) implements Event {}

  /** Something about us is another than before. */
  sealed interface Changed extends Event {}

  /**
   * The application changed our priority.
   *
   * @param priority 1 to 254
   */
  record PriorityChanged(int priority) implements Changed {}

  /**
   * The application says how fit we are.
   *
   * @param fitness from now on
   * @param why it is unfit, as half a sentence
   */
  record FitnessChanged(Fitness fitness, String why) implements Changed {

    /**
     * Without a word about why.
     *
     * @param fitness from now on
     */
    public FitnessChanged(Fitness fitness) {
      this(fitness, Obstacle.UNFIT.text());
    }
  }

  /**
   * The configuration was changed, perhaps also the addresses.
   *
   * @param rules of the same version
   */
  record RulesChanged(Rules rules) implements Changed {}

  /**
   * Our own address on the wire is known or another one.
   *
   * @param address decides against equal priorities
   */
  record SourceChanged(InetAddress address) implements Changed {}

  /**
   * Something keeps us from taking part.
   *
   * @param obstacle what
   */
  record Obstructed(Obstacle obstacle) implements Event {}

  /**
   * It no longer does.
   *
   * @param obstacle what
   */
  record Cleared(Obstacle obstacle) implements Event {}

  /**
   * Another member of our sync group changed by itself.
   *
   * @param to {@link VrrpState#ACTIVE} or {@link VrrpState#BACKUP}
   */
  record GroupMoved(VrrpState to) implements Event {}
}
