package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.MacAddress;

/**
 * A network interface as netlink describes it. Immutable.
 *
 * @param name as configured
 * @param index as the kernel counts
 * @param mac its Ethernet address
 * @param up whether it is switched on and has a carrier
 */
record Interface(String name, int index, MacAddress mac, boolean up) {}
