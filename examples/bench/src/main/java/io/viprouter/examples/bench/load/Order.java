package io.viprouter.examples.bench.load;

/**
 * What the load process is asked to do, a line of JSON. Immutable.
 *
 * @param kind what
 * @param port where, at 127.0.0.1
 * @param connections how many, at least 1; for {@link Kind#HOLD} how many there shall be then
 * @param millis how long, for what goes on for a time
 * @param bytes how many in all, for what moves a number of them
 */
public record Order(Kind kind, int port, int connections, long millis, long bytes) {

  /** The kinds of load. */
  public enum Kind {
    /** Connect, log in, one query, leave; again and again, to MariaDB. */
    CONNECT,
    /** Result sets of 64 KB rows, from MariaDB. */
    RESULT,
    /** 64 bytes to and fro, with the raw server. */
    PINGPONG,
    /** The same on very many connections, by one thread. */
    CROWD,
    /** Bytes from the raw server. */
    DOWN,
    /** Bytes to the raw server. */
    UP,
    /** Half of the bytes each way, at once. */
    BOTH,
    /** Connections to the raw server that stay and are silent. */
    HOLD,
    /** Closes those. */
    RELEASE
  }
}
