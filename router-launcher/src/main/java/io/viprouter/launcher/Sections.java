package io.viprouter.launcher;

import io.viprouter.core.RouterException;
import io.viprouter.core.RoutingSection;
import java.net.InetAddress;

/** What the joint does to running sections. Called on its thread. */
interface Sections {

  /**
   * Puts a definition in force, with the addresses it may listen on now.
   *
   * @throws RouterException if it cannot be bound; then nothing has changed
   */
  void update(RoutingSection section);

  /** Closes all sessions that came in at an address which is about to leave this host. */
  void disconnect(InetAddress address);

  /** Whether a section has a usable destination, as far as is known now. */
  boolean usable(String section);
}
