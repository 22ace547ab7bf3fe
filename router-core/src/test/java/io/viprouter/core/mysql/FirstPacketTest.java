package io.viprouter.core.mysql;

import static io.viprouter.core.mysql.Wire.bytes;
import static io.viprouter.core.mysql.Wire.concat;
import static io.viprouter.core.mysql.Wire.packet;
import static io.viprouter.core.mysql.Wire.text;
import static io.viprouter.core.mysql.Wire.textZ;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.mysql.FirstPacket.Greeting;
import io.viprouter.core.mysql.FirstPacket.Incomplete;
import io.viprouter.core.mysql.FirstPacket.Nonsense;
import io.viprouter.core.mysql.FirstPacket.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FirstPacketTest {

  private static final long SEED = Long.getLong("seed", 10L);

  static Stream<Arguments> greetings() {
    return Stream.of(
        Arguments.of("MySQL 5.7", Wire.mysql57(0x01020304), 0x01020304L),
        Arguments.of("MySQL 8.0", Wire.mysql80(8), 8L),
        Arguments.of("MariaDB 10.11", Wire.mariadb10(70_000), 70_000L),
        Arguments.of("MariaDB 11.4", Wire.mariadb11(-1), 0xffffffffL),
        Arguments.of(
            "protocol 9",
            packet(0, bytes(9), textZ("3.20.32"), bytes(5, 0, 0, 0), textZ("abcdefgh")),
            5L),
        Arguments.of("no version, nothing else", packet(0, bytes(10, 0, 7, 0, 0, 0)), 7L));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(Wire.error(0, 1040, "Too many connections"), 1040, "Too many connections"),
        Arguments.of(
            Wire.error(0, 1040, "#08004Too many connections"), 1040, "Too many connections"),
        Arguments.of(Wire.error(0, 1, "code below 256"), 1, "code below 256"),
        Arguments.of(Wire.error(0, 255, ""), 255, ""),
        Arguments.of(Wire.error(0, 65_535, "x"), 65_535, "x"),
        Arguments.of(Wire.error(1, 1129, "misnumbered"), 1129, "misnumbered"),
        Arguments.of(Wire.error(0, 1130, "H\u00f4te refus\u00e9"), 1130, "H\u00f4te refus\u00e9"));
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of(
            text("HTTP/1.1 400 Bad Request\r\n"),
            "first packet has " + ('H' | 'T' << 8 | 'T' << 16) + " bytes; 1 to 4096"),
        Arguments.of(
            text("SSH-2.0-OpenSSH_9.2"),
            "first packet has " + ('S' | 'S' << 8 | 'H' << 16) + " bytes; 1 to 4096"),
        Arguments.of(packet(0), "first packet has 0 bytes; 1 to 4096"),
        Arguments.of(bytes(0x01, 0x10, 0, 0), "first packet has 4097 bytes; 1 to 4096"),
        Arguments.of(bytes(0xff, 0xff, 0xff, 0), "first packet has 16777215 bytes; 1 to 4096"),
        Arguments.of(packet(0, bytes(0xff)), "first packet is an error of 1 bytes"),
        Arguments.of(packet(0, bytes(0xff, 0x10)), "first packet is an error of 2 bytes"),
        Arguments.of(
            packet(3, bytes(10), textZ("8.0.36"), bytes(1, 0, 0, 0)),
            "greeting has sequence number 3, not 0"),
        Arguments.of(packet(0, bytes(10)), "greeting ends after 1 bytes"),
        Arguments.of(packet(0, bytes(10), text("8.0.36")), "greeting ends after 7 bytes"),
        Arguments.of(
            packet(0, bytes(10), textZ("8.0.36"), bytes(1, 2, 3)), "greeting ends after 11 bytes"),
        Arguments.of(packet(0, bytes(11)), "first packet is no greeting: it begins with byte 11"),
        Arguments.of(packet(0, bytes(0)), "first packet is no greeting: it begins with byte 0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("greetings")
  void greetingTellsTheServersNumberForTheConnection(String server, byte[] bytes, long id) {
    assertThat(of(bytes)).isEqualTo(new Greeting(id));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("greetings")
  void everyPrefixOfAGreetingIsIncomplete(String server, byte[] bytes, long id) {
    for (int length = 0; length < bytes.length; length++) {
      assertThat(of(Arrays.copyOf(bytes, length)))
          .as("%s bytes of %s", length, server)
          .isEqualTo(new Incomplete());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("greetings")
  void whatFollowsAGreetingIsNotLookedAt(String server, byte[] bytes, long id) {
    assertThat(of(concat(bytes, bytes(1, 2, 3)))).isEqualTo(new Greeting(id));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void errorIsARefusal(byte[] bytes, int code, String message) {
    assertThat(of(bytes)).isEqualTo(new Refusal(code, message));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyPrefixOfARefusalIsIncomplete(byte[] bytes, int code, String message) {
    for (int length = 0; length < bytes.length; length++) {
      assertThat(of(Arrays.copyOf(bytes, length)))
          .as("%s bytes of %s %s", length, code, message)
          .isEqualTo(new Incomplete());
    }
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void everythingElseIsNonsense(byte[] bytes, String why) {
    assertThat(of(bytes)).isEqualTo(new Nonsense(why));
  }

  @Test
  void textOfARefusalNeedNotBeUtf8() {
    assertThat(of(packet(0, bytes(0xff, 0x10, 0x04, 0xe9, 'x'))))
        .isEqualTo(new Refusal(1040, "\ufffdx"));
  }

  @Test
  void theLongestGreetingIsBelieved() {
    byte[] rest = new byte[FirstPacket.MAX_LENGTH - 6];

    assertThat(of(packet(0, bytes(10, 0, 9, 0, 0, 0), rest))).isEqualTo(new Greeting(9));
  }

  @Test
  void bytesAreNotConsumedWhereverTheyStand() {
    byte[] greeting = Wire.mysql80(99);
    ByteBuffer bytes =
        ByteBuffer.wrap(concat(new byte[13], greeting, new byte[5]), 13, greeting.length);

    assertThat(FirstPacket.of(bytes)).isEqualTo(new Greeting(99));

    assertThat(bytes.position()).isEqualTo(13);
    assertThat(bytes.remaining()).isEqualTo(greeting.length);
  }

  @Test
  void randomBytesNeverThrow() {
    Random random = new Random(SEED);
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && random.nextBoolean()) {
        bytes[0] = (byte) random.nextInt(bytes.length);
        bytes[1] = 0;
        bytes[2] = 0;
        bytes[3] = (byte) random.nextInt(2);
        bytes[4] = (byte) (random.nextBoolean() ? 0xff : 9 + random.nextInt(2));
      }
      assertThat(of(bytes)).as("seed %s, round %s", SEED, round).isNotNull();
    }
  }

  private static FirstPacket of(byte[] bytes) {
    return FirstPacket.of(ByteBuffer.wrap(bytes));
  }
}
