/** Real routers in network namespaces: ours, and keepalived as the other peer. */
@NullMarked
package io.viprouter.vrrp.lab;

import org.jspecify.annotations.NullMarked;
