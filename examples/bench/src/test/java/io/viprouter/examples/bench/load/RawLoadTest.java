package io.viprouter.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.bench.peer.Pattern;
import io.viprouter.examples.bench.peer.RawBackend;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load against the raw server, with nothing between. */
class RawLoadTest {

  private static final int TIMES = 20;

  private static RawBackend server;

  @BeforeAll
  static void serve() throws IOException {
    server = new RawBackend(0);
    Thread thread = new Thread(RawLoadTest::turns, "raw");
    thread.setDaemon(true);
    thread.start();
  }

  private static void turns() {
    try {
      while (true) {
        server.turn();
      }
    } catch (ClosedSelectorException | IOException e) {
      // The end of the test.
    }
  }

  @AfterAll
  static void end() throws IOException {
    server.close();
  }

  /** Whole pieces, parts of pieces, one side long done before the other. */
  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "1,1", "4,0", "8,0", "4,0.001", "8,0.001", "0.001,8", "2.5,2.5"})
  void allBytesArriveBothWays(double downPieces, double upPieces) throws IOException {
    long down = (long) (downPieces * Pattern.MAX_PIECE);
    long up = (long) (upPieces * Pattern.MAX_PIECE);
    for (int i = 0; i < TIMES; i++) {
      List<Worker> workers = new ArrayList<>(Bulk.workers(server.port(), down, up));
      try {
        Answer answer = Busy.run(workers, 0, () -> {});
        assertThat(answer.bytes()).isEqualTo(down + up);
      } finally {
        for (Worker worker : workers) {
          worker.close();
        }
      }
    }
  }

  @Test
  void pingPongsComeBack() throws IOException {
    try (PingPong worker = new PingPong(server.port())) {
      Answer answer = Busy.run(List.of(worker), 50, () -> {});
      assertThat(answer.count()).isPositive();
      assertThat(answer.bytes()).isEqualTo(answer.count() * 128);
      assertThat(answer.p99()).isGreaterThanOrEqualTo(answer.p50()).isPositive();
    }
  }

  @Test
  void aCrowdTalksOnAllConnections() throws IOException {
    int[] begun = {0};
    try (Crowd crowd = new Crowd(server.port(), 200)) {
      Answer answer = crowd.run(50, () -> begun[0]++);
      assertThat(begun).containsExactly(1);
      assertThat(answer.count()).isPositive();
      assertThat(answer.bytes()).isEqualTo(answer.count() * 128);
      assertThat(answer.p99()).isGreaterThanOrEqualTo(answer.p50()).isPositive();
    }
  }

  @Test
  void heldConnectionsAreCounted() throws IOException {
    Holding holding = new Holding();
    holding.grow(server.port(), 5);
    holding.grow(server.port(), 30);
    assertThat(holding.size()).isEqualTo(30);
    holding.release();
    assertThat(holding.size()).isZero();
  }
}
