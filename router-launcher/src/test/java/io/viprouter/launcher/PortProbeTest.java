package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who holds a port, by the kernel's lists and in earnest. */
final class PortProbeTest {

  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";
  private static final String TAIL = " 00000000:00000000 00:00000000 00000000     0        0 1 1";

  private static ListeningSockets list(String... lines) {
    return ListeningSockets.of(
        Stream.concat(Stream.of(HEAD), Stream.of(lines)), ByteOrder.LITTLE_ENDIAN);
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text);
  }

  @Test
  void theListNamesAddressesThatAreNotHere() throws Exception {
    ListeningSockets list =
        list(
            "   0: 14071FAC:1B59 00000000:0000 0A" + TAIL,
            "   1: 00000000:1B5A 00000000:0000 0A" + TAIL);
    assertThat(list.at(address("172.31.7.20"), 7001)).isTrue();
    assertThat(list.at(address("172.31.7.21"), 7001)).as("another address").isFalse();
    assertThat(list.at(address("172.31.7.20"), 7003)).as("another port").isFalse();
    assertThat(list.at(address("172.31.7.21"), 7002)).as("at all addresses").isTrue();
    assertThat(list.at(address("fd00::20"), 7002)).as("of the other family").isFalse();
  }

  @Test
  void theListOfIpv6() throws Exception {
    ListeningSockets list =
        list(
            "   0: 000000FD000000000000000020000000:1B59 0:0 0A" + TAIL,
            "   1: 0000000000000000FFFF000014071FAC:1B5A 0:0 0A" + TAIL,
            "   2: 00000000000000000000000000000000:1B5B 0:0 0A" + TAIL);
    assertThat(list.at(address("fd00::20"), 7001)).isTrue();
    assertThat(list.at(address("172.31.7.20"), 7002)).as("the way of Java").isTrue();
    assertThat(list.at(address("fd00::21"), 7003)).isTrue();
  }

  @Test
  void theListEndsWhereConnectionsBegin() throws Exception {
    ListeningSockets list =
        list(
            "   0: 14071FAC:1B59 15071FAC:1B59 01" + TAIL,
            "   1: 14071FAC:1B59 00000000:0000 0A" + TAIL);
    assertThat(list.at(address("172.31.7.20"), 7001)).isFalse();
    assertThat(list("nonsense").all()).isEmpty();
    assertThat(list("   0: XYZ 0 0A").all()).isEmpty();
    assertThat(list("   0: 1407:1B59 0 0A").all()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHolderAtOneAddressIsSeen() throws Exception {
    InetSocketAddress there;
    try (ServerSocket holder = new ServerSocket(0, 1, address("127.31.7.20"))) {
      there = InetSocketAddress.createUnresolved("127.31.7.20", holder.getLocalPort());
      assertThat(PortProbe.SYSTEM.free(there)).isFalse();
    }
    assertThat(PortProbe.SYSTEM.free(there)).isTrue();
  }

  @Test
  void aHolderAtAllAddressesIsSeen() throws Exception {
    try (ServerSocket holder = new ServerSocket(0)) {
      assertThat(
              PortProbe.SYSTEM.free(
                  InetSocketAddress.createUnresolved("192.0.2.20", holder.getLocalPort())))
          .isFalse();
    }
  }
}
