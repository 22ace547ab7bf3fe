package io.viprouter.vrrp;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Builds a {@link VirtualRouter}. Confined to the thread that uses it. */
public final class VirtualRouterBuilder {

  final VirtualRouterConfig config;
  final List<VrrpListener> listeners = new ArrayList<>();
  final List<AddressHook> hooks = new ArrayList<>();
  Optional<SyncGroup> group = Optional.empty();
  ThreadFactory threads = Thread::new;
  boolean shutdownHook = true;

  /** Only tests have another one. */
  InstantSource wallClock = InstantSource.system();

  VirtualRouterBuilder(VirtualRouterConfig config) {
    this.config = config;
  }

  /**
   * Adds a listener.
   *
   * @param listener called in order, on a thread of its own
   * @return this
   */
  public VirtualRouterBuilder listener(VrrpListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Adds a hook that acts in step with the addresses.
   *
   * @param hook called in order, on a thread of its own that the driver waits for, but not for long
   * @return this
   */
  public VirtualRouterBuilder addressHook(AddressHook hook) {
    hooks.add(hook);
    return this;
  }

  /**
   * Makes it a member of a sync group.
   *
   * @param value the group; give it to every member
   * @return this
   */
  public VirtualRouterBuilder syncGroup(SyncGroup value) {
    group = Optional.of(value);
    return this;
  }

  /**
   * Where its threads come from; they are made daemons and named after the router.
   *
   * @param value for embedders with rules about threads
   * @return this
   */
  public VirtualRouterBuilder threadFactory(ThreadFactory value) {
    threads = value;
    return this;
  }

  /**
   * Whether the addresses are given up when the JVM ends without {@link VirtualRouter#close()}.
   *
   * @param value true by default
   * @return this
   */
  public VirtualRouterBuilder shutdownHook(boolean value) {
    shutdownHook = value;
    return this;
  }

  /**
   * Makes the virtual router; {@link VirtualRouter#start()} starts it.
   *
   * @return not started
   */
  public VirtualRouter build() {
    return new VirtualRouter(this);
  }
}
