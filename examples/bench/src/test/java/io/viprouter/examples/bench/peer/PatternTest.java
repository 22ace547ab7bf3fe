package io.viprouter.examples.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PatternTest {

  private static ByteBuffer copy(long position, int length) {
    return ByteBuffer.allocate(length).put(Pattern.piece(position, length)).flip();
  }

  @Test
  void matchesWhereItBelongsOnly() {
    ByteBuffer piece = copy(1_000_000, 70_000);
    assertThat(Pattern.matches(1_000_000, piece)).isTrue();
    // A block of any usual size that is lost, doubled or swapped moves what follows.
    for (int shift : new int[] {1, 1460, 4096, 16_384, 65_536, 262_144}) {
      assertThat(Pattern.matches(1_000_000 + shift, piece)).as("shift %d", shift).isFalse();
    }
  }

  @Test
  void seesOneWrongByte() {
    ByteBuffer piece = copy(5, 1000);
    piece.put(999, (byte) ~piece.get(999));
    assertThat(Pattern.matches(5, piece)).isFalse();
  }

  @Test
  void theLongestPieceFitsEverywhere() {
    assertThat(Pattern.piece(65_520, Pattern.MAX_PIECE).remaining()).isEqualTo(Pattern.MAX_PIECE);
  }

  @Test
  void commandsSurviveTheWire() {
    RawCommand command = new RawCommand(1L << 40, 7);
    assertThat(RawCommand.read(command.bytes())).isEqualTo(command);
    assertThat(command.bytes().remaining()).isEqualTo(RawCommand.SIZE);
  }
}
