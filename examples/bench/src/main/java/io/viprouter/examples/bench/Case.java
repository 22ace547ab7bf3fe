package io.viprouter.examples.bench;

import io.viprouter.examples.bench.subject.Backend;
import java.util.Locale;

/**
 * One kind of load with a number of connections. Immutable.
 *
 * @param kind what
 * @param connections how many at once
 */
record Case(Kind kind, int connections) {

  enum Kind {
    /** Point selects by sysbench. */
    QUERY(Backend.MYSQL),
    /** Connect, one query, close. */
    CONNECT(Backend.MYSQL),
    /** One large result set. */
    RESULT(Backend.MYSQL),
    /** Bytes from the server. */
    DOWN(Backend.RAW),
    /** Bytes to the server. */
    UP(Backend.RAW),
    /** Both at once. */
    BOTH(Backend.RAW),
    /** 64 bytes to and fro. */
    PINGPONG(Backend.RAW),
    /** The same by a client of one thread, to see what many busy connections cost beside few. */
    BUSY(Backend.RAW);

    private final Backend backend;

    Kind(Backend backend) {
      this.backend = backend;
    }

    Backend backend() {
      return backend;
    }
  }

  /** As it stands in tables, such as {@code query-16}. */
  String name() {
    return kind.name().toLowerCase(Locale.ROOT) + "-" + connections;
  }
}
