package io.viprouter.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.wire.Decoded.Accepted;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Random, damaged and truncated packets: whatever comes, nothing is thrown. */
@Isolated
class FuzzTest {

  private static final long SEED = Long.getLong("seed", 20261122L);
  private static final int ROUNDS = 400_000;

  @Test
  void nothingIsEverThrown() {
    Random random = new Random(SEED);
    List<Recording> recordings = Recording.all();
    Datagram datagram = new Datagram();
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = mutate(recordings.get(random.nextInt(recordings.size())).packet(), random);
      try {
        accepted += tryAll(bytes, datagram, random) ? 1 : 0;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + SEED + " round " + round, e);
      }
    }
    assertThat(accepted).as("some must survive, or the loop tests nothing").isPositive();
  }

  private static byte[] mutate(byte[] packet, Random random) {
    byte[] bytes = Arrays.copyOf(packet, random.nextInt(packet.length + 8));
    switch (random.nextInt(3)) {
      case 0 -> random.nextBytes(bytes);
      case 1 -> {
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      default -> bytes = random.nextBoolean() ? bytes : packet.clone();
    }
    return bytes;
  }

  private static boolean tryAll(byte[] bytes, Datagram datagram, Random random) {
    ArpFrame.decode(bytes);
    NeighborAdvertisement.decode(bytes);
    Path v6 = new Path(GoldenFramesTest.ip("fe80::1"), GoldenFramesTest.ip("ff02::12"));
    AdvertCodec.decode(ByteBuffer.wrap(bytes), v6);
    if (!datagram.setV4(bytes, bytes.length)) {
      return false;
    }
    AdvertFilter filter =
        new AdvertFilter(
            Forged.ours(2 + random.nextInt(2)), Set.of(), GoldenFramesTest.ip("224.0.0.18"));
    Decoded decoded = filter.judge(datagram, GoldenFramesTest.ip("172.168.1.1"));
    if (decoded instanceof Accepted good) {
      byte[] back = AdvertCodec.encode(good.advert(), datagram.path());
      assertThat(AdvertCodec.decode(ByteBuffer.wrap(back), datagram.path())).isEqualTo(good);
      return true;
    }
    return false;
  }
}
