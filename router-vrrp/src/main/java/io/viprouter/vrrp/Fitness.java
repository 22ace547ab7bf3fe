package io.viprouter.vrrp;

/** How fit a router is to own the virtual addresses. */
public enum Fitness {

  /** It takes part with its priority. */
  FIT,

  /**
   * It can serve, but not well, as when everything behind it is out of reach. It takes part with
   * priority {@link VirtualRouter#LAST_RESORT_PRIORITY} and takes over from nobody. A master offers
   * the addresses at once, with an advertisement of priority 0, and keeps them until a fit router
   * takes them; so it stays master where there is none.
   */
  LAST_RESORT,

  /**
   * It cannot serve at all. It gives the addresses up at once, with an advertisement of priority 0,
   * and takes no part.
   */
  UNFIT
}
