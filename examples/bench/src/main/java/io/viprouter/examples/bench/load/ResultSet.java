package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Fetches one large result set each turn. */
final class ResultSet implements Worker {

  private static final int ROW = 65_536;
  private static final int NUMBER = 16;
  private static final String FILLING = "0123456789abcdef";
  private static final ByteBuffer REST =
      ByteBuffer.allocateDirect(ROW - NUMBER)
          .put(FILLING.repeat((ROW - NUMBER) / NUMBER).getBytes(StandardCharsets.US_ASCII))
          .flip();

  private final MySqlConnection connection;
  private final long rows;

  ResultSet(int port, long bytes) throws IOException {
    connection =
        MySqlConnection.open(
            port, Accounts.USER, Accounts.PASSWORD, ByteBuffer.allocateDirect(4 * ROW));
    rows = Math.max(1, bytes / ROW);
  }

  @Override
  public long turn() throws IOException {
    String sql =
        "SELECT CONCAT(LPAD(seq,%d,'0'),REPEAT('%s',%d)) FROM %s.seq_1_to_%d"
            .formatted(NUMBER, FILLING, (ROW - NUMBER) / NUMBER, Accounts.USER, rows);
    long bytes = connection.query(sql, ResultSet::check);
    if (bytes != rows * ROW) {
      throw new IOException("result set: " + bytes + " bytes instead of " + rows * ROW);
    }
    return bytes;
  }

  private static void check(long number, ByteBuffer value) throws IOException {
    if (value.remaining() != ROW
        || Long.parseLong(digits(value)) != number
        || REST.mismatch(value.slice(NUMBER, ROW - NUMBER)) != -1) {
      throw new IOException("result set: row " + number + " is wrong");
    }
  }

  private static String digits(ByteBuffer value) {
    return StandardCharsets.US_ASCII.decode(value.slice(0, NUMBER)).toString();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
