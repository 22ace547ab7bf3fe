/**
 * The edge: raw sockets, netlink and timers of Linux by JNA, behind the seam {@link
 * io.viprouter.vrrp.os.Edge}. Used by the driver alone; everything here is confined to the driver's
 * thread unless it says otherwise.
 */
@NullMarked
package io.viprouter.vrrp.os;

import org.jspecify.annotations.NullMarked;
