package io.viprouter.examples.bench.load;

import java.io.IOException;

/** One thread's part of a load. Confined to that thread once the load has begun. */
interface Worker extends AutoCloseable {

  /** Does one turn and checks it; the payload bytes it moved. */
  long turn() throws IOException;

  @Override
  void close() throws IOException;
}
