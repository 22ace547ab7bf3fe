package io.viprouter.core.mysql;

import static io.viprouter.core.mysql.Wire.NATIVE;
import static io.viprouter.core.mysql.Wire.SHA2;
import static io.viprouter.core.mysql.Wire.bytes;
import static io.viprouter.core.mysql.Wire.concat;
import static io.viprouter.core.mysql.Wire.packet;
import static io.viprouter.core.mysql.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingLoginTest {

  private static final long SEED = Long.getLong("seed", 1045L);
  private static final int PROTOCOL_41 = 0x0200;
  private static final int SSL = 0x0800;
  private static final int SECURE_CONNECTION = 0x8000;
  private static final int PLUGIN_AUTH = 0x80000;
  private static final byte[] DENIED = Wire.error(2, 1045, "Access denied");

  private final FailingLogin login = FailingLogin.afterGreeting(0);

  @Test
  void beginsWithALoginThatAServerCanRead() {
    ByteBuffer packet = login.pending().order(ByteOrder.LITTLE_ENDIAN);

    assertThat(packet.getInt()).as("length, number 1").isEqualTo(packet.remaining() | 1 << 24);
    int capabilities = packet.getInt();
    assertThat(capabilities & (PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH | SSL))
        .isEqualTo(PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH);
    assertThat(packet.getInt()).as("max packet").isEqualTo(1 << 24);
    assertThat(packet.get()).as("utf8").isEqualTo((byte) 33);
    packet.position(packet.position() + 23);
    assertThat(textZ(packet)).isEqualTo("vip_router_check");
    assertThat(packet.get()).as("length of the answer").isEqualTo((byte) 20);
    packet.position(packet.position() + 20);
    assertThat(textZ(packet)).isEqualTo(NATIVE);
    assertThat(packet.hasRemaining()).isFalse();
  }

  @Test
  void numberFollowsTheGreetings() {
    assertThat(FailingLogin.afterGreeting(7).pending().get(3)).isEqualTo((byte) 8);
  }

  @Test
  void refusalIsTheEnd() {
    written();

    server(DENIED);

    assertThat(login.over()).isTrue();
    assertThat(login.pending().hasRemaining()).isFalse();
  }

  @Test
  void switchToNativeIsAnsweredByTwentyBytes() {
    written();
    server(Wire.authSwitch(2, NATIVE));

    assertThat(answer()).isEqualTo(packet(3, text("q".repeat(20))));
    assertThat(login.over()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {SHA2, "sha256_password", "client_ed25519", "mysql_native_passwordx", ""})
  void switchToAnyOtherPluginIsAnsweredByThirtyTwo(String plugin) {
    written();
    server(Wire.authSwitch(2, plugin));

    assertThat(answer()).isEqualTo(packet(3, text("q".repeat(32))));
  }

  @Test
  void switchOfOldServersThatNamesNoPluginIsAnswered() {
    written();
    server(packet(2, bytes(0xfe)));

    assertThat(answer()).isEqualTo(packet(3, text("qqqqqqqq"), bytes(0)));
  }

  @Test
  void conversationOfCachingSha2IsCarriedToTheRefusal() {
    written();
    server(Wire.authSwitch(2, SHA2));
    assertThat(answer()).startsWith(32, 0, 0, 3);
    server(Wire.moreData(4, bytes(4)));
    assertThat(answer()).as("to: perform full authentication").startsWith(32, 0, 0, 5);
    server(Wire.moreData(6, text("-----BEGIN PUBLIC KEY-----\n" + "A".repeat(420))));
    assertThat(answer()).as("to: public key").startsWith(32, 0, 0, 7);
    server(Wire.error(8, 1045, "Access denied"));

    assertThat(login.over()).isTrue();
    assertThat(login.pending().hasRemaining()).isFalse();
  }

  @Test
  void fastAuthenticationNeedsNoAnswer() {
    written();
    server(Wire.moreData(2, bytes(3)));

    assertThat(login.pending().hasRemaining()).isFalse();
    assertThat(login.over()).isFalse();
  }

  @Test
  void okIsAnsweredByGoodbye() {
    written();
    server(Wire.ok(2));

    assertThat(login.over()).isTrue();
    assertThat(answer()).as("COM_QUIT").isEqualTo(bytes(1, 0, 0, 0, 1));
  }

  @Test
  void endlessServerIsLeft() {
    written();
    int rounds = 0;
    for (int sequence = 2; !login.over() && rounds < 100; sequence += 2) {
      server(Wire.authSwitch(sequence & 0xff, NATIVE));
      written();
      rounds++;
    }
    assertThat(rounds).isEqualTo(17);
  }

  @Test
  void serverThatRepeatsItsFastAuthenticationForEverIsLeft() {
    written();
    for (int i = 0; i < 20; i++) {
      server(Wire.moreData(2 + i, bytes(3)));
    }

    assertThat(login.over()).isTrue();
    assertThat(login.pending().hasRemaining()).isFalse();
  }

  @Test
  void nothingIsReadAfterTheEnd() {
    written();
    ByteBuffer stream = ByteBuffer.wrap(concat(DENIED, Wire.authSwitch(3, NATIVE)));

    login.server(stream);

    assertThat(stream.hasRemaining()).isTrue();
    assertThat(login.pending().hasRemaining()).isFalse();
  }

  @Test
  void serversBytesMayComeInAnyPieces() {
    Wire.everySplit(
        Wire.authSwitch(2, NATIVE),
        pieces -> {
          FailingLogin each = FailingLogin.afterGreeting(0);
          finish(each.pending());
          for (ByteBuffer piece : pieces) {
            each.server(piece);
          }
          assertThat(bytesOf(each.pending())).isEqualTo(packet(3, text("q".repeat(20))));
          assertThat(each.over()).isFalse();
        });
    Wire.everySplit(
        concat(Wire.moreData(2, bytes(3)), Wire.error(3, 1045, "Access denied for user")),
        pieces -> {
          FailingLogin each = FailingLogin.afterGreeting(0);
          for (ByteBuffer piece : pieces) {
            each.server(piece);
          }
          assertThat(each.over()).isTrue();
          assertThat(each.pending().get(3)).as("still the login").isEqualTo((byte) 1);
        });
  }

  @Test
  void takenOverInTheMiddleOfAServersPacket() {
    byte[] rest = Wire.authSwitch(2, NATIVE);
    for (int cut = 0; cut < rest.length; cut++) {
      Handshake handshake = new Handshake(0);
      handshake.client(ByteBuffer.wrap(Wire.login(1, PROTOCOL_41, "app")));
      handshake.server(ByteBuffer.wrap(rest, 0, cut));

      FailingLogin taken = handshake.takeOver().orElseThrow();
      taken.server(ByteBuffer.wrap(rest, cut, rest.length - cut));

      assertThat(bytesOf(taken.pending())).isEqualTo(packet(3, text("q".repeat(20))));
    }
  }

  @Test
  void takenOverWhileTheServerWaitsForAnAnswer() {
    Handshake handshake = new Handshake(0);
    handshake.client(ByteBuffer.wrap(Wire.login(1, PROTOCOL_41, "app")));
    handshake.server(ByteBuffer.wrap(Wire.authSwitch(2, SHA2)));

    FailingLogin taken = handshake.takeOver().orElseThrow();

    assertThat(bytesOf(taken.pending())).isEqualTo(packet(3, text("q".repeat(32))));
    taken.server(ByteBuffer.wrap(Wire.error(4, 1045, "Access denied")));
    assertThat(taken.over()).isTrue();
  }

  @Test
  void takenOverFromAClientWhoseLoginWasGood() {
    Handshake handshake = new Handshake(0);
    handshake.client(ByteBuffer.wrap(Wire.login(1, PROTOCOL_41, "app")));

    FailingLogin taken = handshake.takeOver().orElseThrow();
    taken.server(ByteBuffer.wrap(Wire.ok(2)));

    assertThat(taken.over()).isTrue();
    assertThat(bytesOf(taken.pending())).isEqualTo(bytes(1, 0, 0, 0, 1));
  }

  @Test
  void randomServersNeverMakeItThrowNorSpeakForEver() {
    Random random = new Random(SEED);
    for (int round = 0; round < 10_000; round++) {
      FailingLogin each = FailingLogin.afterGreeting(0);
      for (int piece = 0; piece < 10 && !each.over(); piece++) {
        byte[] junk = new byte[random.nextInt(40)];
        random.nextBytes(junk);
        if (junk.length > 4 && random.nextBoolean()) {
          junk[0] = (byte) random.nextInt(junk.length);
          junk[1] = 0;
          junk[2] = 0;
        }
        each.server(ByteBuffer.wrap(junk));
        assertThat(finish(each.pending())).as("seed %s, round %s", SEED, round).isLessThan(100);
      }
    }
  }

  private void written() {
    finish(login.pending());
  }

  private void server(byte[] bytes) {
    login.server(ByteBuffer.wrap(bytes));
  }

  /** What the login says next; it is written at once. */
  private byte[] answer() {
    return bytesOf(login.pending());
  }

  private static int finish(ByteBuffer pending) {
    int length = pending.remaining();
    pending.position(pending.limit());
    return length;
  }

  private static byte[] bytesOf(ByteBuffer pending) {
    byte[] bytes = new byte[pending.remaining()];
    pending.get(bytes);
    return bytes;
  }

  private static String textZ(ByteBuffer packet) {
    int from = packet.position();
    while (packet.get() != 0) {
      // to the end of the text
    }
    byte[] text = new byte[packet.position() - 1 - from];
    packet.get(from, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
