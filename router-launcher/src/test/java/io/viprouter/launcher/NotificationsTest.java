package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import io.viprouter.vrrp.VrrpListener.Transition;
import io.viprouter.vrrp.VrrpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of state reach the commands that were asked for, in order. */
final class NotificationsTest {

  @TempDir Path directory = Path.of(".");
  private Path log = Path.of(".");
  private Path script = Path.of(".");

  @BeforeEach
  void script() throws IOException {
    log = directory.resolve("log");
    script = directory.resolve("told");
    Files.writeString(script, "#!/bin/sh\necho \"$@\" >> " + log + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Settings settings(String first) {
    Problems problems = new Problems();
    String text =
        """
        router {
          sections.rw { bind = "127.0.0.1:7001", destinations = [db1] }
          virtual-routers {
            VI_1 { interface = eth1, virtual-router-id = 51, addresses = ["172.168.1.20/24"]
                   notify { command = [SCRIPT, FIRST], stop = [SCRIPT, stopped] } }
            VI_2 { interface = eth1, virtual-router-id = 52, addresses = ["172.168.1.21/24"] }
          }
          sync-groups.G { members = [VI_1, VI_2], notify.command = [SCRIPT] }
        }
        """
            .replace("SCRIPT", "\"" + script + "\"")
            .replace("FIRST", first);
    return new SettingsReader(problems)
        .read(text, "router.conf", List.of())
        .orElseThrow(() -> new AssertionError(problems.lines().toString()));
  }

  private static Transition to(String router, VrrpState state) {
    return new Transition(router, VrrpState.BACKUP, state, "a test", Instant.EPOCH);
  }

  @Test
  void instancesAndGroups() throws Exception {
    Notifications notifications =
        new Notifications(
            settings("a"), name -> name.endsWith("1") ? 120 : 80, InstantSource.system());
    notifications.start();
    notifications.changed(to("VI_1", VrrpState.ACTIVE));
    notifications.changed(to("VI_2", VrrpState.ACTIVE));
    notifications.changed(to("VI_1", VrrpState.INITIALIZE));
    notifications.close();
    assertThat(Files.readAllLines(log))
        .containsExactlyInAnyOrder(
            "a INSTANCE VI_1 MASTER 120",
            "GROUP G MASTER 120",
            "stopped",
            "a INSTANCE VI_1 STOP 120");
  }

  @Test
  void otherSettingsCountFromThenOn() throws Exception {
    Notifications notifications =
        new Notifications(settings("old"), name -> 100, InstantSource.system());
    notifications.start();
    notifications.changed(to("VI_1", VrrpState.BACKUP));
    notifications.apply(settings("new"));
    notifications.changed(to("VI_1", VrrpState.ACTIVE));
    notifications.close();
    notifications.apply(settings("unused"));
    assertThat(Files.readAllLines(log)).contains("new INSTANCE VI_1 MASTER 100");
  }
}
