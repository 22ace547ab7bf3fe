package io.viprouter.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientGuardTest {

  private static final long SEED = Long.getLong("seed", 1129L);
  private static final long EXPIRE = 60_000;

  private static final long T0 = PoolStory.beforeTheClockWraps(EXPIRE / 2);

  private final ClientGuard guard = new ClientGuard(3, EXPIRE);

  @Test
  void nobodyIsBlockedAtFirst() {
    assertThat(guard.blocked("10.0.0.1", T0)).isFalse();
    assertThat(guard.blockedUntil(T0)).isEmpty();
  }

  @Test
  void blocksAtExactlyTheLimit() {
    assertThat(guard.error("10.0.0.1", T0)).isEqualTo(1);
    assertThat(guard.error("10.0.0.1", T0)).isEqualTo(2);
    assertThat(guard.blocked("10.0.0.1", T0)).isFalse();

    assertThat(guard.error("10.0.0.1", T0)).isEqualTo(3);

    assertThat(guard.blocked("10.0.0.1", T0)).isTrue();
    assertThat(guard.blocked("10.0.0.2", T0)).as("a neighbour").isFalse();
    assertThat(guard.blockedUntil(T0)).containsOnly(Map.entry("10.0.0.1", T0 + EXPIRE));
  }

  @Test
  void blockEndsWhenTheAddressWasQuietLongEnough() {
    block("10.0.0.1", T0);

    assertThat(guard.blocked("10.0.0.1", T0 + EXPIRE - 1)).isTrue();
    assertThat(guard.blocked("10.0.0.1", T0 + EXPIRE)).isFalse();
    assertThat(guard.blockedUntil(T0 + EXPIRE)).isEmpty();
    assertThat(guard.error("10.0.0.1", T0 + EXPIRE)).as("counts anew").isEqualTo(1);
  }

  @Test
  void everyErrorBeginsTheQuietTimeAnew() {
    guard.error("10.0.0.1", T0);
    guard.error("10.0.0.1", T0 + EXPIRE - 1);

    assertThat(guard.error("10.0.0.1", T0 + 2 * EXPIRE - 2)).isEqualTo(3);
  }

  @Test
  void zeroNeverBlocks() {
    guard.rules(0, EXPIRE);
    block("10.0.0.1", T0);

    assertThat(guard.blocked("10.0.0.1", T0)).isFalse();
    assertThat(guard.clear("10.0.0.1", T0)).isFalse();
    assertThat(guard.blockedUntil(T0)).isEmpty();
  }

  @Test
  void clearForgets() {
    block("10.0.0.1", T0);

    assertThat(guard.clear("10.0.0.1", T0)).as("was blocked").isTrue();

    assertThat(guard.blocked("10.0.0.1", T0)).isFalse();
    assertThat(guard.clear("10.0.0.1", T0)).isFalse();
    assertThat(guard.error("10.0.0.1", T0)).isEqualTo(1);
  }

  @Test
  void clearOfAnExpiredBlockIsNone() {
    block("10.0.0.1", T0);

    assertThat(guard.clear("10.0.0.1", T0 + EXPIRE)).isFalse();
  }

  @Test
  void countsOutliveAChangeOfTheRules() {
    guard.error("10.0.0.1", T0);
    guard.error("10.0.0.1", T0);

    guard.rules(2, EXPIRE);
    assertThat(guard.blocked("10.0.0.1", T0)).isTrue();

    guard.rules(2, 1);
    assertThat(guard.blocked("10.0.0.1", T0 + 1)).isFalse();
  }

  @Test
  void oneThatWasQuietLongestIsForgottenWhenThereAreTooMany() {
    block("first", T0);
    block("second", T0 + 1);
    for (int i = 0; i < ClientGuard.MAX_CLIENTS - 2; i++) {
      guard.error("other " + i, T0 + 2);
    }
    assertThat(guard.blocked("first", T0 + 2)).isTrue();

    guard.error("first", T0 + 3);
    guard.error("one too many", T0 + 4);

    assertThat(guard.blocked("second", T0 + 4)).as("quiet longest").isFalse();
    assertThat(guard.blocked("first", T0 + 4)).isTrue();
  }

  @Test
  void rememberedAddressesAreBounded() {
    ClientGuard strict = new ClientGuard(1, EXPIRE);
    for (int i = 0; i < 3 * ClientGuard.MAX_CLIENTS; i++) {
      strict.error("client " + i, T0);
    }

    assertThat(strict.blockedUntil(T0)).hasSize(ClientGuard.MAX_CLIENTS);
  }

  @Test
  void agreesWithTheSimplestModel() {
    Random random = new Random(SEED);
    Map<String, Long> counts = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    long now = T0;
    for (int step = 0; step < 20_000; step++) {
      now += random.nextInt(4) == 0 ? random.nextLong(EXPIRE) : 1;
      String client = "10.0.0." + random.nextInt(20);
      if (now - last.getOrDefault(client, now) >= EXPIRE) {
        counts.remove(client);
      }
      if (random.nextInt(10) == 0) {
        assertThat(guard.clear(client, now))
            .as("seed %s, step %s", SEED, step)
            .isEqualTo(counts.getOrDefault(client, 0L) >= 3);
        counts.remove(client);
      } else {
        last.put(client, now);
        assertThat(guard.error(client, now))
            .as("seed %s, step %s", SEED, step)
            .isEqualTo(counts.merge(client, 1L, Long::sum));
      }
      assertThat(guard.blocked(client, now))
          .as("seed %s, step %s", SEED, step)
          .isEqualTo(counts.getOrDefault(client, 0L) >= 3);
    }
  }

  private void block(String client, long nowNanos) {
    for (int i = 0; i < 3; i++) {
      guard.error(client, nowNanos);
    }
  }
}
