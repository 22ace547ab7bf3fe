package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the libraries and the system know is told together with all else, and once. */
final class LibraryRulesTest {

  private static final String LEAST =
      """
      router.sections.rw { bind = "127.0.0.1:7001", destinations = ["db1:3306"] }
      router.virtual-routers.VI_1 { interface = eth1, virtual-router-id = 51
      addresses = ["172.168.1.20/24"]
      """;

  @TempDir Path directory = Path.of(".");

  private List<String> faults(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("router.conf"), text);
    return new HoconSource(file, List.of())
        .read().faults().stream().map(line -> line.replace(directory + "/", "")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "advertisement-interval = 1500ms | advertisement-interval: 1500ms, must be 1 to 255 whole"
            + " seconds in version 2",
        "preempt = false, preempt-delay = 5s | preempt-delay: 5s, has no meaning without preempt",
        "priority = 255, preempt = false | preempt: false or delayed, an address owner (priority 255)"
            + " always takes over at once",
        "unicast-peers = [\"fe80::1\"] | unicast-peers: fe80:0:0:0:0:0:0:1, must be unicast addresses"
            + " of the family of the virtual addresses",
        "track-commands = [{ name = b, command = [/usr/bin/true], user = nosuch }] |"
            + " track-commands[0].user: 'nosuch': /etc/passwd knows no such user",
        "authentication.type = pass | authentication.pass: the password has 0 characters; 1 to 8 of"
            + " ASCII (keepalived cuts longer ones)",
        "authentication { type = ah, pass = x } | authentication.type: unknown type 'ah'; one of none,"
            + " pass",
        "version = 4, advertisement-interval = 100ms | version: '4' is out of range; 2 to 3",
        "addresses = [x], advertisement-interval = 100ms | addresses[0]: 'x' is no address",
      })
  void oneFaultIsOneLine(String inside, String what) throws IOException {
    assertThat(faults(LEAST + inside + "\n}"))
        .containsExactly(
            "router.conf:4: router.virtual-routers.VI_1." + what, "1 error; not starting.");
  }

  @Test
  void noFaultHidesAnother() throws IOException {
    assertThat(
            faults(
                LEAST
                    + """
                    addresses = ["172.168.1.20/24", "fe80::1/64"], version = 3
                    authentication { type = pass, pass = "1111" }
                    preempt = false, preempt-delay = 5s
                    accept = false
                    advertisement-interval = 10005us
                    notify.master = [/no/such/program]
                    colour = red
                    }
                    router.admin.bind = "0.0.0.0:21180"
                    router.sections.rw { allow = ["10.0.0.0/8", "10.0.0.0/8"], deny = ["::/0", "::/0"] }
                    """))
        .hasSize(11)
        .anyMatch(line -> line.contains(":4: router.virtual-routers.VI_1.addresses: "))
        .anyMatch(line -> line.contains("authentication: pass, exists in version 2 only"))
        .anyMatch(line -> line.contains("preempt-delay: 5s, has no meaning"))
        .anyMatch(line -> line.contains("accept: false, must be true"))
        .anyMatch(line -> line.contains("advertisement-interval: 10005us, must be"))
        .anyMatch(line -> line.contains("notify.master: '/no/such/program' does not exist"))
        .anyMatch(line -> line.contains(":10: router.virtual-routers.VI_1.colour: unknown key"))
        .anyMatch(line -> line.contains(":12: router.admin: a token is required"))
        .anyMatch(line -> line.contains("rw.allow: network 10.0.0.0/8 stands twice"))
        .anyMatch(line -> line.contains("rw.deny: "))
        .endsWith("10 errors; not starting.");
  }

  @Test
  void aFaultOfTheDefaultsIsToldOnce() throws IOException {
    assertThat(
            faults(
                """
                router.sections.rw { bind = "127.0.0.1:7001", destinations = ["db1:3306"] }
                router.virtual-router-defaults { interface = eth1, advertisement-interval = 1500ms }
                router.virtual-routers.A { virtual-router-id = 1, addresses = ["10.0.0.1/24"] }
                router.virtual-routers.B { virtual-router-id = 2, addresses = ["10.0.0.2/24"] }
                """))
        .containsExactly(
            "router.conf:2: router.virtual-router-defaults.advertisement-interval: 1500ms, must be 1"
                + " to 255 whole seconds in version 2",
            "1 error; not starting.");
  }

  @Test
  void nothingIsConcludedFromAFaultyValue() throws IOException {
    assertThat(
            faults(
                """
                router.sections.rw { bind = "127.0.0.1:7001", destinations = ["db1:3306"]
                  strategy = round-robin-with-falback, fallback = ["db2:3306"], health.kind = role }
                router.monitor { user = [m], password = x }
                router.admin { bind = "0.0.0.0:1", token = [x] }
                """))
        .hasSize(4)
        .anyMatch(line -> line.contains("rw.strategy: unknown strategy"))
        .anyMatch(line -> line.contains("router.monitor.user: "))
        .anyMatch(line -> line.contains("router.admin.token: "));
  }

  @Test
  void whatIsMissingIsNotComparedWithOthers() throws IOException {
    assertThat(
            faults(
                """
                router.sections.rw { bind = "127.0.0.1:7001", destinations = ["db1:3306"] }
                router.virtual-routers.A { interface = eth1, addresses = ["10.0.0.1/24"] }
                router.virtual-routers.B { interface = eth1, addresses = ["10.0.0.2/24"] }
                """))
        .containsExactly(
            "router.conf:2: router.virtual-routers.A: 'virtual-router-id' is missing",
            "router.conf:3: router.virtual-routers.B: 'virtual-router-id' is missing",
            "2 errors; not starting.");
  }
}
