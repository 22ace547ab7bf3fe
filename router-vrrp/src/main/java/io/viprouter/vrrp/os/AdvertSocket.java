package io.viprouter.vrrp.os;

import com.sun.jna.Native;
import io.viprouter.vrrp.wire.AdvertCodec;
import io.viprouter.vrrp.wire.Datagram;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A raw socket for protocol 112 on one interface. Confined to its driver thread. It never blocks,
 * and we write the IP header ourselves, so that source, hop count and class are what we say.
 */
final class AdvertSocket implements AutoCloseable {

  private static final int IP_HDRINCL = 3;
  private static final int IP_MULTICAST_IF = 32;
  private static final int IP_MULTICAST_LOOP = 34;
  private static final int IP_ADD_MEMBERSHIP = 35;
  private static final int IP_MULTICAST_ALL = 49;
  private static final int IPV6_MULTICAST_IF = 17;
  private static final int IPV6_MULTICAST_LOOP = 19;
  private static final int IPV6_ADD_MEMBERSHIP = 20;
  private static final int IPV6_MULTICAST_ALL = 29;
  private static final int IPV6_HDRINCL = 36;
  private static final int IPV6_RECVPKTINFO = 49;
  private static final int IPV6_PKTINFO = 50;
  private static final int IPV6_RECVHOPLIMIT = 51;
  private static final int IPV6_HOPLIMIT = 52;

  private static final int MSGHDR = 56;
  private static final int IOVEC = 16;
  private static final int CONTROL = 256;
  private static final int CMSGHDR = 16;

  private final Descriptor descriptor;
  private final boolean v6;
  private final Block bytes = new Block(Datagram.MAX_LENGTH - 64);
  private final byte[] heap = new byte[bytes.length()];
  private final Block name = new Block(28);
  private final Block control = new Block(CONTROL);
  private final Block message = new Block(MSGHDR + IOVEC);

  AdvertSocket(Interface on, InetAddress group, boolean multicast) {
    v6 = group instanceof Inet6Address;
    descriptor = Descriptor.open(v6 ? LibC.AF_INET6 : LibC.AF_INET, AdvertCodec.PROTOCOL);
    try {
      descriptor.device(on.name());
      if (v6) {
        optionsV6(on, group, multicast);
      } else {
        optionsV4(on, group, multicast);
      }
    } catch (SystemCallException e) {
      descriptor.close();
      throw e;
    }
  }

  private void optionsV4(Interface on, InetAddress group, boolean multicast) {
    descriptor.set(Descriptor.IPPROTO_IP, IP_HDRINCL, 1);
    descriptor.set(Descriptor.IPPROTO_IP, IP_MULTICAST_LOOP, 0);
    descriptor.set(Descriptor.IPPROTO_IP, IP_MULTICAST_ALL, 0);
    ByteBuffer membership = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
    membership.put(0, group.getAddress()).putInt(8, on.index());
    descriptor.set(Descriptor.IPPROTO_IP, IP_MULTICAST_IF, membership);
    if (multicast) {
      descriptor.set(Descriptor.IPPROTO_IP, IP_ADD_MEMBERSHIP, membership);
    }
  }

  private void optionsV6(Interface on, InetAddress group, boolean multicast) {
    descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_HDRINCL, 1);
    descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0);
    descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_MULTICAST_ALL, 0);
    descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
    descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_MULTICAST_IF, on.index());
    if (multicast) {
      ByteBuffer membership = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
      membership.put(0, group.getAddress()).putInt(16, on.index());
      descriptor.set(Descriptor.IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, membership);
    }
  }

  int fd() {
    return descriptor.fd();
  }

  /** Sends a packet with IP header; 0 or the error. */
  int send(Block packet, Block to) {
    return send(descriptor.fd(), packet, to);
  }

  static int send(int fd, Block packet, Block to) {
    long sent =
        LibC.sendto(fd, packet.at(), packet.length(), LibC.MSG_DONTWAIT, to.at(), to.length());
    return sent < 0 ? Native.getLastError() : 0;
  }

  /** Takes the next packet out of the socket; false if there is none. */
  boolean receive(Datagram into) {
    return v6 ? receiveV6(into) : receiveV4(into);
  }

  private boolean receiveV4(Datagram into) {
    long count = LibC.recv(descriptor.fd(), bytes.at(), bytes.length(), LibC.MSG_DONTWAIT);
    if (count < 0) {
      return false;
    }
    bytes.read(0, heap, 0, (int) count);
    if (!into.setV4(heap, (int) count)) {
      into.set(0, 4);
    }
    return true;
  }

  /** The kernel keeps the IPv6 header; what we need of it comes beside the message. */
  private boolean receiveV6(Datagram into) {
    ByteBuffer head = message.view();
    head.putLong(0, name.at()).putInt(8, name.length());
    head.putLong(16, message.at() + MSGHDR).putLong(24, 1);
    head.putLong(32, control.at()).putLong(40, CONTROL);
    head.putLong(MSGHDR, bytes.at()).putLong(MSGHDR + 8, bytes.length());
    long count = LibC.recvmsg(descriptor.fd(), message.at(), LibC.MSG_DONTWAIT);
    if (count < 0) {
      return false;
    }
    into.set(0, 16);
    name.read(8, into.array(), into.sourceAt(), 16);
    controls(into, (int) head.getLong(40));
    bytes.read(0, heap, 0, (int) count);
    return into.message(heap, 0, (int) count);
  }

  private void controls(Datagram into, int length) {
    ByteBuffer in = control.view();
    int at = 0;
    while (at + CMSGHDR <= length) {
      int size = (int) in.getLong(at);
      if (size < CMSGHDR) {
        return;
      }
      int type = in.getInt(at + 12);
      if (in.getInt(at + 8) == Descriptor.IPPROTO_IPV6 && type == IPV6_HOPLIMIT) {
        into.array()[0] = (byte) in.getInt(at + CMSGHDR);
      } else if (in.getInt(at + 8) == Descriptor.IPPROTO_IPV6 && type == IPV6_PKTINFO) {
        control.read(at + CMSGHDR, into.array(), into.destinationAt(), 16);
      }
      at += (size + 7) / 8 * 8;
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
