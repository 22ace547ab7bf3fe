package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From one configuration to another: what is done, and that nothing else is. */
final class ReloadPlanTest {

  private static final String BEFORE =
      """
      router {
        sections {
          rw { bind = "172.168.1.20:7001", destinations = ["db1", "db2"] }
          ro { bind = "172.168.1.20:7002", mode = read-only, destinations = ["db3"] }
        }
        virtual-routers {
          VI_1 { interface = eth1, virtual-router-id = 51, addresses = ["172.168.1.20/24", "172.168.1.21/24"] }
          VI_2 { interface = eth1, virtual-router-id = 52, addresses = ["172.168.1.30/24"] }
        }
      }
      """;

  private static Settings settings(String text) {
    Problems problems = new Problems();
    return new SettingsReader(problems)
        .read(text, "router.conf", List.of())
        .orElseThrow(() -> new AssertionError(problems.lines().toString()));
  }

  private static ReloadPlan plan(String after) {
    return ReloadPlan.between(settings(BEFORE), settings(BEFORE), settings(after));
  }

  @Test
  void theSameIsNothing() {
    assertThat(plan(BEFORE).isEmpty()).isTrue();
    assertThat(plan("# a remark\n" + BEFORE).words()).isEqualTo("nothing has changed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sections.rw.destinations = [db9] | sections changed: rw",
        "sections.rw.connect-timeout = 2s | sections changed: rw",
        "sections.new { bind = \"h:1\", destinations = [a] } | sections added: new",
        "sections.rw = null, sections.rw { bind = \"h:1\", destinations = [a] } | sections changed: rw",
        "virtual-routers.VI_1.priority = 120 | virtual routers changed: VI_1",
        "virtual-routers.VI_1.addresses = [\"172.168.1.20/24\"] | virtual routers changed: VI_1",
        "virtual-routers.VI_1.track-sections = [rw] | virtual routers changed: VI_1",
        "virtual-routers.VI_1.unicast-peers = [\"172.168.1.104\"] | virtual routers changed: VI_1",
        "virtual-routers.VI_1.interface = eth2 | virtual routers removed: VI_1; virtual routers added: VI_1",
        "virtual-routers.VI_1.virtual-router-id = 53 | virtual routers removed: VI_1; virtual routers added: VI_1",
        "virtual-routers.VI_1.version = 3 | virtual routers removed: VI_1; virtual routers added: VI_1",
        "virtual-routers.VI_1.version = 2 | virtual routers changed: VI_1",
        "sync-groups.G { members = [VI_1, VI_2] } | virtual routers removed: VI_1, VI_2; virtual routers added: VI_1,"
            + " VI_2",
        "virtual-routers.VI_2.notify.command = [/bin/true] | virtual routers changed: VI_2; mail, notify or admin"
            + " changed",
        "mail { to = [\"a@b.c\"], from = \"a@b.c\", smtp-host = h } | mail, notify or admin changed",
        "admin.bind = \"127.0.0.1:9\" | mail, notify or admin changed",
        "io-threads = 3 | at the next start only: router.io-threads",
        "state-file = /x | at the next start only: router.state-file",
      })
  void oneChange(String change, String words) {
    assertThat(plan(BEFORE + "\nrouter { " + change + " }").words()).isEqualTo(words);
  }

  @Test
  void whatIsNoLongerNamedGoes() {
    ReloadPlan plan =
        plan(
            """
            router.sections.ro { bind = "172.168.1.20:7002", mode = read-only, destinations = ["db3"] }
            """);
    assertThat(plan.words()).isEqualTo("sections removed: rw; virtual routers removed: VI_1, VI_2");
  }

  @Test
  void theNameOfAGroupIsOfNoInterestToItsMembers() {
    String group = "\nrouter.sync-groups.%s { members = [%s] }";
    ReloadPlan plan =
        ReloadPlan.between(
            settings(BEFORE),
            settings(BEFORE + group.formatted("G1", "VI_1, VI_2")),
            settings(BEFORE + group.formatted("G2", "VI_2, VI_1")));
    assertThat(plan.virtualRouters().isEmpty()).isTrue();
  }
}
