package io.viprouter.vrrp.election;

import io.viprouter.vrrp.VrrpState;

/** What the driver is to do, in order. Immutable. */
public sealed interface Action {

  /** Actions without details. */
  enum Plain implements Action {
    /** Put the virtual addresses on the interface. */
    ADD_ADDRESSES,
    /** Take them away, also where a crash left them. */
    REMOVE_ADDRESSES,
    /** Gratuitous ARP or neighbour advertisements. */
    ANNOUNCE
  }

  /**
   * Advertise.
   *
   * @param priority 0 to say goodbye
   */
  record SendAdvert(int priority) implements Action {}

  /**
   * Log, count and tell listeners a transition.
   *
   * @param from old state
   * @param to new state
   * @param why half a sentence
   * @param byGroup whether the sync group made us; such transitions are not passed on
   */
  record Tell(VrrpState from, VrrpState to, String why, boolean byGroup) implements Action {}

  /**
   * Log a warning.
   *
   * @param text half a sentence
   */
  record Warn(String text) implements Action {}
}
