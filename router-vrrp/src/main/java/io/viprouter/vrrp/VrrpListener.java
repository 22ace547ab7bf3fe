package io.viprouter.vrrp;

import java.time.Instant;

/**
 * Hears of transitions. Called in order on a thread of its virtual router that does nothing else,
 * so that a slow listener delays only itself; one that throws is logged and ignored.
 */
public interface VrrpListener {

  /**
   * A change of state, after the addresses have been added or removed. When it leaves {@link
   * VrrpState#ACTIVE}, connections to the virtual addresses are to be closed: the system keeps them
   * open on an address that is no longer here.
   *
   * @param transition from where to where, and why
   */
  default void changed(Transition transition) {}

  /**
   * One change of state. Immutable.
   *
   * @param router name of the virtual router
   * @param from old state
   * @param to new state
   * @param reason half a sentence
   * @param at wall time
   */
  record Transition(String router, VrrpState from, VrrpState to, String reason, Instant at) {}
}
