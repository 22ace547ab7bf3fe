/**
 * Relays MySQL connections to the right server: read-write and read-only sections, failover,
 * health, limits. Embed it through {@link io.viprouter.core.Router}.
 */
module io.viprouter.core {
  requires com.google.common;
  requires org.slf4j;
  requires transitive java.sql;
  requires jdk.net;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports io.viprouter.core;
}
