package io.viprouter.core.mysql;

import static io.viprouter.core.mysql.Wire.bytes;
import static io.viprouter.core.mysql.Wire.concat;
import static io.viprouter.core.mysql.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.mysql.FirstPacket.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorPacketTest {

  @Test
  void bytesAreThoseOfAnErrorBeforeTheHandshake() {
    ErrorPacket error = new ErrorPacket(ErrorPacket.TOO_MANY_CONNECTIONS, "Too many connections");

    assertThat(encode(error, 0))
        .isEqualTo(
            concat(bytes(23, 0, 0, 0), bytes(0xff, 0x10, 0x04), text("Too many connections")));
  }

  @Test
  void sequenceNumberIsTheCallers() {
    assertThat(encode(new ErrorPacket(1053, "bye"), 2)).startsWith(6, 0, 0, 2, 0xff, 0x1d, 0x04);
    assertThat(encode(new ErrorPacket(1053, "bye"), 255)[3]).isEqualTo((byte) 255);
  }

  @Test
  void emptyMessageIsAllowed() {
    assertThat(encode(new ErrorPacket(1129, ""), 0)).isEqualTo(bytes(3, 0, 0, 0, 0xff, 0x69, 0x04));
  }

  @Test
  void messageIsUtf8() {
    assertThat(encode(new ErrorPacket(1043, "\u00e9"), 0))
        .isEqualTo(bytes(5, 0, 0, 0, 0xff, 0x13, 0x04, 0xc3, 0xa9));
  }

  @Test
  void longMessageIsCut() {
    byte[] packet = encode(new ErrorPacket(1053, "x".repeat(10_000)), 0);

    assertThat(packet).hasSize(4 + 3 + 512).startsWith(0x03, 0x02, 0, 0);
  }

  @Test
  void longMessageIsNotCutWithinACharacter() {
    for (String character : new String[] {"\u00e9", "\u20ac", "\ud83d\udc2c"}) {
      for (int before = 0; before < 4; before++) {
        String message = "x".repeat(before) + character.repeat(600);
        byte[] packet = encode(new ErrorPacket(1053, message), 0);

        String cut = new String(packet, 7, packet.length - 7, StandardCharsets.UTF_8);
        assertThat(message).startsWith(cut);
        assertThat(packet.length - 7).isBetween(509, 512);
      }
    }
  }

  @Test
  void messageOfExactlyTheLongestLengthIsWhole() {
    byte[] packet = encode(new ErrorPacket(1053, "x".repeat(511) + "y"), 0);

    assertThat(packet).hasSize(4 + 3 + 512).endsWith('x', 'y');
  }

  @Test
  void serversAndTheRouterSpeakTheSame() {
    ErrorPacket error = new ErrorPacket(ErrorPacket.HOST_BLOCKED, "Too many connection errors");

    assertThat(FirstPacket.of(error.encode(0)))
        .isEqualTo(new Refusal(1129, "Too many connection errors"));
  }

  private static byte[] encode(ErrorPacket error, int sequence) {
    ByteBuffer packet = error.encode(sequence);
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    return bytes;
  }
}
