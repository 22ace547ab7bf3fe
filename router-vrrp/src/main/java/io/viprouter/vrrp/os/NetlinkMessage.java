package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.IpBytes;
import io.viprouter.vrrp.wire.MacAddress;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Messages of rtnetlink(7) as bytes. Immutable: functions only, no I/O. */
final class NetlinkMessage {

  static final int ERROR = 2;
  static final int DONE = 3;
  static final int NEWLINK = 16;
  static final int DELLINK = 17;
  static final int GETLINK = 18;
  static final int NEWADDR = 20;
  static final int DELADDR = 21;
  static final int GETADDR = 22;

  static final int HEADER = 16;
  private static final int IFADDRMSG = 8;
  private static final int IFINFOMSG = 16;
  private static final int REQUEST = 1;
  private static final int ACK = 4;
  private static final int DUMP = 0x300;
  private static final int EXCLUSIVE_CREATE = 0x600;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int FLAG_NODAD = 2;
  private static final int SCOPE_LINK = 253;
  private static final int UP_AND_RUNNING = 0x1 | 0x40;

  private NetlinkMessage() {}

  /** Adds or deletes an address; asks for an acknowledgement. */
  static ByteBuffer address(int type, int index, AddressEntry entry, int sequence) {
    byte[] bytes = entry.address().getAddress();
    boolean v6 = entry.address() instanceof Inet6Address;
    int flags = REQUEST | ACK | (type == NEWADDR ? EXCLUSIVE_CREATE : 0);
    ByteBuffer out = begin(type, flags, sequence);
    out.put((byte) (v6 ? LibC.AF_INET6 : LibC.AF_INET)).put((byte) entry.prefixLength());
    // Duplicate address detection would keep the address silent for a second, and we know better.
    out.put((byte) (v6 ? FLAG_NODAD : 0));
    out.put((byte) (entry.address().isLinkLocalAddress() && v6 ? SCOPE_LINK : 0)).putInt(index);
    attribute(out, IFA_LOCAL, bytes);
    attribute(out, IFA_ADDRESS, bytes);
    return end(out);
  }

  /** Asks for all addresses. */
  static ByteBuffer dumpAddresses(int family, int sequence) {
    ByteBuffer out = begin(GETADDR, REQUEST | DUMP, sequence);
    return end(out.put((byte) family).put(new byte[IFADDRMSG - 1]));
  }

  /** Asks for one interface. */
  static ByteBuffer getLink(String name, int sequence) {
    ByteBuffer out = begin(GETLINK, REQUEST, sequence).put(new byte[IFINFOMSG]);
    attribute(out, IFLA_IFNAME, (name + "\0").getBytes(StandardCharsets.US_ASCII));
    return end(out);
  }

  private static ByteBuffer begin(int type, int flags, int sequence) {
    ByteBuffer out = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
    out.putInt(0).putShort((short) type).putShort((short) flags);
    return out.putInt(sequence).putInt(0);
  }

  private static void attribute(ByteBuffer out, int type, byte[] value) {
    out.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
  }

  private static ByteBuffer end(ByteBuffer out) {
    return out.putInt(0, out.position()).flip();
  }

  /** One message out of what the kernel sent, or empty when nothing whole is left. */
  static Optional<ByteBuffer> next(ByteBuffer in) {
    if (in.remaining() < HEADER) {
      return Optional.empty();
    }
    int length = in.getInt(in.position());
    if (length < HEADER || length > in.remaining()) {
      return Optional.empty();
    }
    ByteBuffer message = in.slice(in.position(), length).order(ByteOrder.nativeOrder());
    in.position(in.position() + Math.min(in.remaining(), (length + 3) / 4 * 4));
    return Optional.of(message);
  }

  static int type(ByteBuffer message) {
    return message.getShort(4);
  }

  static int sequence(ByteBuffer message) {
    return message.getInt(8);
  }

  /** The errno of an acknowledgement; 0 is success. */
  static int error(ByteBuffer message) {
    return -message.getInt(HEADER);
  }

  /** The interface that a link or address message is about. */
  static int index(ByteBuffer message) {
    return message.limit() < HEADER + 8 ? 0 : message.getInt(HEADER + 4);
  }

  /** The address that an address message is about. */
  static Optional<AddressEntry> entry(ByteBuffer message) {
    if (message.limit() < HEADER + IFADDRMSG) {
      return Optional.empty();
    }
    int width = message.get(HEADER) == LibC.AF_INET6 ? 16 : 4;
    int prefix = message.get(HEADER + 1) & 0xff;
    return find(message, HEADER + IFADDRMSG, IFA_LOCAL)
        .or(() -> find(message, HEADER + IFADDRMSG, IFA_ADDRESS))
        .filter(value -> value.remaining() == width)
        .map(value -> new AddressEntry(IpBytes.read(value, width), prefix));
  }

  /** The name that a link message is about. */
  static String linkName(ByteBuffer message) {
    return find(message, HEADER + IFINFOMSG, IFLA_IFNAME)
        .map(value -> StandardCharsets.US_ASCII.decode(value).toString().replace("\0", ""))
        .orElse("");
  }

  /** The interface that a link message describes. */
  static Interface link(ByteBuffer message, String name) {
    MacAddress mac =
        find(message, HEADER + IFINFOMSG, IFLA_ADDRESS)
            .filter(value -> value.remaining() == 6)
            .map(MacAddress::read)
            .orElse(new MacAddress(0));
    boolean up = (message.getInt(HEADER + 8) & UP_AND_RUNNING) == UP_AND_RUNNING;
    return new Interface(name, index(message), mac, up);
  }

  private static Optional<ByteBuffer> find(ByteBuffer message, int from, int type) {
    int at = from;
    while (at + 4 <= message.limit()) {
      int length = message.getShort(at) & 0xffff;
      if (length < 4 || at + length > message.limit()) {
        return Optional.empty();
      }
      if ((message.getShort(at + 2) & 0x3fff) == type) {
        return Optional.of(message.slice(at + 4, length - 4).order(ByteOrder.BIG_ENDIAN));
      }
      at += (length + 3) / 4 * 4;
    }
    return Optional.empty();
  }
}
