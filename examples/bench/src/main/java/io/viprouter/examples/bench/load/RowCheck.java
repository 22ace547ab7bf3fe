package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Looks at the rows of a result. */
@FunctionalInterface
interface RowCheck {

  /** One row: its number, from 1, and the bytes of its one column; throws if they are wrong. */
  void row(long number, ByteBuffer value) throws IOException;
}
