package io.viprouter.vrrp.os;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How things stand around a virtual router. Immutable.
 *
 * @param linkUp whether its interface exists and is up
 * @param trackedUp whether every tracked interface is up
 * @param source the address to send from, if there is one
 * @param addressesPresent whether every virtual address is on the interface
 */
public record Surroundings(
    boolean linkUp, boolean trackedUp, Optional<InetAddress> source, boolean addressesPresent) {}
