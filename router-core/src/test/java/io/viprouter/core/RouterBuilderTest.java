package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterBuilderTest {

  private static final RoutingSection RW = section("rw");

  @Test
  void sectionsHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> Router.builder().section(RW).section(section("rw")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("section 'rw' stands twice");
    assertThatThrownBy(() -> Router.of(RW, RW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("section 'rw' stands twice");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65})
  void ioThreadsHaveARange(int threads) {
    assertThatThrownBy(() -> Router.builder().ioThreads(threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("io-threads is " + threads + "; 0 to 64");
  }

  @Test
  void ioThreadsAreOneACoreButAtMostFourByDefault() {
    int cores = Runtime.getRuntime().availableProcessors();

    assertThat(Router.builder().effectiveIoThreads()).isEqualTo(Math.min(cores, 4));
    assertThat(Router.builder().ioThreads(0).effectiveIoThreads()).isEqualTo(Math.min(cores, 4));
    assertThat(Router.builder().ioThreads(1).effectiveIoThreads()).isEqualTo(1);
    assertThat(Router.builder().ioThreads(64).effectiveIoThreads()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_000_001})
  void totalConnectionsHaveARange(int most) {
    assertThatThrownBy(() -> Router.builder().maxTotalConnections(most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-total-connections is " + most + "; 0 to 10000000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_000_000})
  void totalConnectionsInRangeAreTaken(int most) {
    assertThat(Router.builder().maxTotalConnections(most).maxTotalConnections).isEqualTo(most);
  }

  @Test
  void aRouterThatWasNotStartedHasNoThreads() {
    List<Thread> threads = new ArrayList<>();

    try (Router router =
        Router.builder()
            .section(RW)
            .threadFactory(
                task -> {
                  Thread thread = new Thread(task);
                  threads.add(thread);
                  return thread;
                })
            .build()) {
      assertThat(router.routes()).extracting(Route::name).containsExactly("rw");
      assertThat(threads).isEmpty();
    }
  }

  @Test
  void routesAreFoundByName() {
    try (Router router = Router.of(RW, section("ro"))) {
      assertThat(router.route("ro").section().name()).isEqualTo("ro");
      assertThatThrownBy(() -> router.route("rx"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no section 'rx'; there are [rw, ro]");
    }
  }

  @Test
  void aRouterStartsOnlyOnceAndNotAfterItsEnd() {
    Router router = Router.of(RW);
    router.close();

    assertThatThrownBy(router::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("router is CLOSED; it starts only once");
    assertThatCode(router::close).as("closed twice").doesNotThrowAnyException();
  }

  private static RoutingSection section(String name) {
    return RoutingSection.builder(name).destination("db1", 3306).build();
  }
}
