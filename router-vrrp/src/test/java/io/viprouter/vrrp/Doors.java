package io.viprouter.vrrp;

import java.time.InstantSource;

/** What only tests may set. */
public final class Doors {

  private Doors() {}

  /** Another wall clock; the monotonic one is the system's in any case. */
  public static VirtualRouterBuilder wallClock(VirtualRouterBuilder builder, InstantSource clock) {
    builder.wallClock = clock;
    return builder;
  }
}
