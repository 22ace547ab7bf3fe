package io.viprouter.vrrp.os;

import java.net.InetAddress;

/**
 * An address on an interface. Immutable.
 *
 * @param address without scope
 * @param prefixLength of its network
 */
public record AddressEntry(InetAddress address, int prefixLength) {}
