/**
 * Real database servers on demand: {@link io.viprouter.examples.servers.DatabaseServer} is one
 * process, {@link io.viprouter.examples.servers.ReplicatedCluster} a primary with two replicas. For
 * tests, the demo and measurements, never for data one wants to keep: the files are thrown away.
 * Nothing here starts a thread; servers of a JVM that ends are killed by a shutdown hook.
 */
@NullMarked
package io.viprouter.examples.servers;

import org.jspecify.annotations.NullMarked;
