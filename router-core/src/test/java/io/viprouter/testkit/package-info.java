/**
 * Fakes for tests of the router and of what embeds it: a server that follows a script, a client
 * that speaks just enough of the protocol, a clock that is set by hand. Published as the classifier
 * {@code testkit} of router-core. They use real sockets on the loopback address and daemon threads.
 */
@NullMarked
package io.viprouter.testkit;

import org.jspecify.annotations.NullMarked;
