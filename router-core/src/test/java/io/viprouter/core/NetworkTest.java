package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.0.0/16",
    "10.1.2.3, 10.1.2.3/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "fd00:1::/64, fd00:1::/64",
    "fd00:0001:0000::/64, fd00:1::/64",
    "::1, ::1/128",
    "::/0, ::/0",
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
    "::ffff:10.0.0.1, 10.0.0.1/32"
  })
  void readsWhatOneWrites(String text, String shown) {
    assertThat(Network.parse(text)).hasToString(shown);
    assertThat(Network.parse(shown)).isEqualTo(Network.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/16, network '10.1.2.3/16' has bits set after its prefix; did you mean '10.1.0.0/16'?",
    "fd00::1/64, network 'fd00::1/64' has bits set after its prefix; did you mean 'fd00::/64'?",
    "10.0.0.0/33, network '10.0.0.0/33': the prefix is 0 to 32 bits",
    "fd00::/129, network 'fd00::/129': the prefix is 0 to 128 bits",
    "::ffff:10.0.0.0/8, 'network ''::ffff:10.0.0.0/8'': the prefix of a mapped IPv4 address is 96 to 128 bits'",
    "10.0.0.0/, 'network ''10.0.0.0/'': the prefix after ''/'' is a number, 0 to 32'",
    "10.0.0.0/x, 'network ''10.0.0.0/x'': the prefix after ''/'' is a number, 0 to 32'",
    "10.0.0.0/-1, 'network ''10.0.0.0/-1'': the prefix after ''/'' is a number, 0 to 32'",
    "10.0.0.0/8/8, 'network ''10.0.0.0/8/8'': the prefix after ''/'' is a number, 0 to 32'"
  })
  void refusesWithTheRule(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text)).withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"db1/24", "''", "/8", "10.1/16", "fe80::1%eth0", "10.0.0.0.0", "' 10.0.0.0/8'"})
  void takesAddressLiteralsOnly(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.parse(text))
        .withMessageContaining("network '" + text + "': address/bits");
  }

  @Test
  void aMappedAddressIsTheAddressItself() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    assertThat(Network.parse("10.0.0.0/8").contains(InetAddress.getByAddress(mapped))).isTrue();
    assertThat(Network.parse("::/0").contains(InetAddress.getByName("10.0.0.1"))).isFalse();
  }

  /** Against arithmetic on big numbers. */
  @Test
  void containsWhatAgreesInThePrefix() throws UnknownHostException {
    long seed = Long.getLong("seed", 71L);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      int bytes = random.nextBoolean() ? 4 : 16;
      int prefix = random.nextInt(bytes * 8 + 1);
      byte[] one = new byte[bytes];
      random.nextBytes(one);
      byte[] other = one.clone();
      int flipped = random.nextInt(bytes * 8);
      other[flipped / 8] ^= (byte) (0x80 >> flipped % 8);
      BigInteger first =
          new BigInteger(1, one).shiftRight(bytes * 8 - prefix).shiftLeft(bytes * 8 - prefix);
      byte[] address = new byte[bytes];
      byte[] raw = first.toByteArray();
      int length = Math.min(raw.length, bytes);
      System.arraycopy(raw, raw.length - length, address, bytes - length, length);
      Network network = new Network(InetAddress.getByAddress(address), prefix);
      assertThat(network.contains(InetAddress.getByAddress(one))).as("seed %s", seed).isTrue();
      assertThat(network.contains(InetAddress.getByAddress(other)))
          .as("seed %s, %s, bit %s", seed, network, flipped)
          .isEqualTo(flipped >= prefix);
    }
  }
}
