package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SamplesTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final AtomicInteger sessions = new AtomicInteger();
  private final Samples samples =
      new Samples(
          new FakeOperations(
              () ->
                  new Scene(NOW)
                      .route("rw", Mode.READ_WRITE, Scene.up("db1:3306", true, sessions.get(), NOW))
                      .snapshot()),
          clock::get);

  private void after(int seconds, int nowSessions) {
    clock.updateAndGet(now -> now.plusSeconds(seconds));
    sessions.set(nowSessions);
    samples.take();
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(samples.rates("rw")).isEqualTo(new Samples.Rates(0, 0, 0, 0));
    after(0, 10);
    assertThat(samples.rates("rw")).isEqualTo(new Samples.Rates(0, 0, 0, 0));
    assertThat(samples.rates("none")).isEqualTo(new Samples.Rates(0, 0, 0, 0));
  }

  /** The scene counts 57 clients and 2713400 bytes in for each session. */
  @Test
  void ratesAreMeansOverTheLastSeconds() {
    after(0, 0);
    after(100, 10);
    after(5, 20);
    Samples.Rates rates = samples.rates("rw");
    assertThat(rates.seconds()).isEqualTo(5);
    assertThat(rates.connectionsPerSecond()).isEqualTo(57 * 10 / 5.0);
    assertThat(rates.bytesFromClientsPerSecond()).isEqualTo(2_713_400 * 10 / 5.0);
  }

  @Test
  void countersThatBeganAnewDoNotRunBackwards() {
    after(0, 10);
    after(2, 0);
    assertThat(samples.rates("rw").connectionsPerSecond()).isZero();
  }

  @Test
  void ringIsBoundedAndTellsOnlyWhatIsNew() {
    for (int i = 0; i < Samples.CAPACITY + 50; i++) {
      after(2, i);
    }
    assertThat(samples.after(0)).hasSize(Samples.CAPACITY);
    assertThat(samples.after(0).get(0).number()).isEqualTo(51);
    assertThat(samples.after(Samples.CAPACITY + 48))
        .extracting(Samples.Sample::number)
        .containsExactly(Samples.CAPACITY + 49L, Samples.CAPACITY + 50L);
    assertThat(samples.after(Long.MAX_VALUE)).isEmpty();
  }
}
