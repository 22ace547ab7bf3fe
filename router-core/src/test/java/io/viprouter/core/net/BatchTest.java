package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What many pumps read in a turn is written at its end, each to its own peer. */
class BatchTest {

  private final BufferPool pool = new BufferPool();
  private final Batch batch = new Batch(pool);
  private final List<Way> ways = new ArrayList<>();

  @Test
  void allIsReadBeforeAnythingIsWritten() {
    Way a = new Way("first");
    Way b = new Way("second");

    a.pump.move(1);
    b.pump.move(1);
    assertThat(a.to.received()).isEmpty();
    assertThat(batch.isEmpty()).isFalse();

    batch.write(2);
    assertThat(a.to.received()).isEqualTo(PumpTest.bytes("first"));
    assertThat(b.to.received()).isEqualTo(PumpTest.bytes("second"));
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void eachGetsItsOwnHoweverManyThereAre() {
    for (int i = 0; i < 2 * Batch.MAX_PIECES + 1; i++) {
      new Way("number " + i);
    }

    ways.forEach(way -> way.pump.move(1));
    batch.write(1);

    for (int i = 0; i < ways.size(); i++) {
      assertThat(ways.get(i).to.received()).isEqualTo(PumpTest.bytes("number " + i));
    }
  }

  @Test
  void bulkIsWrittenAtOnceWithWhatCameBefore() {
    Way small = new Way("small");
    Way large = new Way("x".repeat(Batch.PIECE + 1));

    small.pump.move(1);
    large.pump.move(1);

    assertThat(small.to.received()).isEqualTo(PumpTest.bytes("small"));
    assertThat(large.to.received()).hasSize(Batch.PIECE + 1);
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void thereIsAlwaysRoomForAUsualRead() {
    for (int i = 0; i < 1000; i++) {
      new Way("y".repeat(Batch.PIECE)).pump.move(1);

      assertThat(batch.room().remaining()).isGreaterThanOrEqualTo(BufferPool.SIZE);
    }
    batch.write(1);

    assertThat(ways).allSatisfy(way -> assertThat(way.to.received()).hasSize(Batch.PIECE));
  }

  @Test
  void bulkIsReadInLargePiecesUntilMuchIsLent() {
    assertThat(batch.room().remaining()).isEqualTo(BufferPool.BULK);
    List<ByteBuffer> lent = new ArrayList<>();
    while (!pool.muchIsLent()) {
      lent.add(pool.lend(BufferPool.BULK));
    }
    assertThat(batch.room().remaining()).isEqualTo(BufferPool.SIZE);

    pool.giveBack(lent.get(0));
    assertThat(batch.room().remaining()).isEqualTo(BufferPool.BULK);
  }

  @Test
  void aPeerThatIsGoneHarmsNobodyElse() {
    Way broken = broken();
    Way whole = new Way("kept");

    turn(broken, whole);

    assertThat(broken.told).containsExactly("broke");
    assertThat(whole.to.received()).isEqualTo(PumpTest.bytes("kept"));
  }

  @Test
  void aSessionThatFailsHarmsNobodyElse() {
    Way failing = failing();
    Way whole = new Way("kept");

    turn(failing, whole);

    assertThat(failing.told).containsExactly("failed on purpose");
    assertThat(whole.to.received()).isEqualTo(PumpTest.bytes("kept"));
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void aSessionThatFailsToFailHarmsNobodyElse() {
    Way failing = failing();
    failing.failsToFail = true;
    Way whole = new Way("kept");

    turn(failing, whole);

    assertThat(whole.to.received()).isEqualTo(PumpTest.bytes("kept"));
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void askedToWriteByWhatComesOfWritingItWritesNothingTwice() {
    Way goodbye = new Way("\u0001\0\0\0\u0001");
    goodbye.onQuit = () -> batch.write(1);
    Way next = new Way("once");

    turn(goodbye, next);

    assertThat(goodbye.told).containsExactly("quit");
    assertThat(goodbye.to.received()).hasSize(5);
    assertThat(next.to.received()).isEqualTo(PumpTest.bytes("once"));
  }

  @Test
  void whatAPeerDoesNotTakeIsKeptOutsideTheBatch() {
    Way slow = new Way("hello");
    slow.to.takes(2, 3);
    slow.pump.move(1);
    batch.write(1);
    assertThat(slow.pump.holding()).isTrue();

    Way next = new Way("world");
    next.pump.move(2);
    batch.write(2);
    slow.pump.flush(3);

    assertThat(slow.to.received()).isEqualTo(PumpTest.bytes("hello"));
    assertThat(next.to.received()).isEqualTo(PumpTest.bytes("world"));
  }

  /** A turn of the loop in which these have something to read. */
  private void turn(Way... some) {
    for (Way way : some) {
      way.pump.move(1);
    }
    batch.write(1);
  }

  /** Its peer is gone. */
  private Way broken() {
    Way way = new Way("lost");
    way.to.failsToWrite(new IOException("Connection reset by peer"));
    return way;
  }

  /** Its session fails when it hears that its peer is gone. */
  private Way failing() {
    Way way = broken();
    way.failure = new IllegalStateException("on purpose");
    return way;
  }

  /** One direction of one session, with something to read. */
  private final class Way implements Pump.Owner {
    private final FakeEndpoint from = new FakeEndpoint();
    private final FakeEndpoint to = new FakeEndpoint();
    private final Pump pump = new Pump(from, to, batch, new Tally(), this);
    private final List<String> told = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private boolean failsToFail;
    private Runnable onQuit = () -> {};

    Way(String text) {
      from.gives(PumpTest.bytes(text));
      ways.add(this);
    }

    @Override
    public void quit(Pump which, long nowNanos) {
      told.add("quit");
      onQuit.run();
    }

    @Override
    public void ended(Pump which, long nowNanos) {
      told.add("ended");
    }

    @Override
    public void broke(Pump which, Endpoint side, IOException cause, long nowNanos) {
      if (failure != null) {
        throw failure;
      }
      told.add("broke");
    }

    @Override
    public void failed(Pump which, RuntimeException cause, long nowNanos) {
      if (failsToFail) {
        throw cause;
      }
      told.add("failed " + cause.getMessage());
    }
  }
}
