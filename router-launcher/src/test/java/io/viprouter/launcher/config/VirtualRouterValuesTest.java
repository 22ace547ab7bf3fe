package io.viprouter.launcher.config;

import static io.viprouter.launcher.config.ConfigFiles.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.ChecksumForm;
import io.viprouter.vrrp.GratuitousArp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Virtual routers and what is around them: good values arrive, bad ones are named with the rule.
 */
final class VirtualRouterValuesTest {

  private static final String LEAST =
      "interface = eth1, virtual-router-id = 51, addresses = [\"172.168.1.20/24\"]";

  @TempDir Path directory;
  private ConfigFiles files = new ConfigFiles(Path.of("."));

  @BeforeEach
  void files() {
    files = new ConfigFiles(directory);
  }

  private static String virtualRouter(String inside) {
    return section("") + "\nrouter.virtual-routers.VI_1 { " + LEAST + "\n" + inside + "\n}";
  }

  private VirtualRouterSettings read(String inside) {
    return files.settings(virtualRouter(inside)).virtualRouters().get(0);
  }

  @Test
  void defaultsAreThoseOfTheLibrary() {
    VirtualRouterSettings read = read("");
    assertThat(read.name()).isEqualTo("VI_1");
    assertThat(read.interfaceName()).isEqualTo("eth1");
    assertThat(read.virtualRouterId()).isEqualTo(51);
    assertThat(read.priority()).isEqualTo(100);
    assertThat(read.addresses()).hasToString("[172.168.1.20/24]");
    assertThat(read.gratuitousArp()).isEqualTo(GratuitousArp.DEFAULT);
    assertThat(read.preemption())
        .isEqualTo(new VirtualRouterSettings.Preemption(true, Duration.ZERO));
    assertThat(read.tracking())
        .isEqualTo(new VirtualRouterSettings.Tracking(List.of(), List.of(), List.of()));
    assertThat(read.protocol())
        .isEqualTo(
            new VirtualRouterSettings.Protocol(
                Optional.empty(),
                Duration.ofSeconds(1),
                Secret.NONE,
                List.of(),
                Optional.empty(),
                ChecksumForm.PSEUDO_HEADER,
                true,
                0));
    assertThat(read.notifications())
        .isEqualTo(new NotifySettings(List.of(), Map.of(), Duration.ofSeconds(30), true));
  }

  @Test
  void everythingArrives() {
    VirtualRouterSettings read =
        read(
            """
            priority = 120, version = 3, advertisement-interval = 100ms
            addresses = ["172.168.1.20/24", "172.168.1.21"]
            preempt-delay = 5s, accept = false, real-time-priority = 50, checksum = plain
            unicast-peers = ["172.168.1.104"], source-address = "172.168.1.102"
            track-sections = [rw], track-interfaces = [eth2]
            track-commands = [
              { name = a, command = [/bin/a, b, 7], interval = 2s, timeout = 3s, rise = 4, fall = 5
                weight = -50, user = nobody }
            ]
            gratuitous-arp { delay = 0s, repeat = 1, refresh = 10s }
            notify { command = [/bin/n, " x "], master = [/bin/m], stop = [/bin/s], timeout = 1s, mail = false }
            """);
    assertThat(read.priority()).isEqualTo(120);
    assertThat(read.addresses()).hasToString("[172.168.1.20/24, 172.168.1.21/32]");
    assertThat(read.protocol().version()).contains(3);
    assertThat(read.protocol().interval()).isEqualTo(Duration.ofMillis(100));
    assertThat(read.protocol().unicastPeers()).hasToString("[/172.168.1.104]");
    assertThat(read.protocol().sourceAddress()).hasToString("Optional[/172.168.1.102]");
    assertThat(read.protocol().checksum()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    assertThat(read.protocol().accept()).isFalse();
    assertThat(read.protocol().realTimePriority()).isEqualTo(50);
    assertThat(read.preemption().delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(read.tracking().sections()).containsExactly("rw");
    assertThat(read.tracking().interfaces()).containsExactly("eth2");
    assertThat(read.tracking().commands())
        .containsExactly(
            new TrackCommandSettings(
                "a",
                List.of("/bin/a", "b", "7"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4,
                5,
                -50,
                Optional.of("nobody")));
    assertThat(read.gratuitousArp())
        .isEqualTo(new GratuitousArp(Duration.ZERO, 1, Duration.ofSeconds(10)));
    assertThat(read.notifications())
        .isEqualTo(
            new NotifySettings(
                List.of("/bin/n", " x "),
                Map.of(
                    NotifySettings.Occasion.MASTER, List.of("/bin/m"),
                    NotifySettings.Occasion.STOP, List.of("/bin/s")),
                Duration.ofSeconds(1),
                false));
  }

  @Test
  void aPasswordMayLookLikeANumber() {
    String inside = "authentication { type = pass, pass = 0111 }";
    assertThat(read(inside).protocol().password()).isEqualTo(new Secret("0111"));
    assertThat(read(inside).toString()).doesNotContain("0111");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "interface = \"\" | interface: '' is no name of an interface; 1 to 15 characters, no blanks",
        "virtual-router-id = 0 | virtual-router-id: '0' is out of range; 1 to 255",
        "priority = 256 | priority: '256' is out of range; 1 to 255",
        "version = 4 | version: '4' is out of range; 2 to 3",
        "advertisement-interval = 9ms | advertisement-interval: '9ms' is out of range; 10ms to 255s",
        "addresses = [] | addresses: the list is empty; at least one is needed",
        "addresses = [\"x/24\"] | addresses[0]: 'x/24' is no address",
        "addresses = [\"1.2.3.4/33\"] | addresses[0]: prefix length 33, must be 1 to 32",
        "addresses = [\"1.2.3.4/8\", \"1.2.3.4/9\"] | addresses: '1.2.3.4/9' stands twice",
        "authentication.type = ah | authentication.type: unknown type 'ah'; one of none, pass",
        "authentication.pass = x | authentication.pass: a password needs type = pass",
        "preempt = yes | preempt: 'yes' is neither true nor false",
        "preempt-delay = 1001s | preempt-delay: '1001s' is out of range; 0s to 1000s",
        "unicast-peers = [db1] | unicast-peers[0]: 'db1' is no address",
        "source-address = \"1.2.3\" | source-address: '1.2.3' is no address",
        "track-sections = [wr] | track-sections[0]: there is no section 'wr'; did you mean 'rw'?",
        "track-interfaces = [\"a b\"] | track-interfaces[0]: 'a b' is no name of an interface; 1 to 15"
            + " characters, no blanks",
        "track-commands = [{ name = a }] | track-commands[0]: 'command' is missing",
        "track-commands = [{ name = a, command = [true] }] | track-commands[0].command[0]: 'true' is a"
            + " boolean; expected a string",
        "track-commands = [{ name = a, command = [pgrep] }] | track-commands[0].command[0]: 'pgrep' is"
            + " not an absolute path; there is no shell to find it",
        "track-commands = [{ name = a, command = [/a], wieght = 3 }] | track-commands[0].wieght: unknown"
            + " key; did you mean 'weight'?",
        "track-commands = [{ name = a, command = [/a], weight = 254 }] | track-commands[0].weight: '254'"
            + " is out of range; -253 to 253",
        "gratuitous-arp.repeat = 0 | gratuitous-arp.repeat: '0' is out of range; 1 to 100",
        "gratuitous-arp.refresh = -1s | gratuitous-arp.refresh: '-1s' is out of range; 0s to 1d",
        "checksum = rfc | checksum: unknown checksum 'rfc'; one of pseudo-header, plain",
        "real-time-priority = 100 | real-time-priority: '100' is out of range; 0 to 99",
        "notify.master = [sh] | notify.master[0]: 'sh' is not an absolute path; there is no shell to"
            + " find it",
        "notify.timeout = 0s | notify.timeout: '0s' is out of range; 100ms to 1h",
        "notify.mial = false | notify.mial: unknown key; did you mean 'mail'?",
      })
  void refused(String inside, String what) {
    assertThat(files.faults(virtualRouter(inside)))
        .containsExactly(
            "router.conf:5: router.virtual-routers.VI_1." + what, "1 error; not starting.");
  }

  @Test
  void virtualRoutersDoNotGetInEachOthersWay() {
    assertThat(
            files.faults(
                virtualRouter("")
                    + "\nrouter.virtual-routers.VI_2 { "
                    + LEAST
                    + " }\nrouter.virtual-routers.VI_3 { interface = eth1, virtual-router-id = 51"
                    + ", version = 3, addresses = [\"fe80::20/64\"] }"))
        .containsExactly(
            "router.conf:7: router.virtual-routers.VI_2.addresses: '172.168.1.20/24' is also an"
                + " address of 'VI_1'",
            "router.conf:7: router.virtual-routers.VI_2.virtual-router-id: '51' is also used by"
                + " 'VI_1' on interface eth1",
            "2 errors; not starting.");
  }

  @Test
  void syncGroupsNameVirtualRouters() {
    String groups =
        """

        router.sync-groups.G1 { members = [VI_1, VI_9, VI_1] }
        router.sync-groups.G2 { members = [VI_1], notify.fault = [/bin/f] }
        router.sync-groups.G3 { members = [] }
        router.sync-groups.G4 { }
        """;
    assertThat(files.faults(virtualRouter("") + groups))
        .containsExactly(
            "router.conf:7: router.sync-groups.G1.members[1]: there is no virtual router 'VI_9';"
                + " did you mean 'VI_1'?",
            "router.conf:7: router.sync-groups.G1.members[2]: 'VI_1' stands twice",
            "router.conf:8: router.sync-groups.G2.members[0]: 'VI_1' is also a member of 'G1'",
            "router.conf:9: router.sync-groups.G3.members: the list is empty; two or more make a"
                + " group",
            "router.conf:10: router.sync-groups.G4: 'members' is missing",
            "5 errors; not starting.");
  }

  @Test
  void whatIsAround() {
    Settings settings =
        files.settings(
            section("")
                + """

                router {
                  name = LVS_01, state-file = /var/lib/vip-router/state
                  monitor { user = m, password = secretword, interval = 3s, max-replication-lag = 4s }
                  mail { to = ["a@b", "c@d"], from = "e@f", smtp-host = g, smtp-port = 26, helo-name = h
                         connect-timeout = 5s }
                  admin { bind = "0.0.0.0:9", token = tokenword }
                }
                """);
    assertThat(settings.process().name()).isEqualTo("LVS_01");
    assertThat(settings.process().stateFile()).contains(Path.of("/var/lib/vip-router/state"));
    assertThat(settings.extras().monitor())
        .isEqualTo(
            new MonitorSettings(
                "m", new Secret("secretword"), Duration.ofSeconds(3), Duration.ofSeconds(4)));
    assertThat(settings.extras().mail())
        .isEqualTo(
            new MailSettings(List.of("a@b", "c@d"), "e@f", "g", 26, "h", Duration.ofSeconds(5)));
    assertThat(settings.extras().admin().bind()).hasToString("Optional[0.0.0.0/<unresolved>:9]");
    assertThat(settings.extras().admin().asked()).isTrue();
    assertThat(settings.toString()).doesNotContain("secretword", "tokenword");
    assertThat(files.settings(section("")).extras().admin().asked()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name = \"a b\" | name: 'a b': the router's name has 1 to 64 printable characters without blanks",
        "monitor.password = x | monitor.password: a password needs 'user'",
        "monitor { user = m, interval = 1ms } | monitor.interval: '1ms' is out of range; 100ms to 1h",
        "monitor { user = m, max-replication-lag = -1s } | monitor.max-replication-lag: '-1s' is out of"
            + " range; 1ms to 1d, or 0s",
        "mail { to = [x], from = \"a@b\", smtp-host = h } | mail.to[0]: 'x' is not a mail address such as"
            + " dba@example.com",
        "mail { to = [\"a@b\"], from = \"a@b\", smtp-host = \"*\" } | mail.smtp-host: '*' is neither a"
            + " name nor an address",
        "mail.smtp-port = 0 | mail.smtp-port: '0' is out of range; 1 to 65535",
        "admin.bind = \"unix:/x\" | admin.bind: 'unix:/x' is not host:port or [v6]:port",
        "admin.bind = 8080 | admin.bind: '8080' is a number; expected host:port or [v6]:port",
      })
  void refusedAround(String inside, String what) {
    assertThat(files.faults(section("") + "\nrouter." + inside))
        .containsExactly("router.conf:4: router." + what, "1 error; not starting.");
  }

  @Test
  void noFaultShowsASecret() {
    assertThat(
            files.faults(
                virtualRouter("authentication { type = pass, pass = hush-hush }")
                    + "\nrouter.admin.token = [hush-hush]\nrouter.monitor.password = hush-hush"))
        .hasSize(4)
        .noneMatch(line -> line.contains("hush"));
  }
}
