/**
 * The load: a process of its own, which reads orders and writes answers, a line each. It blocks, a
 * thread for each busy connection, so that nothing clever stands between the clock and the socket.
 */
@NullMarked
package io.viprouter.examples.bench.load;

import org.jspecify.annotations.NullMarked;
