package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.launcher.admin.Verdict.Level;
import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.VrrpState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  private static Verdict of(Scene scene) {
    return Verdict.of(scene.snapshot());
  }

  @Test
  void allIsWell() {
    Verdict verdict = of(Scene.well(NOW));
    assertThat(verdict.level()).isEqualTo(Level.OK);
    assertThat(verdict.text())
        .isEqualTo("All is well: 2 sections, 4 destinations up, VI_1 is MASTER.");
    assertThat(verdict.problems()).isEmpty();
  }

  @Test
  void quarantineIsAWarningThatSaysWhoServes() {
    Verdict verdict =
        of(
            new Scene(NOW)
                .route(
                    "rw",
                    Mode.READ_WRITE,
                    Scene.quarantined("db1:3306", "Connection refused", NOW),
                    Scene.up("db2:3306", true, 1, NOW)));
    assertThat(verdict.level()).isEqualTo(Level.WARNING);
    assertThat(verdict.text())
        .isEqualTo(
            "db1:3306 is quarantined in section rw: Connection refused. Clients are served by"
                + " db2:3306.");
  }

  @Test
  void nobodyServesIsCriticalAndComesFirst() {
    Verdict verdict =
        of(
            new Scene(NOW)
                .route(
                    "ro",
                    Mode.READ_ONLY,
                    Scene.quarantined("db9:3306", "no route to host", NOW),
                    Scene.up("db8:3306", true, 1, NOW))
                .route("rw", Mode.READ_WRITE, Scene.quarantined("db1:3306", "refused", NOW)));
    assertThat(verdict.level()).isEqualTo(Level.CRITICAL);
    assertThat(verdict.text()).isEqualTo("Section rw has no usable destination, and 2 more.");
    assertThat(verdict.problems())
        .extracting(Verdict.Problem::level)
        .containsExactly(Level.CRITICAL, Level.WARNING, Level.WARNING);
  }

  @Test
  void drainIsANotice() {
    Verdict verdict =
        of(
            new Scene(NOW)
                .route(
                    "ro",
                    Mode.READ_ONLY,
                    Scene.draining("db2:3306", NOW),
                    Scene.up("db3:3306", true, 1, NOW)));
    assertThat(verdict.level()).isEqualTo(Level.NOTICE);
    assertThat(verdict.text())
        .isEqualTo("All clients are served. db2:3306 is draining in section ro.");
  }

  @Test
  void failbackIsPossible() {
    Verdict verdict =
        of(
            new Scene(NOW)
                .route(
                    "rw",
                    Mode.READ_WRITE,
                    Scene.up("db1:3306", false, 0, NOW),
                    Scene.up("db2:3306", true, 1, NOW)));
    assertThat(verdict.level()).isEqualTo(Level.NOTICE);
    assertThat(verdict.text())
        .isEqualTo(
            "All clients are served. Section rw runs on db2:3306, and db1:3306 is up again.");
  }

  @Test
  void notListeningIsCriticalUnlessAnotherRouterOwnsTheAddress() {
    Scene alone =
        new Scene(NOW)
            .route("rw", Mode.READ_WRITE, false, List.of(), Scene.up("db1:3306", true, 0, NOW));
    assertThat(of(alone).level()).isEqualTo(Level.CRITICAL);
    assertThat(of(alone).text()).isEqualTo("Section rw does not listen.");
    Scene backup =
        new Scene(NOW)
            .route("rw", Mode.READ_WRITE, false, List.of(), Scene.up("db1:3306", true, 0, NOW))
            .virtualRouter("VI_1", VrrpState.BACKUP, "a better one is heard");
    assertThat(of(backup).level()).isEqualTo(Level.OK);
    Scene master =
        new Scene(NOW)
            .route("rw", Mode.READ_WRITE, false, List.of(), Scene.up("db1:3306", true, 0, NOW))
            .virtualRouter("VI_1", VrrpState.ACTIVE, "nobody better is heard");
    assertThat(of(master).level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void faultIsCriticalAndSaysWhy() {
    Verdict verdict = of(new Scene(NOW).virtualRouter("VI_1", VrrpState.FAULT, "eth1 is down"));
    assertThat(verdict.level()).isEqualTo(Level.CRITICAL);
    assertThat(verdict.text()).isEqualTo("Virtual router VI_1 is FAULT: eth1 is down.");
  }

  @Test
  void blockedClientsAreAWarning() {
    Verdict verdict =
        of(
            new Scene(NOW)
                .route(
                    "rw",
                    Mode.READ_WRITE,
                    true,
                    List.of("10.0.0.9"),
                    Scene.up("db1:3306", true, 0, NOW)));
    assertThat(verdict.level()).isEqualTo(Level.WARNING);
    assertThat(verdict.text()).isEqualTo("Section rw blocks 1 client address.");
  }

  @Test
  void twoMastersThatDoNotUnderstandEachOtherAreCritical() {
    Verdict verdict =
        of(
            new Scene(NOW)
                .virtualRouter("VI_1", VrrpState.ACTIVE, "no advertisement came in time")
                .rejecting(RejectReason.PASSWORD, "172.31.7.3"));
    assertThat(verdict.level()).isEqualTo(Level.CRITICAL);
    assertThat(verdict.text())
        .isEqualTo(
            "Virtual router VI_1 drops the advertisements of 172.31.7.3: it has another password, so"
                + " there may be two masters.");
    assertThat(verdict.problems()).extracting(Verdict.Problem::subject).containsExactly("VI_1");
  }

  @Test
  void whoIsNotMasterOrDropsWhatIsBrokenIsWarned() {
    for (RejectReason reason : RejectReason.values()) {
      Verdict backup =
          of(
              new Scene(NOW)
                  .virtualRouter("VI_1", VrrpState.BACKUP, "started")
                  .rejecting(reason, "172.31.7.3"));
      assertThat(backup.level()).as("%s", reason).isEqualTo(Level.WARNING);
    }
    Verdict broken =
        of(
            new Scene(NOW)
                .virtualRouter("VI_1", VrrpState.ACTIVE, "no advertisement came in time")
                .rejecting(RejectReason.CHECKSUM, "172.31.7.3"));
    assertThat(broken.level()).isEqualTo(Level.WARNING);
    assertThat(broken.text())
        .isEqualTo(
            "Virtual router VI_1 drops the advertisements of 172.31.7.3: their checksum is wrong.");
  }
}
