package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.config.NotifySettings;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.TrackCommandSettings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.vrrp.ChecksumForm;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a keepalived.conf that is fine. */
final class KeepConfTest {

  @TempDir Path directory;
  private OldFiles files;

  @BeforeEach
  void files() {
    files = new OldFiles(directory);
  }

  private Settings settings(String text) {
    return Finished.of(files.keepalived(text), directory);
  }

  private VirtualRouterSettings instance(String inside) {
    return settings(OldFiles.INSTANCE.formatted(inside)).virtualRouters().get(0);
  }

  @Test
  void everyOption() throws Exception {
    VirtualRouterSettings read =
        instance(
            """
            state BACKUP
            priority 90
            version 3
            advert_int 0.25
            nopreempt
            no_accept
            unicast_src_ip 172.168.1.102
            unicast_peer {
              172.168.1.104
              172.168.1.105
            }
            track_interface {
              eth2
            }
            garp_master_delay 3
            garp_master_repeat 2
            garp_master_refresh 60
            v3_checksum_as_v2
            virtual_ipaddress {
              172.168.1.21/24 brd 172.168.1.255 dev eth1 label eth1:1 scope global
              172.168.1.22
            }
            """);
    assertThat(read.interfaceName()).isEqualTo("eth1");
    assertThat(read.virtualRouterId()).isEqualTo(51);
    assertThat(read.priority()).isEqualTo(90);
    assertThat(read.protocol().version()).contains(3);
    assertThat(read.protocol().interval()).isEqualTo(Duration.ofMillis(250));
    assertThat(read.protocol().accept()).isTrue();
    assertThat(read.protocol().checksum()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    assertThat(read.protocol().sourceAddress()).contains(InetAddress.getByName("172.168.1.102"));
    assertThat(read.protocol().unicastPeers())
        .containsExactly(
            InetAddress.getByName("172.168.1.104"), InetAddress.getByName("172.168.1.105"));
    assertThat(read.preemption().preempt()).isFalse();
    assertThat(read.tracking().interfaces()).containsExactly("eth2");
    assertThat(read.gratuitousArp().delay()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read.gratuitousArp().repeat()).isEqualTo(2);
    assertThat(read.gratuitousArp().refresh()).isEqualTo(Duration.ofSeconds(60));
    assertThat(read.addresses())
        .extracting(Object::toString)
        .containsExactly("172.168.1.20/24", "172.168.1.21/24", "172.168.1.22/32");
  }

  @Test
  void delayAndPassword() {
    VirtualRouterSettings read =
        instance(
            "preempt_delay 4.12\nadvert_int 2\nauthentication {\nauth_type PASS\nauth_pass \"a#b c\"\n}");
    assertThat(read.preemption().delay()).isEqualTo(Duration.ofMillis(4120));
    assertThat(read.protocol().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.protocol().password().value()).isEqualTo("a#b c");
  }

  @Test
  void longPasswordIsCutAndNobodySeesIt() {
    Conversion conversion =
        files.instance("authentication {\nauth_type PASS\nauth_pass \"s3cr3t!pass\"\n}");
    VirtualRouterSettings read = Finished.of(conversion, directory).virtualRouters().get(0);
    assertThat(read.protocol().password().value()).isEqualTo("s3cr3t!p");
    assertThat(conversion.notes())
        .anyMatch(note -> note.contains("auth_pass: is cut at 8 characters"))
        .noneMatch(note -> note.contains("s3cr3t"));
  }

  /** A password at the wrong place is still one. */
  @Test
  void strayPasswords() {
    for (String inside :
        List.of(
            "auth_pass s3cr3t",
            "authentication {\nauth_type PASS\nauth_pass\ns3cr3t\n}",
            "track_interface {\nauth_pass s3cr3t\n}",
            "unicast_peer {\nauth_pass s3cr3t\n}",
            "virtual_ipaddress {\nauth_pass s3cr3t\n}",
            "virtual_ipaddress {\n10.0.0.1/24 foo\nauth_pass s3cr3t\n}\nstate s3cr3t",
            "authentication {\nauth_type PASS\nauth_pass \"s3cr3t\n}")) {
      Conversion conversion = files.instance(inside);
      assertThat(conversion.faults())
          .as(inside)
          .isNotEmpty()
          .noneMatch(fault -> fault.contains("s3cr3t"));
      assertThat(conversion.notes()).as(inside).noneMatch(note -> note.contains("s3cr3t"));
    }
  }

  @Test
  void scripts() {
    String script =
        "global_defs {\nscript_user checker\n}\nvrrp_script chk {\nscript \"/usr/bin/pgrep 'a b' c\"\n"
            + "interval 2\nfall 3\nrise 4\nweight -20\n}\n"
            + "vrrp_script other {\nscript /bin/true\nuser root root\ntimeout 9\n}\n";
    VirtualRouterSettings read =
        settings(script + OldFiles.INSTANCE.formatted("track_script {\nchk\nother weight 5\n}"))
            .virtualRouters()
            .get(0);
    List<TrackCommandSettings> commands = read.tracking().commands();
    TrackCommandSettings first = commands.get(0);
    assertThat(first.name()).isEqualTo("chk");
    assertThat(first.command()).containsExactly("/usr/bin/pgrep", "a b", "c");
    assertThat(first.interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(List.of(first.rise(), first.fall(), first.weight())).containsExactly(4, 3, -20);
    assertThat(first.user()).contains("checker");
    assertThat(commands.get(1).weight()).isEqualTo(5);
    assertThat(commands.get(1).user()).contains("root");
    assertThat(commands.get(1).timeout()).isEqualTo(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "killall -0 mysqlrouter",
        "/usr/bin/killall -q -s 0 mysqlrouter",
        "pkill -0 -x mysqlrouter",
        "pidof mysqlrouter",
        "/bin/pidof -s mysqlrouter",
        "pgrep -x mysqlrouter",
        "pgrep -f '[m]ysqlrouter'",
        "systemctl is-active --quiet mysqlrouter",
        "/bin/systemctl -q is-active mysqlrouter.service",
        "service mysqlrouter status",
        "/bin/sh -c 'killall -0 mysqlrouter > /dev/null 2>&1'"
      })
  void whatLooksForTheOldRouterIsLeftOut(String command) {
    Conversion conversion =
        files.keepalived(
            "vrrp_script chk_router {\nscript \""
                + command
                + "\"\ninterval 2\n}\n"
                + OldFiles.INSTANCE.formatted("track_script {\nchk_router\n}"));
    Settings settings = Finished.of(conversion, directory);
    assertThat(settings.virtualRouters().get(0).tracking().commands()).isEmpty();
    assertThat(files.shown(conversion.notes()))
        .contains(
            "keepalived.conf:1: [vrrp_script chk_router]: it looks whether MySQL Router runs, in whose"
                + " place this program runs, and would always fail; it is left out: sections are"
                + " tracked by the router itself");
    assertThat(conversion.hocon())
        .containsPattern("# *chk_router: it looks whether MySQL Router runs")
        .containsPattern("# *vrrp_script chk_router \\{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/bin/killall mysqlrouter",
        "/usr/bin/killall -0 mysqld",
        "/usr/bin/killall -0 -u mysqlrouter mysqld",
        "/bin/pidof mysqlrouter mysqld",
        "/usr/bin/pgrep",
        "/bin/pidof -x",
        "/bin/systemctl restart mysqlrouter",
        "/bin/sh -c 'pidof mysqlrouter && curl -f http://localhost'",
        "/usr/local/bin/check mysqlrouter"
      })
  void whatDoesMoreIsKept(String command) {
    assertThat(
            settings(
                    "vrrp_script chk {\nscript \""
                        + command
                        + "\"\n}\n"
                        + OldFiles.INSTANCE.formatted("track_script {\nchk\n}"))
                .virtualRouters()
                .get(0)
                .tracking()
                .commands())
        .hasSize(1);
  }

  @Test
  void notifications() {
    NotifySettings read =
        instance(
                "notify /bin/told\nnotify_master \"/bin/echo a 'b c'\"\nnotify_stop /bin/stop\n"
                    + "smtp_alert no")
            .notifications();
    assertThat(read.always()).containsExactly("/bin/told");
    assertThat(read.byState().get(NotifySettings.Occasion.MASTER))
        .containsExactly("/bin/echo", "a", "b c");
    assertThat(read.byState().get(NotifySettings.Occasion.STOP)).containsExactly("/bin/stop");
    assertThat(read.mail()).isFalse();
  }

  @Test
  void mail() {
    String recipients = "notification_email {\n a@b\n root\n c@d e@f\n}\n";
    Settings settings =
        settings(
            "global_defs {\n"
                + recipients
                + "notification_email_from x@y\nsmtp_server mx.example 2525\n"
                + "smtp_helo_name me.example\nstmp_connect_timeout 7\nsmtp_alert true\n}\n"
                + OldFiles.INSTANCE.formatted(""));
    assertThat(settings.extras().mail().to()).containsExactly("a@b", "c@d", "e@f");
    assertThat(settings.extras().mail().from()).isEqualTo("x@y");
    assertThat(settings.extras().mail().smtpHost()).isEqualTo("mx.example");
    assertThat(settings.extras().mail().smtpPort()).isEqualTo(2525);
    assertThat(settings.extras().mail().heloName()).isEqualTo("me.example");
    assertThat(settings.extras().mail().connectTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.virtualRouters().get(0).notifications().mail()).isTrue();
    Settings silent =
        settings("global_defs {\n" + recipients + "}\n" + OldFiles.INSTANCE.formatted(""));
    assertThat(silent.virtualRouters().get(0).notifications().mail()).isFalse();
    assertThat(silent.extras().mail().from()).isEqualTo("keepalived@router01");
    assertThat(silent.extras().mail().smtpHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void onlyWhoIsSilentIsNamed() {
    String global = "global_defs {\nnotification_email {\na@b\n}\n}\n";
    String loud = OldFiles.INSTANCE.formatted("smtp_alert");
    String second =
        OldFiles.INSTANCE
            .formatted("")
            .replace("VI_1", "VI_2")
            .replace("eth1", "eth0")
            .replace(".20/", ".30/");
    assertThat(files.keepalived(global + loud).notes()).noneMatch(note -> note.contains("no mail"));
    assertThat(files.keepalived(global + loud + second).notes())
        .filteredOn(note -> note.contains("no mail"))
        .singleElement()
        .asString()
        .contains("no mail about VI_2 without smtp_alert");
  }

  @Test
  void groups() {
    String second =
        OldFiles.INSTANCE
            .formatted("priority 7")
            .replace("VI_1", "VI_2")
            .replace("eth1", "eth0")
            .replace(".20/", ".30/");
    Settings settings =
        settings(
            "vrrp_script chk {\nscript /bin/true\n}\nvrrp_sync_group G {\ngroup { VI_1 VI_2 }\n"
                + "notify_fault /bin/f\ntrack_script {\nchk\n}\ntrack_interface {\neth5\n}\n}\n"
                + OldFiles.INSTANCE.formatted("")
                + second);
    assertThat(settings.syncGroups()).hasSize(1);
    assertThat(settings.syncGroups().get(0).members()).containsExactly("VI_1", "VI_2");
    assertThat(settings.syncGroups().get(0).notifications().byState())
        .containsKey(NotifySettings.Occasion.FAULT);
    assertThat(settings.virtualRouters())
        .allSatisfy(
            router -> {
              assertThat(router.tracking().interfaces()).containsExactly("eth5");
              assertThat(router.tracking().commands()).hasSize(1);
            });
  }

  @Test
  void globals() {
    Settings settings =
        settings(
            "global_defs {\nrouter_id \"主 机\"\nvrrp_version 3\nvrrp_rt_priority 50\nvrrp_min_garp\n}\n"
                + OldFiles.INSTANCE.formatted(""));
    VirtualRouterSettings read = settings.virtualRouters().get(0);
    assertThat(settings.process().name()).isEqualTo("___");
    assertThat(read.protocol().version()).contains(3);
    assertThat(read.protocol().realTimePriority()).isEqualTo(50);
    assertThat(read.gratuitousArp().delay()).isZero();
    assertThat(read.gratuitousArp().repeat()).isEqualTo(1);
  }

  @Test
  void ipv6() {
    String text =
        OldFiles.INSTANCE
            .formatted("version 2")
            .replace("172.168.1.20/24", "fd00::20/64\nfe80::20/64");
    VirtualRouterSettings read = settings(text).virtualRouters().get(0);
    assertThat(read.addresses())
        .extracting(Object::toString)
        .containsExactly("fe80::20/64", "fd00::20/64");
    assertThat(read.protocol().version()).isEmpty();
  }

  @Test
  void whatHasNoEqualIsNamedAndKept() {
    Conversion conversion =
        files.keepalived(
            "virtual_server 10.0.0.1 3306 {\n real_server 10.0.0.2 3306 {\n  weight 1\n }\n}\n"
                + OldFiles.INSTANCE.formatted(
                    "use_vmac\nvirtual_routes {\n 10.9.0.0/16 via 10.0.0.1\n}\n"
                        + "virtual_ipaddress_excluded {\n 10.0.0.77\n}"));
    assertThat(files.shown(conversion.notes()))
        .anyMatch(note -> note.startsWith("keepalived.conf:1: [virtual_server]: no equal"))
        .anyMatch(
            note -> note.startsWith("keepalived.conf:12: [vrrp_instance VI_1].use_vmac: no equal"))
        .anyMatch(note -> note.contains("virtual_ipaddress_excluded: no equal"));
    assertThat(conversion.hocon())
        .contains("# virtual_server 10.0.0.1 3306 {", "# 10.9.0.0/16 via 10.0.0.1", "# 10.0.0.77");
  }

  @Test
  void slipsOfThePen() {
    assertThat(files.shown(files.instance("priorty 3\nadvert_itn 4").faults()))
        .containsExactly(
            "keepalived.conf:7: [vrrp_instance VI_1]: Unknown keyword 'priorty'; did you mean"
                + " 'priority'?",
            "keepalived.conf:8: [vrrp_instance VI_1]: Unknown keyword 'advert_itn'; did you mean"
                + " 'advert_int'?");
  }

  @Test
  void emptyFile() {
    assertThat(files.keepalived("").isFine()).isTrue();
    assertThat(files.keepalived("# 空\n").isFine()).isTrue();
  }
}
