package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.MacAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Socket addresses as the kernel has them. Immutable: functions only. */
final class SocketAddresses {

  private static final int SOCKADDR_IN = 16;
  private static final int SOCKADDR_IN6 = 28;
  private static final int SOCKADDR_LL = 20;
  private static final int SOCKADDR_NL = 12;

  private SocketAddresses() {}

  static Block of(InetAddress address, int scope) {
    boolean v6 = address instanceof Inet6Address;
    Block block = new Block(v6 ? SOCKADDR_IN6 : SOCKADDR_IN);
    block.view().putShort(0, (short) (v6 ? LibC.AF_INET6 : LibC.AF_INET));
    block.view().put(v6 ? 8 : 4, address.getAddress());
    if (v6) {
      block.view().putInt(24, scope);
    }
    return block;
  }

  static Block link(int index, MacAddress destination) {
    Block block = new Block(SOCKADDR_LL);
    block.view().putShort(0, (short) LibC.AF_PACKET).putInt(4, index).put(11, (byte) 6);
    ByteBuffer mac = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);
    mac.putLong(0, destination.bits() << 16);
    block.view().put(12, mac, 0, 6);
    return block;
  }

  static Block netlink(int groups) {
    Block block = new Block(SOCKADDR_NL);
    block.view().putShort(0, (short) LibC.AF_NETLINK).putInt(8, groups);
    return block;
  }
}
