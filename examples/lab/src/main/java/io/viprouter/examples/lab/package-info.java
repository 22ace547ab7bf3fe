/**
 * Two routers that share a floating address, three databases, a web application and its users, each
 * on a host of its own: a network namespace. Started by {@code bin/lab}, which needs root; nothing
 * outside the namespaces is touched.
 */
@NullMarked
package io.viprouter.examples.lab;

import org.jspecify.annotations.NullMarked;
