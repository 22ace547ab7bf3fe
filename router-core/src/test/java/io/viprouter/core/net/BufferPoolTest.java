package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

  private static final int MANY = 100;
  private static final int MAX_FREE = 32;

  private final BufferPool pool = new BufferPool();

  @Test
  void readBufferIsAlwaysTheSameAndCleared() {
    ByteBuffer first = pool.readBuffer();
    first.put((byte) 1).flip();

    assertThat(pool.readBuffer()).isSameAs(first);
    assertThat(first.remaining()).isEqualTo(BufferPool.SIZE);
    assertThat(first.isDirect()).isTrue();
    assertThat(pool.lent()).as("it is not lent").isZero();
  }

  @Test
  void lentBuffersAreEmptyAndAsLargeAsARead() {
    ByteBuffer buffer = pool.lend();

    assertThat(buffer.position()).isZero();
    assertThat(buffer.remaining()).isEqualTo(BufferPool.SIZE);
    assertThat(buffer.isDirect()).isTrue();
    assertThat(buffer).isNotSameAs(pool.readBuffer());
  }

  @Test
  void countsWhatIsLent() {
    ByteBuffer a = pool.lend();
    ByteBuffer b = pool.lend();
    assertThat(pool.lent()).isEqualTo(2);

    pool.giveBack(a);
    assertThat(pool.lent()).isEqualTo(1);

    pool.giveBack(b);
    assertThat(pool.lent()).isZero();
  }

  @Test
  void buffersGivenBackAreLentAgainEmpty() {
    ByteBuffer used = pool.lend();
    used.put(new byte[100]).flip().get();
    pool.giveBack(used);

    assertThat(pool.lend()).isSameAs(used);
    assertThat(used.position()).isZero();
    assertThat(used.limit()).isEqualTo(BufferPool.SIZE);
  }

  @Test
  void whatIsLargerThanUsualGetsALargeBuffer() {
    assertThat(pool.lend(1).capacity()).isEqualTo(BufferPool.SIZE);
    assertThat(pool.lend(BufferPool.SIZE).capacity()).isEqualTo(BufferPool.SIZE);
    ByteBuffer large = pool.lend(BufferPool.SIZE + 1);
    assertThat(large.remaining()).isEqualTo(BufferPool.BULK);
    assertThat(large.isDirect()).isTrue();
    assertThat(pool.lent()).isEqualTo(3);

    pool.giveBack(large);

    assertThat(pool.lent()).isEqualTo(2);
    assertThat(pool.lend().capacity()).isEqualTo(BufferPool.SIZE);
    assertThat(pool.lend(BufferPool.BULK)).isSameAs(large);
  }

  @Test
  void muchIsLentFromSoManyBytesOn() {
    ByteBuffer first = pool.lend(BufferPool.BULK);
    for (long lent = 2L * BufferPool.BULK; lent < BufferPool.MUCH; lent += BufferPool.BULK) {
      pool.lend(BufferPool.BULK);
    }
    assertThat(pool.muchIsLent()).isFalse();

    pool.lend(BufferPool.BULK);
    assertThat(pool.muchIsLent()).isTrue();

    pool.giveBack(first);
    assertThat(pool.muchIsLent()).isFalse();
  }

  @Test
  void nobodySharesABuffer() {
    Set<ByteBuffer> all = Collections.newSetFromMap(new IdentityHashMap<>());

    for (ByteBuffer buffer : lendMany()) {
      assertThat(all.add(buffer)).isTrue();
    }
  }

  @Test
  void onlySoManyAreKeptForLater() {
    List<ByteBuffer> first = lendMany();
    first.forEach(pool::giveBack);

    Set<ByteBuffer> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(first);

    assertThat(lendMany().stream().filter(known::contains)).hasSize(MAX_FREE);
    assertThat(pool.lent()).isEqualTo(MANY);
  }

  private List<ByteBuffer> lendMany() {
    return Stream.generate(pool::lend).limit(MANY).toList();
  }

  @Test
  void aFewBytesGetASmallBuffer() {
    ByteBuffer few = pool.lendFew(1);
    assertThat(few.remaining()).isEqualTo(BufferPool.SMALL);
    assertThat(pool.lendFew(BufferPool.SMALL + 1).remaining()).isEqualTo(BufferPool.SIZE);
    assertThat(pool.lent()).isEqualTo(2);

    pool.giveBack(few);

    assertThat(pool.lent()).isEqualTo(1);
    assertThat(pool.lendFew(200)).isSameAs(few);
    assertThat(pool.lend()).isNotSameAs(few);
  }

  @Test
  void withoutMemoryItRefusesUntilOneComesBack() throws Exception {
    Process small =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:MaxDirectMemorySize=2m",
                "-cp",
                System.getProperty("java.class.path"),
                Small.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(small.waitFor()).as(output).isZero();
    assertThat(output).contains("as expected");
  }

  /** Lends all the memory that there is. */
  static final class Small {
    private Small() {}

    public static void main(String[] args) {
      BufferPool pool = new BufferPool();
      Deque<ByteBuffer> lent = new ArrayDeque<>();
      int refused = 0;
      while (refused < 1000) {
        try {
          lent.add(pool.lend());
        } catch (BufferPool.Spent e) {
          refused++;
        }
      }
      int most = lent.size();
      pool.giveBack(lent.remove());
      lent.add(pool.lend());
      boolean expected = most > 20 && most < 32 && pool.lent() == most;
      System.out.println((expected ? "as expected: " : "unexpected: ") + most);
    }
  }
}
