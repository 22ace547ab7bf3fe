package io.viprouter.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.viprouter.core.ProxyProtocol;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the specification, and what is none. */
class ProxyHeaderTest {

  private static final String SIGNATURE = "0D0A0D0A000D0A515549540A";
  private static final String SIX = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
  private static final long SEED = Long.getLong("seed", 20210506L);

  private static ProxyHeader text(String line) {
    return ProxyHeader.of(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static ProxyHeader hex(String bytes) {
    return ProxyHeader.of(ByteBuffer.wrap(BaseEncoding.base16().decode(bytes)));
  }

  private static ProxyHeader proxied(String from, int port, String to, int toPort) {
    return new ProxyHeader.Proxied(
        new InetSocketAddress(from, port), new InetSocketAddress(to, toPort));
  }

  @Test
  void readsTheLinesOfTheSpecification() {
    assertThat(text("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n"))
        .isEqualTo(proxied("255.255.255.255", 65535, "255.255.255.255", 65535));
    assertThat(text("PROXY TCP6 " + SIX + " " + SIX + " 65535 65535\r\n"))
        .isEqualTo(proxied(SIX, 65535, SIX, 65535));
    assertThat(text("PROXY UNKNOWN\r\n")).isEqualTo(new ProxyHeader.Local());
    String longest = "PROXY UNKNOWN " + SIX + " " + SIX + " 65535 65535\r\n";
    assertThat(longest).hasSize(107);
    assertThat(text(longest)).isEqualTo(new ProxyHeader.Local());
    assertThat(text("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\nGET /"))
        .isEqualTo(proxied("192.168.0.1", 56324, "192.168.0.11", 443));
  }

  @Test
  void readsTheBytesOfTheSpecification() {
    String four = SIGNATURE + "2111000C" + "C0A80001" + "C0A8000B" + "DC04" + "01BB";
    assertThat(hex(four)).isEqualTo(proxied("192.168.0.1", 56324, "192.168.0.11", 443));
    String tlv = "04" + "0001" + "FF";
    assertThat(hex(SIGNATURE + "21110010" + four.substring(32) + tlv + "AABB"))
        .as("TLVs are skipped")
        .isEqualTo(proxied("192.168.0.1", 56324, "192.168.0.11", 443));
    String one = "FD000001" + "0000".repeat(5) + "0001";
    assertThat(hex(SIGNATURE + "21210024" + one + one + "1B59" + "0CEA"))
        .isEqualTo(proxied("fd00:1::1", 7001, "fd00:1::1", 3306));
    assertThat(hex(SIGNATURE + "20000000")).as("LOCAL").isEqualTo(new ProxyHeader.Local());
    assertThat(hex(SIGNATURE + "2011000C" + "00".repeat(12)))
        .as("LOCAL with addresses, which are ignored")
        .isEqualTo(new ProxyHeader.Local());
    assertThat(hex(SIGNATURE + "21000000")).as("UNSPEC").isEqualTo(new ProxyHeader.Local());
    assertThat(hex(SIGNATURE + "213100D8" + "00".repeat(216)))
        .as("unix sockets")
        .isEqualTo(new ProxyHeader.Local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "PROXX TCP4",
        "proxy tcp4",
        "PROXY TCP5 1.1.1.1 1.1.1.1 1 1\r\n",
        "PROXY \r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 1\r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 1 1 1\r\n",
        "PROXY TCP4  1.1.1.1 1.1.1.1 1 1\r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 1 65536\r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 01 1\r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 -1 1\r\n",
        "PROXY TCP4 1.1.1 1.1.1.1 1 1\r\n",
        "PROXY TCP4 db1 1.1.1.1 1 1\r\n",
        "PROXY TCP4 ::1 ::1 1 1\r\n",
        "PROXY TCP6 1.1.1.1 1.1.1.1 1 1\r\n",
        "PROXY TCP6 fe80::1%1 fe80::1 1 1\r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 1 1\n"
      })
  void aLineThatIsNoneIsBroken(String line) {
    assertThat(text(line)).isInstanceOf(ProxyHeader.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0D0A0D0A000D0A515549540B",
        "0D0A0D0A01",
        SIGNATURE + "11110000", // version 1 of the binary form
        SIGNATURE + "22110000", // no such command
        SIGNATURE + "21410000", // no such family
        SIGNATURE + "21130000", // no such transport
        SIGNATURE + "2111000B" + "0000000000000000000000", // too short for its addresses
        SIGNATURE + "21210023", // the same, announced only
        SIGNATURE + "2111FFFF"
      })
  void bytesThatAreNoneAreBroken(String bytes) {
    ProxyHeader read = hex(bytes);
    if (bytes.endsWith("0023")) {
      assertThat(read).isEqualTo(new ProxyHeader.Incomplete(35));
      read = hex(bytes + "00".repeat(35));
    }
    assertThat(read).isInstanceOf(ProxyHeader.Broken.class);
  }

  @Test
  void aLineWithoutAnEndIsGivenUp() {
    assertThat(text("PROXY UNKNOWN" + "x".repeat(94))).isInstanceOf(ProxyHeader.Broken.class);
  }

  /** Whatever was written is read again; never a byte more than the header's is asked for. */
  @ParameterizedTest
  @EnumSource(
      value = ProxyProtocol.class,
      names = {"V1", "V2"})
  void whatIsWrittenIsReadWithoutAByteMore(ProxyProtocol protocol) throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      InetSocketAddress from = address(random);
      InetSocketAddress to = address(random);
      ByteBuffer header = Announcement.of(protocol, from, to).orElseThrow();
      assertThat(readSparingly(header, i)).isEqualTo(new ProxyHeader.Proxied(from, to));
    }
    ByteBuffer own = Announcement.own(protocol).orElseThrow();
    assertThat(readSparingly(own, -1)).isEqualTo(new ProxyHeader.Local());
    UnixDomainSocketAddress unix = UnixDomainSocketAddress.of("/run/router.sock");
    assertThat(Announcement.of(protocol, unix, unix)).contains(own.rewind());
  }

  private static ProxyHeader readSparingly(ByteBuffer header, int round) {
    int have = 0;
    while (true) {
      ProxyHeader read = ProxyHeader.of(header.duplicate().position(0).limit(have));
      if (!(read instanceof ProxyHeader.Incomplete incomplete)) {
        assertThat(have).as("seed %s round %s", SEED, round).isEqualTo(header.capacity());
        return read;
      }
      have += incomplete.missing();
      assertThat(have).as("seed %s round %s", SEED, round).isLessThanOrEqualTo(header.capacity());
    }
  }

  private static InetSocketAddress address(Random random) throws Exception {
    byte[] bytes = new byte[random.nextInt(3) == 0 ? 16 : 4];
    random.nextBytes(bytes);
    return new InetSocketAddress(java.net.InetAddress.getByAddress(bytes), random.nextInt(0x10000));
  }

  /** Whatever comes, there is an answer, and it is never asked for endlessly. */
  @Test
  void nonsenseIsNeverMoreThanBroken() {
    Random random = new Random(SEED);
    byte[] line =
        "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] binary = BaseEncoding.base16().decode(SIGNATURE + "2111000CC0A80001C0A8000BDC0401BB");
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = (random.nextBoolean() ? line : binary).clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(bytes.length + 1);
      ProxyHeader read = ProxyHeader.of(ByteBuffer.wrap(bytes, 0, length));
      if (read instanceof ProxyHeader.Incomplete incomplete) {
        assertThat(incomplete.missing())
            .as("seed %s round %s", SEED, i)
            .isBetween(1, ProxyHeader.MAX_LENGTH - length);
      }
    }
  }
}
