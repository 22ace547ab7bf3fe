/**
 * What to do: which destination a connection goes to, which are well, whom to turn away. Pure: no
 * sockets, no threads, no clock, no logging; everything takes the time as an argument. Only {@code
 * net} uses it. Timers are data: a member holds when it is to be looked at again, and the owner
 * asks {@link io.viprouter.core.policy.DestinationPool#nextDeadline()}.
 */
@NullMarked
package io.viprouter.core.policy;

import org.jspecify.annotations.NullMarked;
