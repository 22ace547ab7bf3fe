package io.viprouter.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.ChecksumForm;
import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.wire.Decoded.Accepted;
import io.viprouter.vrrp.wire.Decoded.Ignored;
import io.viprouter.vrrp.wire.Decoded.Rejected;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdvertFilterTest {

  private static final InetAddress LOCAL = GoldenFramesTest.ip("172.168.1.102");
  private static final InetAddress GROUP = GoldenFramesTest.ip("224.0.0.18");

  /** Our counter for each way in which keepalived says why it dropped something. */
  private static final Map<String, RejectReason> SAME =
      Map.ofEntries(
          Map.entry("Packet Errors/TTL", RejectReason.TTL),
          Map.entry("Packet Errors/Invalid Type", RejectReason.TYPE),
          Map.entry("Packet Errors/Length", RejectReason.LENGTH),
          Map.entry("Packet Errors/Address List", RejectReason.ADDRESSES),
          Map.entry("Authentication Errors/Failure", RejectReason.PASSWORD),
          Map.entry("Authentication Errors/Type Mismatch", RejectReason.AUTHENTICATION_MISMATCH),
          Map.entry("Authentication Errors/Invalid Type", RejectReason.AUTHENTICATION_TYPE),
          Map.entry("(VI_1) Invalid VRRPv2 checksum", RejectReason.CHECKSUM),
          Map.entry("(VI_1) Invalid VRRPv3 checksum", RejectReason.CHECKSUM),
          Map.entry("(VI_1) wrong version. Received 3 and expect 2", RejectReason.VERSION),
          Map.entry("(VI_1) wrong version. Received 2 and expect 3", RejectReason.VERSION),
          Map.entry(
              "(VI_1) advertisement interval mismatch mine=1 sec rcv'd=2 sec",
              RejectReason.INTERVAL),
          Map.entry(
              "(VI_1) advertisement interval mismatch mine=1 sec rcv'd=0 sec",
              RejectReason.INTERVAL));

  static List<Arguments> reactions() {
    List<Arguments> all = new ArrayList<>();
    for (int version : new int[] {2, 3}) {
      for (String line : Recording.lines("reactions-v" + version + ".txt")) {
        String[] part = line.split(" \\| ", -1);
        all.add(Arguments.of(version, part[0], part[2], part[3]));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "v{0} {1}")
  @MethodSource("reactions")
  void judgesAsKeepalivedDoes(int version, String name, String statistic, String log) {
    Forged forged = Forged.named(version, name);
    Decoded verdict = judge(filter(version, Set.of()), forged);
    if (version == 3 && name.equals("checksum without pseudo header")) {
      // Deliberate: RFC 9568 routers send this form.
      assertThat(verdict).isInstanceOf(Accepted.class);
    } else if (version == 3 && name.equals("advert int 0")) {
      // Deliberate: erratum 8301.
      assertThat(verdict).isEqualTo(new Rejected(RejectReason.INTERVAL));
    } else if (name.equals("unicast dst .102")) {
      // keepalived's socket never sees it; ours counts it.
      assertThat(verdict).isEqualTo(new Rejected(RejectReason.DESTINATION));
    } else if (name.equals("wrong vrid 52")) {
      assertThat(statistic + log).isEqualTo("--");
      assertThat(verdict).isEqualTo(Ignored.IGNORED);
    } else {
      @Nullable RejectReason reason =
          SAME.containsKey(statistic) ? SAME.get(statistic) : SAME.get(log);
      if (reason == null) {
        assertThat(verdict).isInstanceOf(Accepted.class);
      } else {
        assertThat(verdict).isEqualTo(new Rejected(reason));
      }
    }
  }

  @Test
  void unicastTakesOnlyPeersAndNoMulticast() {
    AdvertFilter filter = filter(2, Set.of(GoldenFramesTest.ip("172.168.1.104")));
    Forged multicast = Forged.named(2, "VALID prio 200");
    Forged foreign = Forged.named(2, "unicast dst .102");
    assertThat(judge(filter, multicast)).isEqualTo(new Rejected(RejectReason.DESTINATION));
    assertThat(judge(filter, foreign)).isEqualTo(new Rejected(RejectReason.SENDER));
    AdvertFilter friendly = filter(2, Set.of(GoldenFramesTest.ip("172.168.1.50")));
    assertThat(judge(friendly, foreign)).isInstanceOf(Accepted.class);
  }

  @Test
  void ownPacketsAreIgnored() {
    Datagram datagram = new Datagram();
    byte[] packet = Forged.named(2, "VALID prio 200").packet();
    datagram.setV4(packet, packet.length);
    assertThat(filter(2, Set.of()).judge(datagram, GoldenFramesTest.ip("172.168.1.50")))
        .isEqualTo(Ignored.IGNORED);
  }

  @Test
  void theOrderOfAddressesDoesNotMatter() {
    InetAddress one = GoldenFramesTest.ip("172.168.1.20");
    InetAddress two = GoldenFramesTest.ip("172.168.1.21");
    Dialect dialect = Dialect.v3(ChecksumForm.PSEUDO_HEADER);
    Advert ours = new Advert(dialect, 51, 100, 100, List.of(one, two));
    Advert theirs = new Advert(dialect, 51, 100, 100, List.of(two, one));
    Advert twice = new Advert(dialect, 51, 100, 100, List.of(one, one));
    AdvertFilter filter = new AdvertFilter(ours, Set.of(), GROUP);
    assertThat(judge(filter, packet(theirs))).isEqualTo(new Accepted(theirs));
    assertThat(judge(filter, packet(twice))).isEqualTo(new Rejected(RejectReason.ADDRESSES));
  }

  private static Forged packet(Advert advert) {
    Path path = new Path(GoldenFramesTest.ip("172.168.1.50"), GROUP);
    return new Forged("", new Ipv4Header(1, path).around(AdvertCodec.encode(advert, path)));
  }

  private static AdvertFilter filter(int version, Set<InetAddress> peers) {
    return new AdvertFilter(Forged.ours(version), peers, GROUP);
  }

  private static Decoded judge(AdvertFilter filter, Forged forged) {
    Datagram datagram = new Datagram();
    assertThat(datagram.setV4(forged.packet(), forged.packet().length)).isTrue();
    return filter.judge(datagram, LOCAL);
  }
}
