package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many sessions at a time, each with its own seed: sizes from one byte to megabytes, slow readers,
 * half-closes, resets in the middle. Every byte that comes back is compared.
 */
class RelaySoakTest {

  private static final long SEED = Long.getLong("seed", 20261122L);
  private static final int SESSIONS = 160;
  private static final int AT_A_TIME = 48;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void everyByteArrivesInOrder() throws Exception {
    ScriptedServer server = fixture.server();
    Router router =
        fixture.start(
            Router.builder()
                .ioThreads(2)
                .section(Fixture.section(server.port()).maxConnections(1000).build()));
    Route route = router.route("rw");
    ExecutorService pool = Executors.newFixedThreadPool(2 * AT_A_TIME);
    try {
      List<Future<?>> sessions = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        long seed = SEED + i;
        sessions.add(pool.submit(() -> play(route, seed, pool)));
        if (i >= AT_A_TIME) {
          sessions.get(i - AT_A_TIME).get();
        }
      }
      for (Future<?> session : sessions) {
        session.get();
      }
    } finally {
      pool.shutdown();
    }
    Eventually.is(0, () -> router.status().activeConnections());
    Eventually.is(0, () -> router.status().buffersLent());
    Eventually.is(0, server::open);
  }

  private static Void play(Route route, long seed, ExecutorService pool) throws Exception {
    Random random = new Random(seed);
    int size = 1 << random.nextInt(23);
    boolean resets = random.nextInt(5) == 0;
    boolean slow = random.nextInt(4) == 0;
    try (ScriptedClient client = ScriptedClient.loggedIn(route.port())) {
      Future<?> writer =
          pool.submit(
              () -> {
                write(client.socket().getOutputStream(), seed, size);
                client.socket().shutdownOutput();
                return null;
              });
      int readUpTo = resets ? random.nextInt(size) : size;
      compare(client.socket().getInputStream(), seed, readUpTo, slow);
      if (resets) {
        client.reset();
      } else {
        assertThat(client.socket().getInputStream().read()).as("seed %s", seed).isEqualTo(-1);
        writer.get();
      }
    } catch (IOException e) {
      throw new AssertionError("seed " + seed, e);
    }
    return null;
  }

  private static void write(OutputStream out, long seed, int size) throws IOException {
    Random content = new Random(seed);
    Random sizes = new Random(~seed);
    int left = size;
    while (left > 0) {
      byte[] chunk = new byte[Math.min(left, 1 + sizes.nextInt(200_000))];
      // Bytes are drawn one by one, so that the reader needs no chunks of the same size.
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = (byte) content.nextInt();
      }
      out.write(chunk);
      left -= chunk.length;
    }
  }

  private static void compare(InputStream in, long seed, int size, boolean slow)
      throws IOException {
    Random content = new Random(seed);
    byte[] buffer = new byte[slow ? 3_000 : 150_000];
    int seen = 0;
    while (seen < size) {
      int read = in.read(buffer, 0, Math.min(buffer.length, size - seen));
      assertThat(read).as("seed %s after %s bytes", seed, seen).isPositive();
      for (int i = 0; i < read; i++) {
        if (buffer[i] != (byte) content.nextInt()) {
          throw new AssertionError("seed " + seed + ": wrong byte at " + (seen + i));
        }
      }
      seen += read;
      if (slow) {
        LockSupport.parkNanos(20_000);
      }
    }
  }
}
