package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Relaying allocates nothing: neither for a small packet nor for a chunk of a big one. */
@Tag("real")
class RelayAllocationProof {

  private static final int ROUNDS = 20_000;
  private static final int BULK = 64 * 1024 * 1024;

  /** What a warm JVM may still allocate now and then, far below one object a packet. */
  private static final long SLACK_BYTES = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aRelayedChunkAllocatesNothing() throws Exception {
    Set<Long> before = loops();
    try (ScriptedServer server = ScriptedServer.greeting();
        Router router = Router.builder().ioThreads(1).section(section(server)).build().start();
        ScriptedClient client = ScriptedClient.loggedIn(router.route("rw").port())) {
      long loop = loops().stream().filter(id -> !before.contains(id)).findAny().orElseThrow();
      pingPong(client);
      bulk(client);

      long small = allocatedBy(loop, () -> pingPong(client));
      long big = allocatedBy(loop, () -> bulk(client));
      Figure.print(
          "%d round trips of 64 bytes: the loop allocates %d bytes".formatted(ROUNDS, small));
      Figure.print("%d MiB there and back: the loop allocates %d bytes".formatted(BULK >> 20, big));
      assertThat(small).isLessThan(SLACK_BYTES);
      assertThat(big).isLessThan(SLACK_BYTES);
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private long allocatedBy(long thread, Work work) throws IOException, InterruptedException {
    long start = threads.getThreadAllocatedBytes(thread);
    work.run();
    return threads.getThreadAllocatedBytes(thread) - start;
  }

  private static RoutingSection section(ScriptedServer server) {
    return RoutingSection.builder("rw")
        .bind("127.0.0.1", 0)
        .health(HealthCheck.NONE)
        .destination("127.0.0.1", server.port())
        .build();
  }

  private static void pingPong(ScriptedClient client) throws IOException {
    byte[] ping = new byte[64];
    for (int i = 0; i < ROUNDS; i++) {
      client.send(ping);
      assertThat(client.socket().getInputStream().readNBytes(ping.length).length)
          .isEqualTo(ping.length);
    }
  }

  private static void bulk(ScriptedClient client) throws IOException, InterruptedException {
    Thread writer =
        new Thread(
            () -> {
              try {
                client.send(new byte[BULK]);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    client.socket().getInputStream().skipNBytes(BULK);
    writer.join();
  }

  private static Set<Long> loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("router-io-0"))
        .map(Thread::getId)
        .collect(Collectors.toSet());
  }
}
