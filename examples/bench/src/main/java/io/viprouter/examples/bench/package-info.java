/**
 * The router beside HAProxy and others, on the same machine, the same servers and the same load.
 * Started by {@code bin/bench}. This package plans and leads; one thread, and whoever carries the
 * load is a process of its own.
 */
@NullMarked
package io.viprouter.examples.bench;

import org.jspecify.annotations.NullMarked;
