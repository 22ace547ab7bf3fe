package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random and truncated bytes from either side. What matters is what is left: no session, no buffer,
 * no file descriptor, and a router that serves.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("seed", 20261122L);
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("fuzz.seconds", 60L));
  private static final int FUZZERS = 8;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void nothingLeaks() throws Exception {
    ScriptedServer sane = fixture.server();
    MadServer mad = fixture.keep(new MadServer());
    RoutingSection section =
        Fixture.section(mad.port(), sane.port())
            .strategy(Strategy.ROUND_ROBIN)
            .connectTimeout(Duration.ofMillis(200))
            .clientConnectTimeout(Duration.ofMillis(150))
            .maxConnectErrors(0)
            .health(
                HealthCheck.DEFAULT
                    .withIntervals(Duration.ofMillis(20), Duration.ofMillis(50))
                    .withTimeout(Duration.ofMillis(100)))
            .build();
    Router router = fixture.start(Router.builder().ioThreads(2).section(section));
    Route route = router.route("rw");
    long before = openFiles();
    long end = System.nanoTime() + LENGTH.toNanos();
    ExecutorService pool = Executors.newFixedThreadPool(FUZZERS);
    List<Future<Integer>> fuzzers = new ArrayList<>();
    for (int i = 0; i < FUZZERS; i++) {
      long seed = SEED + i;
      fuzzers.add(pool.submit(() -> fuzz(route, new Random(seed), end)));
    }
    int played = 0;
    for (Future<Integer> fuzzer : fuzzers) {
      played += fuzzer.get();
    }
    pool.shutdown();
    System.out.println("figure: fuzz sessions " + played);

    assertThat(played).isGreaterThan(100);
    mad.close();
    Eventually.is(0, () -> router.status().activeConnections());
    Eventually.is(0, () -> router.status().buffersLent());
    Eventually.holds(
        "no destination slot is left taken",
        () -> route.status().destinations().stream().allMatch(d -> d.activeConnections() == 0));
    Eventually.holds(
        "file descriptors " + openFiles() + " back near " + before,
        () -> openFiles() <= before + 12);
    Eventually.holds("still serving", () -> serves(route));
  }

  /** The sane server may be in quarantine for a moment: it had much to do. */
  private static boolean serves(Route route) {
    try (ScriptedClient client = ScriptedClient.loggedIn(route.port())) {
      return client.echo("still serving").equals("still serving");
    } catch (IOException e) {
      return false;
    }
  }

  private static long openFiles() {
    String[] open = new File("/proc/self/fd").list();
    assertThat(open).as("/proc is needed to count file descriptors").isNotNull();
    return open == null ? 0 : open.length;
  }

  private static int fuzz(Route route, Random random, long end) {
    int played = 0;
    while (System.nanoTime() < end) {
      try (ScriptedClient client = ScriptedClient.connect(route.port())) {
        client.socket().setSoTimeout(200);
        play(client, random);
      } catch (IOException e) {
        // Whatever the router made of it.
      }
      played++;
    }
    return played;
  }

  private static void play(ScriptedClient client, Random random) throws IOException {
    if (random.nextBoolean()) {
      client.read();
    }
    byte[] bytes = mangled(Packets.login(1, "fuzz"), random);
    int sent = 0;
    while (sent < bytes.length) {
      int part = 1 + random.nextInt(bytes.length - sent);
      client.send(Arrays.copyOfRange(bytes, sent, sent + part));
      sent += part;
    }
    switch (random.nextInt(4)) {
      case 0 -> client.reset();
      case 1 -> client.socket().shutdownOutput();
      case 2 -> client.socket().getInputStream().readNBytes(random.nextInt(300));
      default -> {}
    }
  }

  /** The bytes cut, changed, repeated, or others altogether. */
  static byte[] mangled(byte[] sane, Random random) {
    byte[] bytes = sane.clone();
    switch (random.nextInt(6)) {
      case 0 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      case 1 ->
          bytes[random.nextInt(Math.min(8, bytes.length))] ^= (byte) (1 + random.nextInt(255));
      case 2 -> {
        bytes = new byte[1 + random.nextInt(70_000)];
        random.nextBytes(bytes);
      }
      case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(5_000));
      case 4 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      default -> {}
    }
    return bytes;
  }

  /** A server that sends mangled greetings, errors and answers, or nothing. */
  private static final class MadServer implements AutoCloseable {
    private final ServerSocket listener =
        new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    MadServer() throws IOException {
      var unused = threads.submit(this::accept);
    }

    int port() {
      return listener.getLocalPort();
    }

    private Void accept() throws IOException {
      Random random = new Random(SEED * 31);
      while (true) {
        Socket socket = listener.accept();
        long seed = random.nextLong();
        var unused = threads.submit(() -> serve(socket, new Random(seed)));
      }
    }

    private static Void serve(Socket socket, Random random) throws IOException {
      try (socket) {
        socket.setSoTimeout(300);
        byte[] hello =
            random.nextInt(4) == 0
                ? Packets.error(0, random.nextInt(5000), "mad")
                : Packets.greeting("5.7.22-mad", 7);
        socket.getOutputStream().write(random.nextInt(3) == 0 ? hello : mangled(hello, random));
        byte[] answer = random.nextBoolean() ? Packets.ok(2) : Packets.error(2, 1045, "no");
        for (int i = random.nextInt(6); i >= 0; i--) {
          if (socket.getInputStream().read(new byte[5_000]) < 0) {
            break;
          }
          socket.getOutputStream().write(mangled(answer, random));
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      listener.close();
      threads.shutdownNow();
    }
  }
}
