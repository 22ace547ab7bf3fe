package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Flavour;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The scene of a test: hosts, and what the test starts on them. */
@Tag("real")
abstract class TwoRouters {

  /** The bound of every wait; nothing takes that long unless it hangs. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final String LISTENS = "listening on 172.168.1.20:7001";

  Scene scene;

  @BeforeEach
  void createHosts() {
    LabTools.require(Requirements.missing(Flavour.MYSQL_5_7));
    scene = Scene.create();
  }

  @AfterEach
  void removeHosts() {
    scene.close();
  }

  static RouterConf one() {
    return RouterConf.of("router01", 120);
  }

  static RouterConf two() {
    return RouterConf.of("router02", 80);
  }

  static void until(String what, BooleanSupplier condition) {
    assertThat(Await.until(PATIENCE, condition)).as(what).isTrue();
  }

  /** The opposite of waiting: something must stay as it is. */
  static void always(String what, Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      assertThat(condition.getAsBoolean()).as(what).isTrue();
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Who answers at a port of the floating address, seen from the client's host. */
  String whoAnswers(int port) {
    return scene.client.call(
        () -> {
          try (Wire wire = new Wire(Scene.ADDRESS, port, 10_000)) {
            return wire.query("SELECT @@report_host");
          }
        });
  }

  /** Waits until both routers run and router01 has the address for itself. */
  void settle(Launcher one, Launcher two) {
    two.process().await("Entering BACKUP STATE");
    one.process().await(LISTENS);
    until("only router01 has it", () -> holds(scene.router01) && !holds(scene.router02));
  }

  boolean holds(Host host) {
    return host.has(Scene.ADDRESS);
  }

  static double millis(long from, long to) {
    return (to - from) / 1e6;
  }

  static void figure(String text, Object... values) {
    System.out.printf("figure: " + text + "%n", values);
  }
}
