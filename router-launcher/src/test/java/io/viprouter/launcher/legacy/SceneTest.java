package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Strategy;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two hosts that this program was made for: their files convert as they are. */
final class SceneTest {

  @TempDir Path directory;
  private OldFiles files;

  @BeforeEach
  void files() {
    files = new OldFiles(directory);
  }

  private Conversion router(int number) {
    return files.both(
        files.resource("scene/mysqlrouter.conf"),
        files.resource("scene/keepalived-router0" + number + ".conf"));
  }

  @Test
  void theWholeText() throws IOException {
    String expected = Files.readString(files.resource("scene/router01.expected.conf"));
    assertThat(router(1).hocon().replace(directory + "/", "")).isEqualTo(expected);
  }

  @Test
  void theNotes() {
    assertThat(files.shown(router(1).notes()))
        .containsExactly(
            "mysqlrouter.conf:3: [DEFAULT].logging_folder: no equal; the log goes to standard error;"
                + " --log-level sets its level",
            "mysqlrouter.conf:5: [DEFAULT].plugin_folder: no equal; there are no plugins to load",
            "mysqlrouter.conf:6: [DEFAULT].config_folder: no equal; the file is named on the command"
                + " line",
            "mysqlrouter.conf:7: [DEFAULT].runtime_folder: no equal; --pid-file names the pid file",
            "mysqlrouter.conf:9: [logger]: no equal; the log goes to standard error; --log-level sets"
                + " its level",
            "mysqlrouter.conf:18: [routing:basic_failover].mode: read-write becomes first-available,"
                + " which goes round the list; 2.1 never returned to a server it had left"
                + " (next-available, --faithful)",
            "mysqlrouter.conf:32: [keepalive]: no equal; the router needs nothing to keep it running",
            "keepalived-router01.conf:3: [global_defs].notification_email: no mail about virtual"
                + " routers without smtp_alert, as in keepalived; notify.mail = true turns it on",
            "keepalived-router01.conf:12: [vrrp_instance VI_1]: tracks basic_failover, balancing: they"
                + " listen on its address, and the address is given up while one of them has no"
                + " usable destination",
            "keepalived-router01.conf:13: [vrrp_instance VI_1].state: not needed; all begin as backup"
                + " and the priority decides");
  }

  @Test
  void theSettings() {
    Settings first = Finished.of(router(1), directory);
    Settings second = Finished.of(router(2), directory);
    assertThat(first.sections())
        .extracting(Settings.Section::name)
        .containsExactly("basic_failover", "balancing");
    assertThat(first.sections())
        .extracting(Settings.Section::strategy)
        .containsExactly(Strategy.FIRST_AVAILABLE, Strategy.ROUND_ROBIN);
    assertThat(first.virtualRouters())
        .extracting(VirtualRouterSettings::priority)
        .containsExactly(120);
    assertThat(second.virtualRouters())
        .extracting(VirtualRouterSettings::priority)
        .containsExactly(80);
    assertThat(second.sections()).isEqualTo(first.sections());
    assertThat(first.virtualRouters().get(0).tracking().sections())
        .containsExactly("basic_failover", "balancing");
    assertThat(first.extras().mail().to()).containsExactly("dba@example.com");
    assertThat(first.process().name()).isEqualTo("LVS_01");
  }

  @Test
  void faithful() {
    Conversion conversion =
        files.convert(
            Optional.of(files.resource("scene/mysqlrouter.conf")), Optional.empty(), true);
    Settings settings = Finished.of(conversion, directory);
    assertThat(settings.sections())
        .extracting(Settings.Section::strategy)
        .containsExactly(Strategy.NEXT_AVAILABLE, Strategy.ROUND_ROBIN);
  }
}
