/**
 * What router-core promises, proven from outside: real servers, real drivers, network namespaces,
 * processes with few file descriptors. Each class is one promise; what they share is the namespace
 * with its cable, the router as a process of its own, and clients that misbehave. Lines that begin
 * with {@code figure:} are measurements.
 */
@NullMarked
package io.viprouter.examples.proofs;

import org.jspecify.annotations.NullMarked;
