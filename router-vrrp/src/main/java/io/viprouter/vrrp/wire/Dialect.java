package io.viprouter.vrrp.wire;

import io.viprouter.vrrp.ChecksumForm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * In which form an advertisement is said. Immutable.
 *
 * @param version 2 or 3
 * @param authType version 2: 0 none, 1 simple password, 2 header of its own; version 3: 0
 * @param authData version 2: the eight bytes at the end, first byte highest; version 3: 0
 * @param checksum version 3 over IPv4: what the checksum covers; else {@link
 *     ChecksumForm#PSEUDO_HEADER} without a meaning
 */
public record Dialect(int version, int authType, long authData, ChecksumForm checksum) {

  /** RFC 2338, section 5.3.6: no authentication. */
  public static final int AUTH_NONE = 0;

  /** RFC 2338, section 5.3.6: simple text password. */
  public static final int AUTH_PASSWORD = 1;

  /** RFC 2338, section 5.3.6: IP authentication header; known, never ours. */
  public static final int AUTH_HEADER = 2;

  /** Longest password; keepalived cuts longer ones, we refuse them. */
  public static final int MAX_PASSWORD_BYTES = 8;

  /**
   * Version 2 without authentication.
   *
   * @return the dialect
   */
  public static Dialect v2() {
    return new Dialect(2, AUTH_NONE, 0, ChecksumForm.PSEUDO_HEADER);
  }

  /**
   * Version 2 with a password.
   *
   * @param password 1 to 8 bytes of UTF-8
   * @return the dialect
   */
  public static Dialect v2(String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_PASSWORD_BYTES) {
      throw new IllegalArgumentException(
          "authentication.pass: " + bytes.length + " bytes, must be 1 to " + MAX_PASSWORD_BYTES);
    }
    long data = 0;
    for (byte b : Arrays.copyOf(bytes, MAX_PASSWORD_BYTES)) {
      data = data << 8 | (b & 0xff);
    }
    return new Dialect(2, AUTH_PASSWORD, data, ChecksumForm.PSEUDO_HEADER);
  }

  /**
   * Version 3.
   *
   * @param checksum what the checksum covers over IPv4
   * @return the dialect
   */
  public static Dialect v3(ChecksumForm checksum) {
    return new Dialect(3, AUTH_NONE, 0, checksum);
  }
}
