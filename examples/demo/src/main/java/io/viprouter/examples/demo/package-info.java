/**
 * The failover story of one primary and two replicas behind a router, told on real servers and
 * checked line by line. Started by {@code bin/demo}; nobody else uses it. The story runs on the
 * main thread, with one more that reads all the time.
 */
@NullMarked
package io.viprouter.examples.demo;

import org.jspecify.annotations.NullMarked;
