/**
 * What single decisions and packets cost, by JMH: {@code bin/bench --jmh}. On the class path, as
 * these classes are not exported by their modules.
 */
package io.viprouter.examples.bench.jmh;
