package io.viprouter.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.ChecksumForm;
import io.viprouter.vrrp.wire.Decoded.Accepted;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFramesTest {

  private static final InetAddress VIP = ip("172.168.1.20");
  private static final Path MULTICAST = new Path(ip("172.168.1.102"), ip("224.0.0.18"));
  private static final int AH_LENGTH = 24;

  static InetAddress ip(String literal) {
    return com.google.common.net.InetAddresses.forString(literal);
  }

  static List<Recording> recordings() {
    return Recording.all();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everyFrameComesBackAsTheSameBytes(Recording recording) {
    switch (recording.etherType()) {
      case 0x0806 ->
          assertThat(ArpFrame.decode(recording.frame()).orElseThrow().encode())
              .isEqualTo(recording.frame());
      case 0x0800 -> assertThat(throughV4(recording)).isEqualTo(recording.packet());
      case 0x86dd -> assertThat(throughV6(recording)).isEqualTo(recording.frame());
      default -> throw new AssertionError("ether type " + recording);
    }
  }

  private static byte[] throughV4(Recording recording) {
    ByteBuffer packet = ByteBuffer.wrap(recording.packet());
    Path path =
        new Path(
            IpBytes.read(packet.duplicate().position(12), 4),
            IpBytes.read(packet.duplicate().position(16), 4));
    boolean ah = packet.get(9) == 51;
    ByteBuffer message = packet.duplicate().position(ah ? 20 + AH_LENGTH : 20).slice();
    byte[] back = AdvertCodec.encode(decode(message, path), path);
    boolean kernelHeader = packet.getShort(6) != 0;
    if (ah || kernelHeader) {
      // Such headers we never write: only the message behind them is compared.
      byte[] expected = recording.packet();
      System.arraycopy(back, 0, expected, ah ? 20 + AH_LENGTH : 20, back.length);
      return expected;
    }
    return new Ipv4Header(packet.getShort(4) & 0xffff, path).around(back);
  }

  private static byte[] throughV6(Recording recording) {
    ByteBuffer packet = ByteBuffer.wrap(recording.packet());
    if (packet.get(6) == 58) {
      return NeighborAdvertisement.decode(recording.frame()).orElseThrow().encode();
    }
    Path path =
        new Path(
            IpBytes.read(packet.duplicate().position(8), 16),
            IpBytes.read(packet.duplicate().position(24), 16));
    int label = packet.getInt(0) & 0xfffff;
    byte[] message = AdvertCodec.encode(decode(packet.position(40).slice(), path), path);
    byte[] ip = new Ipv6Header(0xc0, label, AdvertCodec.PROTOCOL, path).around(message);
    byte[] frame = Arrays.copyOf(recording.frame(), 14 + ip.length);
    System.arraycopy(ip, 0, frame, 14, ip.length);
    return frame;
  }

  private static Advert decode(ByteBuffer message, Path path) {
    Decoded decoded = AdvertCodec.decode(message, path);
    assertThat(decoded).isInstanceOf(Accepted.class);
    return ((Accepted) decoded).advert();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 120, 21337801010155abaca801143131313100000000",
    "1, 0, 213300010101cdabaca801143131313100000000",
    "1, 80, 2133500101017dabaca801143131313100000000",
    "0, 120, 213378010001b90daca801140000000000000000",
    "2, 120, 213378010201b70daca801140000000000000000",
  })
  void version2(int authType, int priority, String hex) {
    Advert advert = decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), MULTICAST);
    long data = authType == 1 ? 0x3131_3131_0000_0000L : 0;
    assertThat(advert)
        .isEqualTo(
            new Advert(
                new Dialect(2, authType, data, ChecksumForm.PSEUDO_HEADER),
                51,
                priority,
                100,
                List.of(VIP)));
    assertThat(HexFormat.of().formatHex(AdvertCodec.encode(advert, MULTICAST))).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "PSEUDO_HEADER, 120, 50, 224.0.0.18, 3133780100321a3faca80114",
    "PSEUDO_HEADER, 120, 1, 224.0.0.18, 3133780100011a70aca80114",
    "PSEUDO_HEADER, 0, 50, 224.0.0.18, 313300010032923faca80114",
    "PSEUDO_HEADER, 255, 4095, 224.0.0.18, 3133ff010fff8371aca80114",
    "PSEUDO_HEADER, 120, 50, 172.168.1.104, 3133780100324c41aca80114",
    "MESSAGE_ONLY, 120, 50, 224.0.0.18, 313378010032a8dcaca80114",
  })
  void version3(ChecksumForm form, int priority, int centis, String to, String hex) {
    Path path = new Path(ip("172.168.1.102"), ip(to));
    Advert advert = decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), path);
    assertThat(advert).isEqualTo(new Advert(Dialect.v3(form), 51, priority, centis, List.of(VIP)));
    assertThat(HexFormat.of().formatHex(AdvertCodec.encode(advert, path))).isEqualTo(hex);
  }

  @Test
  void ownerWithTwoAddressesKeepsTheirOrder() {
    String hex = "2133ff02010120ecaca80114aca801153131313100000000";
    Advert advert = decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), MULTICAST);
    assertThat(advert.priority()).isEqualTo(255);
    assertThat(advert.addresses()).containsExactly(VIP, ip("172.168.1.21"));
    assertThat(advert.dialect()).isEqualTo(Dialect.v2("1111"));
  }

  @Test
  void version3OverIpv6() {
    byte[] packet =
        recordings().stream()
            .filter(r -> r.name().equals("v3-ipv6"))
            .findFirst()
            .orElseThrow()
            .packet();
    Path path = new Path(ip("fe80::ff:fe00:166"), ip("ff02::12"));
    Advert advert = decode(ByteBuffer.wrap(packet).position(40).slice(), path);
    assertThat(advert)
        .isEqualTo(
            new Advert(
                Dialect.v3(ChecksumForm.PSEUDO_HEADER),
                51,
                120,
                50,
                List.of(ip("fe80::20"), ip("fd00:1::20"))));
  }

  @Test
  void announcementsAreTheRecordedOnes() {
    MacAddress mac = new MacAddress(0x0200_0000_0166L);
    assertThat(ArpFrame.gratuitous(mac, (Inet4Address) VIP).encode())
        .isEqualTo(
            HexFormat.of()
                .parseHex(
                    "ffffffffffff02000000016608060001080006040001020000000166aca80114"
                        + "ffffffffffffaca80114"));
    assertThat(new NeighborAdvertisement(mac, (Inet6Address) ip("fd00:1::20")).encode())
        .isEqualTo(
            HexFormat.of()
                .parseHex(
                    "33330000000102000000016686dd6000000000203afffd000001000000000000000000000020"
                        + "ff020000000000000000000000000001880058f620000000"
                        + "fd0000010000000000000000000000200201020000000166"));
    assertThat(mac).hasToString("02:00:00:00:01:66");
  }
}
