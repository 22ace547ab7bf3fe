package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Connects, asks one question and leaves, each turn. */
final class Connects implements Worker {

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
  private final int port;

  Connects(int port) {
    this.port = port;
  }

  @Override
  public long turn() throws IOException {
    try (MySqlConnection connection =
        MySqlConnection.open(port, Accounts.USER, Accounts.PASSWORD, buffer)) {
      long bytes = connection.query("SELECT 1", Connects::one);
      if (bytes != 1) {
        throw new IOException("SELECT 1: " + bytes + " rows");
      }
      return bytes;
    }
  }

  private static void one(long number, ByteBuffer value) throws IOException {
    if (value.remaining() != 1 || value.get(0) != '1') {
      throw new IOException("SELECT 1: row " + number + " is not 1");
    }
  }

  @Override
  public void close() {}
}
