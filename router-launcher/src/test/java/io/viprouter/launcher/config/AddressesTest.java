package io.viprouter.launcher.config;

import static io.viprouter.launcher.config.ConfigFiles.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.WeightedDestination;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where to listen and where to connect to: forms, ranges, and what must hold between them. */
final class AddressesTest {

  @TempDir Path directory;
  private ConfigFiles files = new ConfigFiles(Path.of("."));

  @BeforeEach
  void useDirectory() {
    files = new ConfigFiles(directory);
  }

  private static SocketAddress tcp(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7001, 127.0.0.1, 7001",
    "localhost:0, localhost, 0",
    "a-b.example:65535, a-b.example, 65535",
    "[::1]:1, ::1, 1",
    "[fe80::1%eth0]:1, fe80::1%eth0, 1",
  })
  void bindForms(String text, String host, int port) {
    assertThat(files.rw("bind = \"" + text + "\"").binds()).containsExactly(tcp(host, port));
  }

  @Test
  void bindListAndSocket() {
    assertThat(
            files.rw("bind = [\"127.0.0.1:7001\", \"[::1]:7001\", \"unix:/run/r.sock\"]").binds())
        .containsExactly(
            tcp("127.0.0.1", 7001), tcp("::1", 7001), UnixDomainSocketAddress.of("/run/r.sock"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "127.0.0.1 | '127.0.0.1' is not host:port, [v6]:port or unix:/path",
        ":7001 | ':7001' is not host:port, [v6]:port or unix:/path",
        "::1:7001 | '::1:7001' is not host:port, [v6]:port or unix:/path",
        "h:x | 'h:x' is not host:port, [v6]:port or unix:/path",
        "h:-1 | 'h:-1' is not host:port, [v6]:port or unix:/path",
        "h:65536 | the port of 'h:65536' is out of range; 0 to 65535",
        "[::g]:1 | the host of '[::g]:1' is neither a name nor an address",
        "[1.2.3.4]:1 | the host of '[1.2.3.4]:1' is neither a name nor an address",
        "1.2.3.256:1 | the host of '1.2.3.256:1' is neither a name nor an address",
        "1.2.3:1 | the host of '1.2.3:1' is neither a name nor an address",
        "a b:1 | the host of 'a b:1' is neither a name nor an address",
        "*:1 | the host of '*:1' is neither a name nor an address; 0.0.0.0 listens on all addresses",
        "unix:r.sock | 'unix:r.sock' is not absolute; unix:/path",
      })
  void bindRefused(String text, String what) {
    assertThat(files.faults(section("bind = \"" + text + "\"")))
        .containsExactly(
            "router.conf:2: router.sections.rw.bind: " + what, "1 error; not starting.");
  }

  @Test
  void socketPathHasAtMost107Bytes() {
    String longest = "/" + "s".repeat(106);
    assertThat(files.rw("bind = \"unix:" + longest + "\"").binds())
        .containsExactly(UnixDomainSocketAddress.of(longest));
    assertThat(files.faults(section("bind = \"unix:" + longest + "s\"")).get(0))
        .endsWith("ss' has 108 bytes; 1 to 107".substring(4))
        .contains("router.conf:2: router.sections.rw.bind: the path of 'unix:/sss");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bind = [] | router.sections.rw.bind: 0 addresses; 1 to 16 are allowed",
        "bind = 5 | router.sections.rw.bind: '5' is a number; expected host:port, [v6]:port or"
            + " unix:/path",
        "bind = [5] | router.sections.rw.bind[0]: '5' is a number; expected host:port, [v6]:port or"
            + " unix:/path",
        "bind = [\"a:1\", \"a:1\"] | router.sections.rw.bind[1]: 'a:1' of section 'rw' stands twice",
        "destinations = [] | router.sections.rw.destinations: the list is empty; at least one is"
            + " needed",
        "destinations = \"a:1\" | router.sections.rw.destinations: 'a:1' is a string; expected a list"
            + " such as [\"db1:3306\", \"db2:3306\"]",
        "destinations = [\"a:0\"] | router.sections.rw.destinations[0]: port of 'a' is 0; 1 to 65535",
        "destinations = [\"::1:3306\"] | router.sections.rw.destinations[0]: '::1:3306' is not host,"
            + " host:port or [v6]:port",
        "destinations = [\"\"] | router.sections.rw.destinations[0]: '' is empty",
        "destinations = [\"a:1\", \"b:1\", \"a:1\"] | router.sections.rw.destinations[2]: 'a:1' stands"
            + " twice",
        "destinations = [\"127.0.0.1:7001\"] | router.sections.rw.destinations[0]: '127.0.0.1:7001' is"
            + " the section's own bind address 127.0.0.1:7001",
        "destinations = [\"LOCALHOST:7001\"] | router.sections.rw.destinations[0]: 'LOCALHOST:7001' is"
            + " the section's own bind address 127.0.0.1:7001",
        "destinations = [{ weight = 2 }] | router.sections.rw.destinations[0]: 'address' is missing",
        "destinations = [{ address = a, weight = 101 }] | router.sections.rw.destinations[0].weight:"
            + " '101' is out of range; 1 to 100",
        "destinations = [{ address = a, max-connections = 65536 }] |"
            + " router.sections.rw.destinations[0].max-connections: '65536' is out of range; 0 to"
            + " 65535",
        "destinations = [{ address = a, wieght = 1 }] | router.sections.rw.destinations[0].wieght:"
            + " unknown key; did you mean 'weight'?",
        "fallback = [\"b:1\"] | router.sections.rw.fallback: strategy first-available takes none; only"
            + " round-robin-with-fallback does",
      })
  void refused(String text, String fault) {
    assertThat(files.faults(section(text)))
        .containsExactly("router.conf:2: " + fault, "1 error; not starting.");
  }

  @Test
  void destinationForms() {
    List<WeightedDestination> read =
        files
            .rw(
                """
                strategy = round-robin-with-fallback
                destinations = ["db1", "[::1]:3307", { address = "db2:3306", weight = 100 }]
                fallback = [{ address = db3, max-connections = 65535 }]
                """)
            .destinations();
    assertThat(read)
        .containsExactly(
            WeightedDestination.of(new Destination("db1", 3306)),
            WeightedDestination.of(new Destination("::1", 3307)),
            new WeightedDestination(new Destination("db2", 3306), 100, 0));
  }

  @Test
  void destinationDefaultsAreEverybodys() {
    Settings settings =
        files.settings(
            section("") + "\nrouter.destination-defaults { weight = 7, max-connections = 9 }");
    assertThat(settings.sections().get(0).destinations())
        .containsExactly(new WeightedDestination(new Destination("db1", 3306), 7, 9));
  }

  @Test
  void tooMany() {
    assertThat(files.faults(section("bind = [" + addresses(17) + "]")))
        .contains("router.conf:2: router.sections.rw.bind: 17 addresses; 1 to 16 are allowed");
    assertThat(files.rw("bind = [" + addresses(16) + "]").binds()).hasSize(16);
    assertThat(files.faults(section("destinations = [" + addresses(65) + "]")))
        .contains("router.conf:1: router.sections.rw: 65 destinations; 1 to 64");
    assertThat(files.rw("destinations = [" + addresses(64) + "]").destinations()).hasSize(64);
  }

  private static String addresses(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(port -> "\"a:" + port + "\"")
        .collect(Collectors.joining(", "));
  }

  @Test
  void fallbackIsNeeded() {
    assertThat(files.faults(section("strategy = round-robin-with-fallback")))
        .containsExactly(
            "router.conf:1: router.sections.rw: strategy round-robin-with-fallback needs 'fallback'",
            "1 error; not starting.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "127.0.0.1:1 | 127.0.0.1:1 | ``",
        "localhost:1 | 127.0.0.1:1 | ` as localhost:1`",
        "0.0.0.0:1 | 127.0.0.1:1 | ` as 0.0.0.0:1`",
        "127.0.0.1:1 | [::]:1 | ` as 127.0.0.1:1`",
        "[::1]:1 | [0:0:0:0:0:0:0:1]:1 | ` as [::1]:1`",
        "unix:/a | unix:/a | ``",
      })
  void takenByAnotherSection(String first, String second, String same) {
    assertThat(files.faults(two(first, second)))
        .containsExactly(
            "router.conf:2: router.sections.b.bind: '"
                + second
                + "' of section 'b' is also bound by section 'a'"
                + same,
            "1 error; not starting.");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1, 127.0.0.1:2",
    "127.0.0.1:1, 127.0.0.2:1",
    "127.0.0.1:0, 127.0.0.1:0",
    "unix:/a, unix:/b",
    "unix:/a, h:1",
  })
  void bothCanBeBound(String first, String second) {
    assertThat(files.settings(two(first, second)).sections()).hasSize(2);
  }

  private static String two(String first, String second) {
    return "router.sections.a { bind = \"%s\", destinations = [x] }%n".formatted(first)
        + "router.sections.b { bind = \"%s\", destinations = [x] }%n".formatted(second);
  }

  @Test
  void wildcardComesBackToItself() {
    assertThat(files.faults(section("bind = \"0.0.0.0:1\", destinations = [\"localhost:1\"]")))
        .contains(
            "router.conf:2: router.sections.rw.destinations[0]: 'localhost:1' is the section's own"
                + " bind address 0.0.0.0:1");
    assertThat(files.rw("bind = \"0.0.0.0:1\", destinations = [\"db1:1\"]").binds()).hasSize(1);
  }
}
