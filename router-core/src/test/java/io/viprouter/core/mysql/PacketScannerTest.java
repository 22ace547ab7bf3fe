package io.viprouter.core.mysql;

import static io.viprouter.core.mysql.Wire.bytes;
import static io.viprouter.core.mysql.Wire.concat;
import static io.viprouter.core.mysql.Wire.packet;
import static io.viprouter.core.mysql.Wire.text;
import static io.viprouter.core.mysql.Wire.textZ;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketScannerTest {

  private static final long SEED = Long.getLong("seed", 41L);

  private record Seen(int sequence, int length, int firstByte) {}

  private final PacketScanner scanner = new PacketScanner();

  @Test
  void findsEveryPacketWhereverTheStreamIsCut() {
    byte[] stream =
        concat(
            packet(0, text("hello")),
            packet(1),
            packet(2, bytes(0xff)),
            packet(3, new byte[PacketScanner.HEAD]),
            packet(4, bytes(7), new byte[300]),
            packet(255, bytes(0xfe)),
            packet(0));

    Wire.everySplit(
        stream,
        pieces ->
            assertThat(scan(new PacketScanner(), pieces))
                .containsExactly(
                    new Seen(0, 5, 'h'),
                    new Seen(1, 0, -1),
                    new Seen(2, 1, 0xff),
                    new Seen(3, PacketScanner.HEAD, 0),
                    new Seen(4, 301, 7),
                    new Seen(255, 1, 0xfe),
                    new Seen(0, 0, -1)));
  }

  @Test
  void randomStreamsInRandomPieces() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      List<Seen> expected = new ArrayList<>();
      byte[] stream = {};
      for (int i = 0; i < 5; i++) {
        byte[] payload = new byte[random.nextInt(random.nextBoolean() ? 4 : 400)];
        random.nextBytes(payload);
        expected.add(new Seen(i, payload.length, payload.length == 0 ? -1 : payload[0] & 0xff));
        stream = concat(stream, packet(i, payload));
      }
      List<ByteBuffer> pieces = new ArrayList<>();
      for (int from = 0; from < stream.length; ) {
        int length = Math.min(stream.length - from, random.nextInt(1 + random.nextInt(200)));
        pieces.add(ByteBuffer.wrap(stream, from, length));
        from += length;
      }
      assertThat(scan(new PacketScanner(), pieces.toArray(new ByteBuffer[0])))
          .as("seed %s, round %s", SEED, round)
          .isEqualTo(expected);
    }
  }

  @Test
  void oneCallStopsAtTheEndOfAPacket() {
    ByteBuffer stream = ByteBuffer.wrap(concat(packet(0, text("ab")), packet(1, text("c"))));

    assertThat(scanner.next(stream)).isTrue();

    assertThat(stream.remaining()).isEqualTo(5);
    assertThat(scanner.length()).isEqualTo(2);
  }

  @Test
  void theLargestPacketIsWalkedOverWithoutBeingKept() {
    ByteBuffer header = ByteBuffer.wrap(bytes(0xff, 0xff, 0xff, 9, 'x'));
    assertThat(scanner.next(header)).isFalse();
    assertThat(scanner.length()).isEqualTo(0xffffff);

    ByteBuffer chunk = ByteBuffer.allocate(65_536);
    long left = 0xffffff - 1;
    while (left > 0) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), left));
      left -= chunk.remaining();
      assertThat(scanner.next(chunk)).isEqualTo(left == 0);
      assertThat(chunk.hasRemaining()).isFalse();
    }
    assertThat(scanner.firstByte()).isEqualTo('x');
    assertThat(scanner.sequence()).isEqualTo(9);
    assertThat(scanner.kept()).isEqualTo(PacketScanner.HEAD);
  }

  @Test
  void keepsTheBeginningOfAPayload() {
    byte[] stream = packet(2, bytes(0xfe), textZ("a_plugin"), new byte[500]);

    Wire.everySplit(
        stream,
        pieces -> {
          PacketScanner each = new PacketScanner();
          boolean complete = false;
          for (ByteBuffer piece : pieces) {
            complete = complete || each.next(piece);
          }
          assertThat(complete).isTrue();
          assertThat(each.firstByte()).isEqualTo(0xfe);
          assertThat(each.byteAt(1)).isEqualTo('a');
          assertThat(each.textAt(1)).isEqualTo("a_plugin");
        });
  }

  @Test
  void keepsExactlyTheHeadOfALongPayload() {
    String text = "abcdefghij".repeat(20);

    Wire.everySplit(
        packet(0, text(text)),
        pieces -> {
          PacketScanner each = new PacketScanner();
          for (ByteBuffer piece : pieces) {
            if (piece.hasRemaining()) {
              each.next(piece);
            }
          }
          assertThat(each.kept()).isEqualTo(PacketScanner.HEAD);
          assertThat(each.textAt(0)).isEqualTo(text.substring(0, PacketScanner.HEAD));
        });
  }

  @Test
  void textWithoutAnEndStopsWhereThePayloadDoes() {
    scanner.next(ByteBuffer.wrap(packet(0, text("first and longer"))));
    scanner.next(ByteBuffer.wrap(packet(1, bytes(0xfe), text("short"))));

    assertThat(scanner.textAt(1)).isEqualTo("short");
  }

  private static List<Seen> scan(PacketScanner scanner, ByteBuffer... pieces) {
    List<Seen> seen = new ArrayList<>();
    for (ByteBuffer piece : pieces) {
      while (piece.hasRemaining()) {
        if (scanner.next(piece)) {
          seen.add(new Seen(scanner.sequence(), scanner.length(), scanner.firstByte()));
        }
      }
    }
    return seen;
  }
}
