package io.viprouter.core.mysql;

import static io.viprouter.core.mysql.Wire.SHA2;
import static io.viprouter.core.mysql.Wire.bytes;
import static io.viprouter.core.mysql.Wire.concat;
import static io.viprouter.core.mysql.Wire.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.mysql.Handshake.Turn;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table in the class comment of {@link Handshake}, and what breaks it. */
class HandshakeTest {

  private static final long SEED = Long.getLong("seed", 320L);
  private static final int CAPABILITIES = 0x0003a205;
  private static final int SSL = 0x0800;
  private static final byte[] LOGIN = Wire.login(1, CAPABILITIES, "app");

  private final Handshake handshake = new Handshake(0);

  @Test
  void beginsWithTheClientsLogin() {
    assertThat(handshake.turn()).isEqualTo(Turn.LOGIN);
    assertThat(handshake.over()).isFalse();
    assertThat(handshake.nextSequence()).isEqualTo(1);
  }

  @Test
  void loginIsTheServersTurn() {
    client(LOGIN);

    assertThat(handshake.turn()).isEqualTo(Turn.SERVER);
    assertThat(handshake.nextSequence()).isEqualTo(2);
  }

  @Test
  void loginAndOkIsDone() {
    client(LOGIN);
    server(Wire.ok(2));

    assertThat(handshake.turn()).isEqualTo(Turn.DONE);
    assertThat(handshake.over()).isTrue();
  }

  @Test
  void authSwitchIsAnsweredByTheClient() {
    client(LOGIN);
    server(Wire.authSwitch(2, SHA2));
    assertThat(handshake.turn()).isEqualTo(Turn.CLIENT);

    client(packet(3, new byte[32]));
    assertThat(handshake.turn()).isEqualTo(Turn.SERVER);

    server(Wire.ok(4));
    assertThat(handshake.turn()).isEqualTo(Turn.DONE);
  }

  @Test
  void fastAuthenticationIsFollowedByTheServersOwnOk() {
    client(LOGIN);
    server(Wire.moreData(2, bytes(3)));
    assertThat(handshake.turn()).as("the server goes on").isEqualTo(Turn.SERVER);

    server(Wire.ok(3));
    assertThat(handshake.turn()).isEqualTo(Turn.DONE);
  }

  @Test
  void fullAuthenticationByPublicKey() {
    client(LOGIN);
    server(Wire.moreData(2, bytes(4)));
    client(packet(3, bytes(2)));
    server(Wire.moreData(4, Wire.text("-----BEGIN PUBLIC KEY-----" + "x".repeat(400))));
    client(packet(5, new byte[256]));
    server(Wire.ok(6));

    assertThat(handshake.turn()).isEqualTo(Turn.DONE);
  }

  @Test
  void emptyAnswerIsAnAnswer() {
    client(LOGIN);
    server(Wire.authSwitch(2, "mysql_clear_password"));

    client(packet(3));

    assertThat(handshake.turn()).isEqualTo(Turn.SERVER);
  }

  @Test
  void requestForTlsIsOpaque() {
    client(Wire.sslRequest(1));

    assertThat(handshake.turn()).isEqualTo(Turn.OPAQUE);
    assertThat(handshake.over()).isTrue();
  }

  @Test
  void onlyAFirstPacketAsksForTls() {
    client(LOGIN);
    server(Wire.authSwitch(2, SHA2));
    client(packet(3, bytes(0, 8, 0, 0, 0, 0, 0, 0)));

    assertThat(handshake.turn()).isEqualTo(Turn.SERVER);
  }

  @Test
  void tlsIsAskedForByItsBitAlone() {
    for (int bit = 0; bit < 32; bit++) {
      ByteBuffer login = ByteBuffer.wrap(Wire.login(1, 1 << bit, "app"));
      assertThat(handshake.asksForTls(login)).as("bit %s", bit).isEqualTo(1 << bit == SSL);
    }
  }

  @Test
  void shortLoginOfProtocol320() {
    client(packet(1, bytes(0x05, 0x24, 0, 0, 0)));

    assertThat(handshake.turn()).isEqualTo(Turn.SERVER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void loginOfLessIsNone(int length) {
    assertThat(handshake.client(ByteBuffer.wrap(packet(1, new byte[length]))))
        .contains("login packet has only " + length + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 255})
  void misnumberedLoginIsAFault(int sequence) {
    assertThat(handshake.client(ByteBuffer.wrap(Wire.login(sequence, CAPABILITIES, "app"))))
        .contains("client packet has sequence number " + sequence + ", not 1");
  }

  @Test
  void misnumberedAnswerIsAFault() {
    client(LOGIN);
    server(Wire.authSwitch(2, SHA2));

    assertThat(handshake.client(ByteBuffer.wrap(packet(5, new byte[20]))))
        .contains("client packet has sequence number 5, not 3");
  }

  @Test
  void clientOutOfTurnIsAFault() {
    client(LOGIN);

    assertThat(handshake.client(ByteBuffer.wrap(packet(2, new byte[20]))))
        .contains("client sends packet 2 out of turn");
  }

  @Test
  void serverOutOfTurnIsAFault() {
    assertThat(handshake.server(ByteBuffer.wrap(Wire.ok(1))))
        .isEqualTo("server sends packet 1 out of turn");
  }

  @Test
  void misnumberedServerPacketIsAFault() {
    client(LOGIN);

    assertThat(handshake.server(ByteBuffer.wrap(Wire.ok(3))))
        .isEqualTo("server packet has sequence number 3, not 2");
  }

  static Stream<Arguments> errorsAtAnyTime() {
    byte[] error = Wire.error(2, 1045, "Access denied");
    byte[] oddlyNumbered = Wire.error(0, 1159, "Got timeout reading communication packets");
    return Stream.of(Turn.LOGIN, Turn.SERVER, Turn.CLIENT)
        .flatMap(turn -> Stream.of(Arguments.of(turn, error), Arguments.of(turn, oddlyNumbered)));
  }

  @ParameterizedTest
  @MethodSource("errorsAtAnyTime")
  void errorOfTheServerIsTheEndWhenItComes(Turn turn, byte[] error) {
    bring(turn);

    server(error);

    assertThat(handshake.turn()).isEqualTo(Turn.DONE);
    assertThat(handshake.nextSequence()).isEqualTo(error[3] + 1);
  }

  @Test
  void whateverFollowsTheEndIsLeftInTheBuffer() {
    client(LOGIN);
    ByteBuffer stream = ByteBuffer.wrap(concat(Wire.ok(2), bytes(1, 2, 3)));

    assertThat(handshake.server(stream)).isNull();

    assertThat(stream.remaining()).isEqualTo(3);
  }

  @Test
  void serversBytesMayComeInAnyPieces() {
    byte[] stream = concat(Wire.moreData(2, bytes(3)), Wire.ok(3));

    Wire.everySplit(
        stream,
        pieces -> {
          Handshake each = new Handshake(0);
          each.client(ByteBuffer.wrap(LOGIN));
          for (ByteBuffer piece : pieces) {
            assertThat(each.server(piece)).isNull();
          }
          assertThat(each.turn()).isEqualTo(Turn.DONE);
        });
  }

  @Test
  void authSwitchMayComeInAnyPieces() {
    Wire.everySplit(
        Wire.authSwitch(2, SHA2),
        pieces -> {
          Handshake each = new Handshake(0);
          each.client(ByteBuffer.wrap(LOGIN));
          for (ByteBuffer piece : pieces) {
            assertThat(each.server(piece)).isNull();
          }
          assertThat(each.turn()).isEqualTo(Turn.CLIENT);
        });
  }

  @Test
  void sequenceNumbersRunOver() {
    Handshake late = new Handshake(254);
    assertThat(late.nextSequence()).isEqualTo(255);
    assertThat(late.client(ByteBuffer.wrap(Wire.login(255, CAPABILITIES, "app")))).isEmpty();
    assertThat(late.server(ByteBuffer.wrap(Wire.authSwitch(0, SHA2)))).isNull();
    assertThat(late.client(ByteBuffer.wrap(packet(1, new byte[32])))).isEmpty();
  }

  @Test
  void packetsAreReadWhereverTheyStandInTheBuffer() {
    ByteBuffer buffer = ByteBuffer.wrap(concat(new byte[7], LOGIN), 7, LOGIN.length);

    assertThat(Handshake.packetLength(buffer)).isEqualTo(LOGIN.length);
    assertThat(handshake.client(buffer)).isEmpty();
    assertThat(buffer.position()).as("not consumed").isEqualTo(7);
  }

  @Test
  void lengthIsKnownOnceTheHeaderIsThere() {
    for (int length = 0; length < 4; length++) {
      assertThat(Handshake.packetLength(ByteBuffer.wrap(LOGIN, 0, length))).isEqualTo(-1);
    }
    assertThat(Handshake.packetLength(ByteBuffer.wrap(LOGIN, 0, 4))).isEqualTo(LOGIN.length);
    assertThat(Handshake.packetLength(ByteBuffer.wrap(bytes(0xff, 0xff, 0xff, 0))))
        .isEqualTo(0xffffff + 4);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGIN", "SERVER", "CLIENT"})
  void serverIsTakenOverWhileItsPacketsCanBeRead(Turn turn) {
    bring(turn);

    FailingLogin login = handshake.takeOver().orElseThrow();

    assertThat(login.over()).isFalse();
    assertThat(login.pending().hasRemaining()).isEqualTo(turn != Turn.SERVER);
    if (turn != Turn.SERVER) {
      assertThat(login.pending().get(3)).as("number").isEqualTo((byte) handshake.nextSequence());
    }
  }

  @Test
  void nothingIsTakenOverAtTheEnd() {
    client(LOGIN);
    server(Wire.ok(2));
    assertThat(handshake.takeOver()).isEmpty();

    Handshake tls = new Handshake(0);
    assertThat(tls.client(ByteBuffer.wrap(Wire.sslRequest(1)))).isEmpty();
    assertThat(tls.takeOver()).isEmpty();
  }

  @Test
  void randomServersNeverMakeItThrow() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      Handshake each = new Handshake(0);
      each.client(ByteBuffer.wrap(LOGIN));
      byte[] junk = new byte[random.nextInt(60)];
      random.nextBytes(junk);
      if (junk.length > 4 && random.nextBoolean()) {
        junk[0] = (byte) random.nextInt(10);
        junk[1] = 0;
        junk[2] = 0;
        junk[3] = 2;
      }
      each.server(ByteBuffer.wrap(junk));
      assertThat(each.takeOver().isEmpty())
          .as("seed %s, round %s", SEED, round)
          .isEqualTo(each.over());
    }
  }

  private void bring(Turn turn) {
    if (turn != Turn.LOGIN) {
      client(LOGIN);
    }
    if (turn == Turn.CLIENT) {
      server(Wire.authSwitch(2, SHA2));
    }
    assertThat(handshake.turn()).isEqualTo(turn);
  }

  private void client(byte[] packet) {
    assertThat(handshake.client(ByteBuffer.wrap(packet))).isEmpty();
  }

  private void server(byte[] bytes) {
    assertThat(handshake.server(ByteBuffer.wrap(bytes))).isNull();
  }
}
