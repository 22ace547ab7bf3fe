package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random scripts of short reads, short writes, ends and failures: out equals in. */
class PumpScriptsTest {

  private static final long SEED = Long.getLong("seed", 1_048_576L);
  private static final int ROUNDS = 300;
  private static final int[] SIZES = {1, 4, 100, 5_000, BufferPool.SIZE, 3 * BufferPool.BULK};

  private final Random random = new Random(SEED);
  private final BufferPool buffers = new BufferPool();
  private final Batch batch = new Batch(buffers);

  @Test
  void everythingArrivesInOrderHoweverShortTheReadsAndWrites() {
    for (int round = 0; round < ROUNDS; round++) {
      FakeEndpoint from = new FakeEndpoint();
      FakeEndpoint to = new FakeEndpoint();
      byte[] sent = scriptReads(from);
      scriptWrites(to);
      from.ends();
      Run run = new Run(from, to);

      play(run);

      String where = "seed " + SEED + ", round " + round;
      assertThat(run.ended).as(where).isEqualTo(1);
      assertThat(run.failed).as(where).isZero();
      assertThat(Arrays.equals(to.received(), sent)).as(where).isTrue();
      assertThat(run.pump.moved()).as(where).isEqualTo(sent.length);
      assertThat(buffers.lent()).as(where).isZero();
    }
  }

  @Test
  void whateverArrivesBeforeAFailureIsABeginningAndTheFailureIsToldOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      FakeEndpoint from = new FakeEndpoint();
      FakeEndpoint to = new FakeEndpoint();
      byte[] sent = scriptReads(from);
      scriptWrites(to);
      boolean reading = random.nextBoolean();
      if (reading) {
        from.failsToRead(new IOException("read"));
      } else {
        from.ends();
        to.failsToWrite(new IOException("write"));
      }
      Run run = new Run(from, to);

      play(run);

      String where = "seed " + SEED + ", round " + round;
      assertThat(run.failed + run.ended).as(where).isEqualTo(1);
      byte[] got = to.received();
      assertThat(Arrays.equals(got, Arrays.copyOf(sent, got.length))).as(where).isTrue();
      assertThat(buffers.lent()).as(where).isZero();
    }
  }

  private byte[] scriptReads(FakeEndpoint from) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int chunks = random.nextInt(12);
    for (int i = 0; i < chunks; i++) {
      byte[] chunk = PumpTest.random(random.nextInt(1 + any(SIZES)), random);
      from.gives(chunk);
      all.writeBytes(chunk);
    }
    return all.toByteArray();
  }

  private void scriptWrites(FakeEndpoint to) {
    int writes = random.nextInt(20);
    for (int i = 0; i < writes; i++) {
      to.takes(random.nextInt(1 + any(SIZES)));
    }
  }

  private int any(int... values) {
    return values[random.nextInt(values.length)];
  }

  /** What a selector would do, and what must hold after each of its turns. */
  private void play(Run run) {
    for (int turn = 0; run.ended + run.failed == 0; turn++) {
      assertThat(turn).as("turns").isLessThan(10_000);
      int before = run.from.reads();
      if (run.from.wantsRead()) {
        run.pump.move(turn);
        batch.write(turn);
      }
      if (run.to.wantsWrite()) {
        run.pump.flush(turn);
      }
      assertThat(run.from.reads() - before).isLessThanOrEqualTo(Pump.MAX_CHUNKS);
      if (run.failed == 0) {
        assertThat(run.to.wantsWrite()).isEqualTo(run.pump.holding());
        assertThat(run.from.wantsRead()).isEqualTo(!run.pump.holding() && !run.pump.ended());
        assertThat(buffers.lent()).isEqualTo(run.pump.holding() ? 1 : 0);
      }
    }
  }

  private final class Run implements Pump.Owner {
    private final FakeEndpoint from;
    private final FakeEndpoint to;
    private final Pump pump;
    private int ended;
    private int failed;

    Run(FakeEndpoint from, FakeEndpoint to) {
      this.from = from;
      this.to = to;
      this.pump = new Pump(from, to, batch, new Tally(), this);
    }

    @Override
    public void quit(Pump which, long nowNanos) {}

    @Override
    public void ended(Pump which, long nowNanos) {
      ended++;
      which.passEnd(nowNanos);
    }

    @Override
    public void broke(Pump which, Endpoint side, IOException cause, long nowNanos) {
      failed++;
      which.release();
      from.close();
      to.close();
    }

    @Override
    public void failed(Pump which, RuntimeException cause, long nowNanos) {
      throw cause;
    }
  }
}
