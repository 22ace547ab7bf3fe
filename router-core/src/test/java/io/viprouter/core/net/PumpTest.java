package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table in the class comment of {@link Pump}, and random scripts. */
class PumpTest {

  private static final long SEED = Long.getLong("seed", 16_384L);
  private static final int FULL = BufferPool.BULK;

  private final BufferPool buffers = new BufferPool();
  private final Batch batch = new Batch(buffers);
  private final FakeEndpoint from = new FakeEndpoint();
  private final FakeEndpoint to = new FakeEndpoint();
  private final Tally tally = new Tally();
  private final RecordingOwner owner = new RecordingOwner();
  private final Pump pump = new Pump(from, to, batch, tally, owner);

  @AfterEach
  void noBufferIsLentInTheEnd() {
    pump.release();
    assertThat(buffers.lent()).isZero();
  }

  @Test
  void whatComesGoesOnAtOnce() {
    from.gives(bytes("select 1"));

    move(7);

    assertThat(to.received()).isEqualTo(bytes("select 1"));
    assertThat(pump.moved()).isEqualTo(8);
    assertThat(tally.get()).isEqualTo(8);
    assertThat(pump.lastNanos()).isEqualTo(7);
    checkFlowing();
  }

  @Test
  void readThatDidNotFillTheBufferIsTheLastOfTheTurn() {
    from.gives(bytes("a")).gives(bytes("b"));

    move(1);

    assertThat(from.reads()).isEqualTo(1);
    assertThat(to.received()).isEqualTo(bytes("a"));
  }

  @Test
  void readThatFoundNothingChangesNothing() {
    move(9);

    assertThat(from.reads()).isEqualTo(1);
    assertThat(pump.lastNanos()).isZero();
    checkFlowing();
  }

  @Test
  void bulkIsMovedTwoChunksATurn() {
    byte[] bulk = random(3 * FULL, new Random(SEED));
    from.gives(bulk);

    move(1);
    assertThat(from.reads()).isEqualTo(Pump.MAX_CHUNKS).isEqualTo(2);
    assertThat(to.received()).hasSize(2 * FULL);

    move(2);
    assertThat(to.received()).isEqualTo(bulk);
    assertThat(from.reads()).as("a full one, and one that finds nothing").isEqualTo(4);
  }

  @Test
  void flowingAndPartTakenIsHolding() {
    from.gives(bytes("hello"));
    to.takes(2);

    move(1);

    assertThat(to.received()).isEqualTo(bytes("he"));
    assertThat(pump.moved()).as("taken from the sender").isEqualTo(5);
    checkHolding();
  }

  @Test
  void holdingReadsNothing() {
    from.gives(bytes("hello")).gives(bytes("world"));
    to.takes(0);
    move(1);

    move(2);

    assertThat(from.reads()).isEqualTo(1);
    checkHolding();
  }

  @Test
  void holdingEndsTheTurnEvenAfterAFullChunk() {
    from.gives(new byte[3 * FULL]);
    to.takes(FULL, FULL - 1);

    move(1);

    assertThat(from.reads()).isEqualTo(2);
    checkHolding();
  }

  @Test
  void holdingAndTheRestTakenIsFlowing() {
    from.gives(bytes("hello"));
    to.takes(2, 1, 0, 2);
    move(1);
    pump.flush(2);
    checkHolding();
    pump.flush(3);
    checkHolding();

    pump.flush(4);

    assertThat(to.received()).isEqualTo(bytes("hello"));
    assertThat(pump.lastNanos()).isEqualTo(4);
    checkFlowing();
  }

  @Test
  void flushWithNothingHeldDoesNothing() {
    pump.flush(1);

    assertThat(pump.lastNanos()).isZero();
    checkFlowing();
  }

  @Test
  void flowingAndEndOfStreamIsEndedAndPassedOn() {
    from.gives(bytes("bye")).ends();
    move(1);
    move(2);

    assertThat(to.received()).isEqualTo(bytes("bye"));
    checkEnded();
  }

  @Test
  void endIsPassedOnOnlyOnceAllBeforeItIs() {
    from.gives(bytes("bye"));
    to.takes(1);
    move(1);

    pump.end(2);
    assertThat(to.shutdowns()).isZero();
    assertThat(pump.ended()).isFalse();

    pump.flush(3);
    assertThat(to.received()).isEqualTo(bytes("bye"));
    checkEnded();
  }

  @Test
  void nothingIsReadAfterTheEnd() {
    from.ends();
    move(1);
    move(2);

    assertThat(from.reads()).isEqualTo(1);
    checkEnded();
  }

  @Test
  void deliveredWhileHoldingIsAppended() {
    to.takes(1);
    pump.deliver(ByteBuffer.wrap(bytes("abc")), 1);
    pump.deliver(ByteBuffer.wrap(bytes("def")), 2);
    checkHolding();

    pump.flush(3);

    assertThat(to.received()).isEqualTo(bytes("abcdef"));
    assertThat(pump.moved()).isEqualTo(6);
    checkFlowing();
  }

  @Test
  void failureToReadIsToldWithItsSide() {
    from.gives(bytes("x")).failsToRead(reset());
    move(1);
    move(2);

    assertThat(owner.told).containsExactly("broke from: Connection reset by peer");
    assertThat(to.received()).isEqualTo(bytes("x"));
  }

  @Test
  void failureToWriteIsToldWithItsSide() {
    from.gives(bytes("x"));
    to.failsToWrite(reset());

    move(1);

    assertThat(owner.told).containsExactly("broke to: Connection reset by peer");
    assertThat(pump.holding()).isFalse();
  }

  @Test
  void failureToWriteWhatIsHeldGivesTheBufferBack() {
    from.gives(bytes("hello"));
    to.takes(2).failsToWrite(reset());
    move(1);

    pump.flush(2);

    assertThat(owner.told).containsExactly("broke to: Connection reset by peer");
    assertThat(buffers.lent()).isZero();
  }

  @Test
  void failureToPassTheEndOnIsAFailure() {
    from.ends();
    to.failsToShutDown(reset());

    move(1);

    assertThat(owner.told).containsExactly("ended", "broke to: Connection reset by peer");
  }

  @Test
  void theOwnerIsToldOfAGoodbyeAfterItWasPassedOn() {
    from.gives(new byte[] {1, 0, 0, 0, 1});

    move(1);

    assertThat(owner.told).containsExactly("quit");
    assertThat(to.received()).containsExactly(1, 0, 0, 0, 1);
  }

  @Test
  void aGoodbyeThatCouldNotBePassedOnIsNone() {
    from.gives(new byte[] {1, 0, 0, 0, 1});
    to.failsToWrite(reset());

    move(1);

    assertThat(owner.told).containsExactly("broke to: Connection reset by peer");
  }

  @Test
  void releasedTwiceIsGivenBackOnce() {
    to.takes(0);
    pump.deliver(ByteBuffer.wrap(bytes("abc")), 1);

    pump.release();
    pump.release();

    assertThat(buffers.lent()).isZero();
  }

  @Test
  void whatWasReadIsWrittenWithTheBatch() {
    from.gives(bytes("select 1"));

    pump.move(1);
    assertThat(to.received()).isEmpty();
    assertThat(pump.moved()).isZero();

    batch.write(2);
    assertThat(to.received()).isEqualTo(bytes("select 1"));
    assertThat(pump.lastNanos()).isEqualTo(2);
  }

  /** A turn of the loop. */
  private void move(long nowNanos) {
    pump.move(nowNanos);
    batch.write(nowNanos);
  }

  // ------------------------------------------------------------------------ the three states

  private void checkFlowing() {
    assertThat(pump.holding()).isFalse();
    assertThat(pump.ended()).isFalse();
    checkInterest(true, false);
    assertThat(buffers.lent()).isZero();
    assertThat(owner.told).isEmpty();
  }

  private void checkHolding() {
    assertThat(pump.holding()).isTrue();
    assertThat(pump.ended()).isFalse();
    checkInterest(false, true);
    assertThat(buffers.lent()).isEqualTo(1);
    assertThat(owner.told).isEmpty();
  }

  private void checkEnded() {
    assertThat(pump.holding()).isFalse();
    assertThat(pump.ended()).isTrue();
    checkInterest(false, false);
    assertThat(to.shutdowns()).isEqualTo(1);
    assertThat(owner.told).containsExactly("ended");
  }

  private void checkInterest(boolean read, boolean write) {
    assertThat(from.wantsRead()).as("reads").isEqualTo(read);
    assertThat(to.wantsWrite()).as("waits for room").isEqualTo(write);
    assertThat(from.wantsWrite()).as("the other direction's").isFalse();
    assertThat(to.wantsRead()).as("the other direction's").isTrue();
  }

  private static IOException reset() {
    return new IOException("Connection reset by peer");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] random(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Like a session: a failure ends everything. */
  private final class RecordingOwner implements Pump.Owner {
    private final List<String> told = new ArrayList<>();

    @Override
    public void quit(Pump which, long nowNanos) {
      assertThat(which).isSameAs(pump);
      told.add("quit");
    }

    @Override
    public void ended(Pump which, long nowNanos) {
      assertThat(which).isSameAs(pump);
      told.add("ended");
      which.passEnd(nowNanos);
    }

    @Override
    public void broke(Pump which, Endpoint side, IOException cause, long nowNanos) {
      told.add("broke " + (side == from ? "from" : "to") + ": " + cause.getMessage());
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
