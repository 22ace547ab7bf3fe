package io.viprouter.core.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuitTest {

  @ParameterizedTest
  @CsvSource({
    "0100000001, true",
    "0500000019aabbccdd0100000001, false",
    "010000000e, false",
    "0100000101, false",
    "0200000001, false",
    "00000001, false",
    "01000000010000, false",
    "'', false"
  })
  void isAPacketOfItsOwn(String hex, boolean quits) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    // Not at the beginning of the buffer, and with something behind.
    ByteBuffer buffer = ByteBuffer.allocateDirect(64).position(7).put(bytes).flip().position(7);

    assertThat(Quit.is(buffer)).isEqualTo(quits);
    assertThat(buffer.remaining()).isEqualTo(bytes.length);
  }
}
