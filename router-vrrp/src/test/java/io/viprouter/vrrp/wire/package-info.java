/** Tests of the bytes against recordings of keepalived. */
@NullMarked
package io.viprouter.vrrp.wire;

import org.jspecify.annotations.NullMarked;
