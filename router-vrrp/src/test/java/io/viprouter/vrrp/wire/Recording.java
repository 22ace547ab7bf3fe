package io.viprouter.vrrp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A recorded Ethernet frame. Immutable. */
public final class Recording {

  private final String name;
  private final byte[] frame;

  private Recording(String name, byte[] frame) {
    this.name = name;
    this.frame = frame;
  }

  String name() {
    return name;
  }

  byte[] frame() {
    return frame;
  }

  private static final int ETHERNET = 14;

  static List<Recording> all() {
    return lines("frames.hex").stream()
        .map(line -> line.split(" ", 2))
        .map(part -> new Recording(part[0], HexFormat.of().parseHex(part[1])))
        .toList();
  }

  /** Lines of a resource without comments. */
  public static List<String> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int etherType() {
    return (frame[12] & 0xff) << 8 | (frame[13] & 0xff);
  }

  byte[] packet() {
    return Arrays.copyOfRange(frame, ETHERNET, frame.length);
  }

  @Override
  public String toString() {
    return name + " " + HexFormat.of().formatHex(frame);
  }
}
