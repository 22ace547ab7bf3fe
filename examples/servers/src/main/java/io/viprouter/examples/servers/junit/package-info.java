/**
 * What tests say about the programs they need. The only package here that knows JUnit, so that a
 * program can use the servers without it.
 */
@NullMarked
package io.viprouter.examples.servers.junit;

import org.jspecify.annotations.NullMarked;
