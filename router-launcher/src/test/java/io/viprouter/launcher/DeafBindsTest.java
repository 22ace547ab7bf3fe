package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How patient the joint is with addresses that cannot be listened on. */
final class DeafBindsTest {

  private static final InetSocketAddress BIND =
      InetSocketAddress.createUnresolved("172.31.7.20", 7001);

  private final DeafBinds deaf = new DeafBinds();

  @Test
  void thePauseGrowsWithEachFailureInARow() {
    assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8, 1_000_000))
        .extracting(DeafBinds::pauseMillis)
        .containsExactly(1000L, 2000L, 4000L, 8000L, 16000L, 32000L, 60000L, 60000L, 60000L);
  }

  @Test
  void onlyASuccessForgetsTheFailures() {
    assertThat(deaf.failed(BIND, "rw", "in use")).isEqualTo(1);
    assertThat(deaf.words(bind -> true)).containsExactly("section rw in use");
    deaf.mayTry(BIND);
    assertThat(deaf.words(bind -> true)).as("it may be tried").isEmpty();
    assertThat(deaf.failed(BIND, "rw", "in use")).isEqualTo(2);
    assertThat(deaf.still(BIND, 1)).as("an older look").isFalse();
    assertThat(deaf.still(BIND, 2)).isTrue();
    deaf.bound(BIND);
    assertThat(deaf.still(BIND, 2)).isFalse();
    assertThat(deaf.failed(BIND, "rw", "in use")).isEqualTo(1);
  }

  @Test
  void aSectionThatListensElsewhereIsForgotten() {
    deaf.failed(BIND, "rw", "in use");
    deaf.retain("ro", List.of());
    deaf.retain("rw", List.of(BIND));
    assertThat(deaf.still(BIND, 1)).isTrue();
    deaf.retain("rw", List.of());
    assertThat(deaf.still(BIND, 1)).isFalse();
  }
}
