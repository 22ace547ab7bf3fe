package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Strings that bear their length, as in the rows of a text result. Stateless. Source: MySQL
 * protocol, "Protocol::LengthEncodedInteger".
 */
final class TextValue {

  private static final int TWO_BYTES = 0xfc;
  private static final int THREE_BYTES = 0xfd;
  private static final int SHORT = 0xfb;

  private TextValue() {}

  /** The first value of a row. */
  static ByteBuffer first(ByteBuffer row) throws IOException {
    int first = row.get(0) & 0xff;
    if (first < SHORT) {
      return row.slice(1, first);
    }
    int two = (row.get(1) & 0xff) | (row.get(2) & 0xff) << 8;
    if (first == TWO_BYTES) {
      return row.slice(3, two);
    }
    if (first == THREE_BYTES) {
      return row.slice(4, two | (row.get(3) & 0xff) << 16);
    }
    throw new IOException("row: begins with " + first + "; no value of less than 16 MB");
  }
}
