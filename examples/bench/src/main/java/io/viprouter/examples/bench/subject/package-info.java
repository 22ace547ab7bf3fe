/**
 * What is compared: how each proxy is started in front of the servers, and what its processes use.
 */
@NullMarked
package io.viprouter.examples.bench.subject;

import org.jspecify.annotations.NullMarked;
