package io.viprouter.core.mysql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bytes as they stand in the MySQL protocol's description, written down once more by hand. */
final class Wire {

  static final String NATIVE = "mysql_native_password";
  static final String SHA2 = "caching_sha2_password";

  private static final int PLUGIN_AUTH_HIGH = 0x0008;

  private Wire() {}

  static byte[] packet(int sequence, byte[]... parts) {
    byte[] payload = concat(parts);
    return concat(
        bytes(payload.length, payload.length >> 8, payload.length >> 16, sequence), payload);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Text and the zero that ends it. */
  static byte[] textZ(String text) {
    return concat(text(text), bytes(0));
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /**
   * Protocol::HandshakeV10.
   *
   * @param reserved 6 bytes of zero, then 4 more: MariaDB keeps capabilities of its own there
   */
  static byte[] greeting(
      String version, int id, int lowCapabilities, int high, byte[] reserved, String plugin) {
    return packet(
        0,
        bytes(10),
        textZ(version),
        bytes(id, id >> 8, id >> 16, id >> 24),
        text("abcdefgh"),
        bytes(0),
        bytes(lowCapabilities, lowCapabilities >> 8),
        bytes(0xff),
        bytes(2, 0),
        bytes(high, high >> 8),
        bytes((high & PLUGIN_AUTH_HIGH) == 0 ? 0 : 21),
        reserved,
        textZ("ijklmnopqrst"),
        textZ(plugin));
  }

  static byte[] mysql57(int id) {
    return greeting("5.7.44-log", id, 0xffff, 0x81ff, new byte[10], NATIVE);
  }

  static byte[] mysql80(int id) {
    return greeting("8.0.36", id, 0xffff, 0xdfff, new byte[10], SHA2);
  }

  static byte[] mariadb10(int id) {
    return greeting(
        "5.5.5-10.11.6-MariaDB-0+deb12u1-log", id, 0xf7fe, 0x81ff, mariadbCaps(0x1d), NATIVE);
  }

  static byte[] mariadb11(int id) {
    return greeting("11.4.2-MariaDB", id, 0xfffe, 0x81ff, mariadbCaps(0x3d), NATIVE);
  }

  private static byte[] mariadbCaps(int caps) {
    return concat(new byte[6], bytes(caps, 0, 0, 0));
  }

  static byte[] ok(int sequence) {
    return packet(sequence, bytes(0, 0, 0, 2, 0, 0, 0));
  }

  static byte[] error(int sequence, int code, String message) {
    return packet(sequence, bytes(0xff, code, code >> 8), text(message));
  }

  /** Protocol::AuthSwitchRequest. */
  static byte[] authSwitch(int sequence, String plugin) {
    return packet(sequence, bytes(0xfe), textZ(plugin), textZ("ABCDEFGHIJKLMNOPQRST"));
  }

  /** Protocol::AuthMoreData. */
  static byte[] moreData(int sequence, byte[] data) {
    return packet(sequence, bytes(1), data);
  }

  /** Protocol::HandshakeResponse41, with or without CLIENT_SSL. */
  static byte[] login(int sequence, int capabilities, String user) {
    return packet(
        sequence,
        bytes(capabilities, capabilities >> 8, capabilities >> 16, capabilities >> 24),
        bytes(0, 0, 0, 1, 45),
        new byte[23],
        textZ(user),
        bytes(20),
        new byte[20],
        textZ(NATIVE));
  }

  /** The first 32 bytes of a login, with CLIENT_SSL. */
  static byte[] sslRequest(int sequence) {
    return packet(sequence, bytes(0x05, 0xae, 0x9f, 0x01), bytes(0, 0, 0, 1, 45), new byte[23]);
  }

  /** The stream in every two pieces, in single bytes, and whole. */
  static void everySplit(byte[] stream, Consumer<ByteBuffer[]> check) {
    for (int cut = 0; cut <= stream.length; cut++) {
      check.accept(
          new ByteBuffer[] {
            ByteBuffer.wrap(stream, 0, cut), ByteBuffer.wrap(stream, cut, stream.length - cut)
          });
    }
    ByteBuffer[] single = new ByteBuffer[stream.length];
    for (int i = 0; i < stream.length; i++) {
      single[i] = ByteBuffer.wrap(stream, i, 1);
    }
    check.accept(single);
  }
}
