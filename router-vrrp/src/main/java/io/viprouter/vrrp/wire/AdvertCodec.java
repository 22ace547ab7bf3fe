package io.viprouter.vrrp.wire;

import io.viprouter.vrrp.ChecksumForm;
import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.wire.Decoded.Accepted;
import io.viprouter.vrrp.wire.Decoded.Rejected;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Advertisements of versions 2 and 3 as bytes. Immutable: functions only.
 *
 * <p>Decoding judges the message by itself; whether it fits our configuration is the question of
 * {@link AdvertFilter}.
 */
public final class AdvertCodec {

  /** Protocol number of VRRP. */
  public static final int PROTOCOL = 112;

  /** Shortest message: the part before the addresses. */
  static final int HEADER_LENGTH = 8;

  private static final int AUTH_LENGTH = 8;
  private static final int TYPE_ADVERTISEMENT = 1;
  private static final int CHECKSUM_AT = 6;

  private AdvertCodec() {}

  /**
   * Encodes an advertisement.
   *
   * @param advert what to say
   * @param path between whom; both are part of the checksum in version 3
   * @return the message without IP header
   */
  public static byte[] encode(Advert advert, Path path) {
    boolean v2 = advert.dialect().version() == 2;
    int count = advert.addresses().size();
    int length = HEADER_LENGTH + count * path.addressLength() + (v2 ? AUTH_LENGTH : 0);
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) (advert.dialect().version() << 4 | TYPE_ADVERTISEMENT));
    out.put((byte) advert.virtualRouterId()).put((byte) advert.priority()).put((byte) count);
    if (v2) {
      out.put((byte) advert.dialect().authType()).put((byte) (advert.intervalCentis() / 100));
    } else {
      out.putShort((short) (advert.intervalCentis() & 0xfff));
    }
    out.putShort((short) 0);
    for (InetAddress address : advert.addresses()) {
      out.put(address.getAddress());
    }
    if (v2) {
      out.putLong(advert.dialect().authData());
    }
    out.flip();
    out.putShort(CHECKSUM_AT, (short) checksum(out, path, advert.dialect()));
    return out.array();
  }

  private static int checksum(ByteBuffer message, Path path, Dialect dialect) {
    boolean plain =
        dialect.version() == 2 || (!path.isV6() && dialect.checksum() == ChecksumForm.MESSAGE_ONLY);
    return plain ? Checksum.of(message) : Checksum.of(message, path, PROTOCOL);
  }

  /**
   * Decodes a message; checks version, type, length, checksum and authentication type, in this
   * order (RFC 9568, section 7.1).
   *
   * @param message the bytes after the IP header, from position to limit; does not move
   * @param path between whom
   * @return the advertisement or the first thing that is wrong; never throws
   */
  public static Decoded decode(ByteBuffer message, Path path) {
    ByteBuffer in = message.slice();
    if (in.remaining() < HEADER_LENGTH) {
      return new Rejected(RejectReason.LENGTH);
    }
    int version = version(in);
    if (version != 3 && (version != 2 || path.isV6())) {
      return new Rejected(RejectReason.VERSION);
    }
    if ((in.get(0) & 0xf) != TYPE_ADVERTISEMENT) {
      return new Rejected(RejectReason.TYPE);
    }
    int count = in.get(3) & 0xff;
    int tail = version == 2 ? AUTH_LENGTH : 0;
    if (in.remaining() != HEADER_LENGTH + count * path.addressLength() + tail) {
      return new Rejected(RejectReason.LENGTH);
    }
    return version == 2 ? decodeV2(in, path) : decodeV3(in, path);
  }

  private static Decoded decodeV2(ByteBuffer in, Path path) {
    if (Checksum.of(in) != 0) {
      return new Rejected(RejectReason.CHECKSUM);
    }
    int authType = in.get(4) & 0xff;
    if (authType > Dialect.AUTH_HEADER) {
      return new Rejected(RejectReason.AUTHENTICATION_TYPE);
    }
    long authData = in.getLong(in.limit() - AUTH_LENGTH);
    Dialect dialect = new Dialect(2, authType, authData, ChecksumForm.PSEUDO_HEADER);
    return advert(in, path, dialect, (in.get(5) & 0xff) * 100);
  }

  private static Decoded decodeV3(ByteBuffer in, Path path) {
    ChecksumForm form;
    if (Checksum.of(in, path, PROTOCOL) == 0) {
      form = ChecksumForm.PSEUDO_HEADER;
    } else if (!path.isV6() && Checksum.of(in) == 0) {
      form = ChecksumForm.MESSAGE_ONLY;
    } else {
      return new Rejected(RejectReason.CHECKSUM);
    }
    // The upper four bits are reserved and ignored on receipt (RFC 9568, section 5.2.6).
    int centis = in.getShort(4) & 0xfff;
    // Erratum 8301: zero would make every timer zero.
    return centis == 0
        ? new Rejected(RejectReason.INTERVAL)
        : advert(in, path, Dialect.v3(form), centis);
  }

  private static Decoded advert(ByteBuffer in, Path path, Dialect dialect, int centis) {
    int count = in.get(3) & 0xff;
    List<InetAddress> addresses = new ArrayList<>(count);
    ByteBuffer list = in.duplicate().position(HEADER_LENGTH);
    for (int i = 0; i < count; i++) {
      addresses.add(IpBytes.read(list, path.addressLength()));
    }
    return new Accepted(
        new Advert(dialect, virtualRouterId(in), in.get(2) & 0xff, centis, addresses));
  }

  static int version(ByteBuffer message) {
    return (message.get(message.position()) & 0xff) >>> 4;
  }

  static int virtualRouterId(ByteBuffer message) {
    return message.get(message.position() + 1) & 0xff;
  }
}
