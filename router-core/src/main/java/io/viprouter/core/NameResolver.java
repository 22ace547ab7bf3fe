package io.viprouter.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Turns a host name into addresses. Called on the router's own resolver threads, never on an event
 * loop, so it may block; it may be called by several threads at a time.
 */
@FunctionalInterface
public interface NameResolver {

  /** The JDK's resolver, with its caches. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * Resolves a name, anew at each call as far as the router is concerned.
   *
   * @param host a name; literals never come here
   * @return the addresses in the order to try them, at least one
   * @throws UnknownHostException if there are none; the destination then counts as failed, as it
   *     does if this throws anything else or returns null or nothing
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
