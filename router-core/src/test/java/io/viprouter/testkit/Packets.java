package io.viprouter.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Builds and reads packets of the MySQL protocol, independently of the router's own code. */
public final class Packets {

  /** A packet that was read: its number and payload. */
  @SuppressWarnings("ArrayRecordComponent") // a test's carrier, never compared
  public record Packet(int sequence, byte[] payload) {

    /** First byte of the payload, as 0 to 255. */
    public int first() {
      return payload[0] & 0xff;
    }

    /** Whether it is an error. */
    public boolean isError() {
      return first() == 0xff;
    }

    /** An error's number. */
    public int errorCode() {
      return (payload[1] & 0xff) | (payload[2] & 0xff) << 8;
    }

    /** An error's text. */
    public String errorText() {
      return new String(payload, 3, payload.length - 3, StandardCharsets.UTF_8);
    }
  }

  private Packets() {}

  /** Header and payload. */
  public static byte[] packet(int sequence, byte[] payload) {
    byte[] packet = new byte[4 + payload.length];
    packet[0] = (byte) payload.length;
    packet[1] = (byte) (payload.length >> 8);
    packet[2] = (byte) (payload.length >> 16);
    packet[3] = (byte) sequence;
    System.arraycopy(payload, 0, packet, 4, payload.length);
    return packet;
  }

  /** A greeting of protocol 10, as MySQL 5.7 sends it. */
  public static byte[] greeting(String version, int connectionId) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.write(10);
    payload.writeBytes(version.getBytes(StandardCharsets.US_ASCII));
    payload.write(0);
    for (int shift = 0; shift < 32; shift += 8) {
      payload.write(connectionId >> shift);
    }
    payload.writeBytes("abcdefgh".getBytes(StandardCharsets.US_ASCII));
    payload.write(0);
    payload.writeBytes(
        new byte[] {(byte) 0xff, (byte) 0xf7, 33, 2, 0, (byte) 0xff, (byte) 0x81, 21});
    payload.writeBytes(new byte[10]);
    payload.writeBytes("ijklmnopqrst".getBytes(StandardCharsets.US_ASCII));
    payload.write(0);
    payload.writeBytes("mysql_native_password".getBytes(StandardCharsets.US_ASCII));
    payload.write(0);
    return packet(0, payload.toByteArray());
  }

  /** An error without SQLSTATE. */
  public static byte[] error(int sequence, int code, String text) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.write(0xff);
    payload.write(code);
    payload.write(code >> 8);
    payload.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return packet(sequence, payload.toByteArray());
  }

  /** An OK packet. */
  public static byte[] ok(int sequence) {
    return packet(sequence, new byte[] {0, 0, 0, 2, 0, 0, 0});
  }

  /** A login of protocol 4.1. */
  public static byte[] login(int sequence, String user) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(new byte[] {0x01, (byte) 0x82, 0x08, 0, 0, 0, 0, 1, 33});
    payload.writeBytes(new byte[23]);
    payload.writeBytes(user.getBytes(StandardCharsets.UTF_8));
    payload.write(0);
    payload.write(20);
    payload.writeBytes(new byte[20]);
    payload.writeBytes("mysql_native_password".getBytes(StandardCharsets.US_ASCII));
    payload.write(0);
    return packet(sequence, payload.toByteArray());
  }

  /** A request for TLS. */
  public static byte[] tlsRequest() {
    byte[] payload = new byte[32];
    payload[0] = 0x01;
    payload[1] = (byte) (0x82 | 0x08);
    payload[2] = 0x08;
    return packet(1, payload);
  }

  /**
   * Reads one packet.
   *
   * @throws EOFException if the stream ends before it does
   */
  public static Packet read(InputStream in) throws IOException {
    byte[] header = in.readNBytes(4);
    if (header.length < 4) {
      throw new EOFException("stream ended after " + header.length + " bytes of a header");
    }
    int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("stream ended within a packet");
    }
    return new Packet(header[3] & 0xff, payload);
  }
}
