package io.viprouter.vrrp.os;

import java.util.ArrayList;
import java.util.List;

/** Sees and sends Ethernet frames on an interface of a namespace. Thread-safe. */
public final class Tap implements AutoCloseable {

  private static final int ETH_P_ALL_BIG_ENDIAN = 0x0300;

  /** A frame and when it was seen. */
  public static final class Seen {
    private final long nanos;
    private final byte[] frame;

    Seen(long nanos, byte[] frame) {
      this.nanos = nanos;
      this.frame = frame;
    }

    /** On the clock of {@link System#nanoTime()}. */
    public long nanos() {
      return nanos;
    }

    /** With Ethernet header. */
    public byte[] frame() {
      return frame;
    }

    /** Gratuitous ARP or unsolicited neighbour advertisement. */
    public boolean isAnnouncement() {
      return (at(12) == 0x0806 && frame[21] == 1 && at(28) == at(38) && at(30) == at(40))
          || (at(12) == 0x86dd && frame[20] == 58 && (frame[54] & 0xff) == 136 && frame[0] == 0x33);
    }

    /** An advertisement over IPv4 or IPv6. */
    public boolean isAdvert() {
      return (at(12) == 0x0800 && frame[23] == 112) || (at(12) == 0x86dd && frame[20] == 112);
    }

    /** Priority of an advertisement. */
    public int priority() {
      return frame[at(12) == 0x0800 ? 36 : 56] & 0xff;
    }

    /** Last byte of the sender's Ethernet address. */
    public int sender() {
      return frame[11] & 0xff;
    }

    private int at(int index) {
      return (frame[index] & 0xff) << 8 | (frame[index + 1] & 0xff);
    }
  }

  private final List<Seen> seen = new ArrayList<>();
  private final String namespace;
  private final Descriptor descriptor;
  private final int index;
  private final Thread thread;
  private volatile boolean closed;

  /** Opens a tap. */
  public Tap(String namespace, String interfaceName) {
    this.namespace = namespace;
    this.index =
        NetworkNamespace.in(
            namespace,
            () -> {
              try (Netlink netlink = new Netlink()) {
                return netlink.link(interfaceName).orElseThrow().index();
              }
            });
    this.descriptor =
        NetworkNamespace.in(
            namespace,
            () -> {
              Block address = new Block(20);
              address.view().putShort(0, (short) LibC.AF_PACKET).putInt(4, index);
              address.view().putShort(2, (short) ETH_P_ALL_BIG_ENDIAN);
              return Descriptor.open(LibC.AF_PACKET, ETH_P_ALL_BIG_ENDIAN).bind(address);
            });
    thread = NetworkNamespace.threads(namespace).newThread(this::listen);
    thread.start();
  }

  private void listen() {
    Block bytes = new Block(2048);
    Block poll = new Block(8);
    poll.view().putInt(0, descriptor.fd()).putShort(4, (short) 1);
    Block timeout = new Block(16);
    timeout.view().putLong(8, 20_000_000L);
    while (!closed) {
      LibC.ppoll(poll.at(), 1, timeout.at(), 0);
      long count = LibC.recv(descriptor.fd(), bytes.at(), bytes.length(), LibC.MSG_DONTWAIT);
      if (count > 13) {
        byte[] frame = new byte[(int) Math.max(count, 64)];
        bytes.read(0, frame, 0, (int) count);
        synchronized (seen) {
          seen.add(new Seen(System.nanoTime(), frame));
        }
      }
    }
  }

  /** What has been seen so far. */
  public List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** Forgets what has been seen. */
  public void clear() {
    synchronized (seen) {
      seen.clear();
    }
  }

  /** Puts a frame on the wire. */
  public void send(byte[] frame) {
    Block to = new Block(20);
    to.view().putShort(0, (short) LibC.AF_PACKET).putInt(4, index).put(11, (byte) 6);
    int error = AdvertSocket.send(descriptor.fd(), Block.of(frame), to);
    if (error != 0) {
      throw new SystemCallException("sendto in " + namespace, error);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    descriptor.close();
  }
}
