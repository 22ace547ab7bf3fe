/**
 * Short programs with a router inside, to be copied from: a router with a listener ({@link
 * io.viprouter.examples.embedding.EmbeddedRouter}), routing inside a JDBC driver with no proxy hop
 * ({@link io.viprouter.examples.embedding.MariaDbInProcess}, {@link
 * io.viprouter.examples.embedding.MySqlInProcess}), and a connection pool behind a router ({@link
 * io.viprouter.examples.embedding.PooledFailover}). A unit test with routing inside stands with the
 * tests. Each takes the servers as arguments: {@code host:port}, the preferred one first, with the
 * account {@code jumpserver/jumpserver} and a database of that name.
 */
@NullMarked
package io.viprouter.examples.embedding;

import org.jspecify.annotations.NullMarked;
