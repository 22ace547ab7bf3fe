/**
 * Bytes: advertisements of versions 2 and 3, the headers around them, ARP and neighbour
 * advertisements. A bad packet is a value, never an exception. Used by the driver and the edge; no
 * threads, no I/O.
 */
@NullMarked
package io.viprouter.vrrp.wire;

import org.jspecify.annotations.NullMarked;
