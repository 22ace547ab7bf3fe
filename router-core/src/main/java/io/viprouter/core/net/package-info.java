/**
 * Moves bytes: event loops, accepting, dialling, sessions, probes. Only {@link
 * io.viprouter.core.Router} uses it. Each route has a home loop, where its pool, its limits and its
 * listening sockets live; each session lives on one loop with both its sockets. Loops tell each
 * other things by {@code post}; nothing here locks or blocks, but for the resolver's threads.
 *
 * <p>Two refinements of the plan that a connection walks: the next candidate is asked for at the
 * home loop after each failure, instead of being fixed at accept, so that limits and health of that
 * moment count; and a greeting is reported home only when it would change what is held of the
 * destination, so that a healthy connect costs one message less.
 */
@NullMarked
package io.viprouter.core.net;

import org.jspecify.annotations.NullMarked;
