/**
 * The whole protocol as pure functions: {@code (memory, event, now) -> (memory, actions)}. No I/O,
 * no clock, no logging, no threads. Used by the driver alone.
 */
@NullMarked
package io.viprouter.vrrp.election;

import org.jspecify.annotations.NullMarked;
