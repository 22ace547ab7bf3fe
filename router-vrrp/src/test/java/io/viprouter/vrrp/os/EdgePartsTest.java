package io.viprouter.vrrp.os;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What of the edge is arithmetic. */
class EdgePartsTest {

  private static final AddressEntry VIP =
      new AddressEntry(InetAddresses.forString("172.168.1.20"), 24);

  static boolean littleEndian() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }

  @Test
  @EnabledIf("littleEndian")
  void addingAnAddress() {
    // nlmsghdr: length 40, RTM_NEWADDR, REQUEST|ACK|EXCL|CREATE; ifaddrmsg; IFA_LOCAL; IFA_ADDRESS
    assertThat(hex(NetlinkMessage.address(NetlinkMessage.NEWADDR, 3, VIP, 7)))
        .isEqualTo(
            "28000000140005060700000000000000"
                + "0218000003000000"
                + "08000200aca80114"
                + "08000100aca80114");
    AddressEntry v6 = new AddressEntry(InetAddresses.forString("fe80::20"), 64);
    assertThat(hex(NetlinkMessage.address(NetlinkMessage.NEWADDR, 3, v6, 7)))
        .as("no duplicate address detection, scope link")
        .contains("0a4002fd03000000");
  }

  @Test
  void whatIsWrittenIsRead() {
    ByteBuffer message = NetlinkMessage.address(NetlinkMessage.DELADDR, 3, VIP, 7);
    ByteBuffer one = NetlinkMessage.next(message).orElseThrow();
    assertThat(NetlinkMessage.type(one)).isEqualTo(NetlinkMessage.DELADDR);
    assertThat(NetlinkMessage.sequence(one)).isEqualTo(7);
    assertThat(NetlinkMessage.index(one)).isEqualTo(3);
    assertThat(NetlinkMessage.entry(one)).contains(VIP);
    assertThat(NetlinkMessage.next(message)).isEmpty();
  }

  @Test
  void nothingThatTheKernelMightSendThrows() {
    Random random = new Random(Long.getLong("seed", 20261122L));
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      if (bytes.length >= 16) {
        in.putInt(0, random.nextInt(bytes.length + 4));
      }
      for (Optional<ByteBuffer> next = NetlinkMessage.next(in);
          next.isPresent();
          next = NetlinkMessage.next(in)) {
        NetlinkMessage.index(next.get());
        NetlinkMessage.entry(next.get());
        NetlinkMessage.linkName(next.get());
      }
    }
  }

  @Test
  void aMissingRightIsNamedAndSoIsTheRemedy() {
    assertThat(Rights.missing(~0L)).isEmpty();
    assertThat(Rights.missing(1L << 12 | 1L << 13)).isEmpty();
    assertThat(Rights.missing(1L << 12).orElseThrow())
        .contains("lacks CAP_NET_RAW", "AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN", "setpriv")
        .doesNotContain("lacks CAP_NET_ADMIN");
    assertThat(Rights.missing(0).orElseThrow()).contains("CAP_NET_RAW (", "and CAP_NET_ADMIN (");
  }

  @Test
  void otherSystemsAreRefused() {
    assertThat(Rights.unsupported("Linux", "amd64")).isEmpty();
    assertThat(Rights.unsupported("Mac OS X", "aarch64"))
        .contains("a virtual router needs Linux, this is Mac OS X");
    assertThat(Rights.unsupported("Linux", "x86").orElseThrow()).contains("64-bit");
  }
}
