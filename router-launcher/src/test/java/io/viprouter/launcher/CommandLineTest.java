package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

final class CommandLineTest {

  @Test
  void allFlags() throws CommandLine.Refused {
    CommandLine flags =
        CommandLine.parse(
            "--config=router.conf",
            "--check",
            "-v",
            "--set",
            "a=1",
            "--set=b=2",
            "--pid-file",
            "r.pid",
            "--log-level",
            "debug");
    assertThat(flags.config()).isEqualTo(Path.of("router.conf"));
    assertThat(flags.options().check()).isTrue();
    assertThat(flags.options().verbose()).isTrue();
    assertThat(flags.options().overrides()).containsExactly("a=1", "b=2");
    assertThat(flags.options().pidFile()).contains(Path.of("r.pid"));
    assertThat(flags.options().logLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void fileAlone() throws CommandLine.Refused {
    CommandLine flags = CommandLine.parse("-c", "router.conf");
    assertThat(flags.options().check()).isFalse();
    assertThat(flags.options().verbose()).isFalse();
    assertThat(flags.options().overrides()).isEmpty();
    assertThat(flags.options().pidFile()).isEmpty();
    assertThat(flags.options().logLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void verboseRunLogsMoreUnlessALevelIsGiven() throws CommandLine.Refused {
    assertThat(CommandLine.parse("-c", "a", "-v").options().logLevel()).isEqualTo(Level.DEBUG);
    assertThat(CommandLine.parse("-c", "a", "-v", "--log-level", "warn").options().logLevel())
        .isEqualTo(Level.WARN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "-?", "--help"})
  void help(String flag) throws CommandLine.Refused {
    assertThat(CommandLine.parse(flag).help()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version"})
  void version(String flag) throws CommandLine.Refused {
    assertThat(CommandLine.parse(flag).version()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | a configuration file is needed: -c FILE",
        "-t | a configuration file is needed: -c FILE",
        "-c | Missing required parameter for option '--config' (FILE)",
        "-c a -c b | option '--config' (FILE) should be specified only once",
        "-c a --nope | Unknown option: '--nope'",
        "-c a b | Unmatched argument at index 2: 'b'",
        "-c a --probe | --probe goes with --check",
        "-c a run --mysqlrouter b | -c does not go with old files",
        "--check run --mysqlrouter b | --check belongs after 'run'",
        "-t -v run --mysqlrouter b | --check belongs after 'run'",
        "-v run --mysqlrouter b | --verbose belongs after 'run'",
        "--probe run --mysqlrouter b | --probe belongs after 'run'",
        "--set a=1 run --mysqlrouter b -t | --set belongs after 'run'",
        "--pid-file p run --mysqlrouter b | --pid-file belongs after 'run'",
        "--log-level debug run --mysqlrouter b | --log-level belongs after 'run'",
        "-t import --mysqlrouter b | --check does not go with 'import'",
        "import | an old file is needed: --mysqlrouter FILE, --keepalived FILE or both",
        "run -t | an old file is needed: --mysqlrouter FILE, --keepalived FILE or both",
        "run --mysqlrouter | Missing required parameter for option '--mysqlrouter' (FILE)",
        "run --mysqlrouter a -o b | Unknown options: '-o', 'b'",
      })
  void refused(String line, String message) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThatThrownBy(() -> CommandLine.parse(args))
        .isInstanceOf(CommandLine.Refused.class)
        .hasMessage(message);
  }

  @Test
  void importing() throws CommandLine.Refused {
    CommandLine flags =
        CommandLine.parse("import", "--mysqlrouter", "m", "--keepalived", "k", "-o", "r.conf");
    assertThat(flags.importing().orElseThrow().output()).contains(Path.of("r.conf"));
    assertThat(flags.oldFiles().mysqlrouter()).contains(Path.of("m"));
    assertThat(flags.oldFiles().keepalived()).contains(Path.of("k"));
    assertThat(flags.oldFiles().faithful()).isFalse();
    assertThat(flags.runsOldFiles()).isFalse();
  }

  @Test
  void runningOldFiles() throws CommandLine.Refused {
    CommandLine flags =
        CommandLine.parse("run", "--mysqlrouter", "m", "--faithful", "-t", "--set", "a=1");
    assertThat(flags.runsOldFiles()).isTrue();
    assertThat(flags.oldFiles().faithful()).isTrue();
    assertThat(flags.oldFiles().keepalived()).isEmpty();
    assertThat(flags.options().check()).isTrue();
    assertThat(flags.options().overrides()).containsExactly("a=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "-?", "--help"})
  void helpOfACommand(String flag) throws CommandLine.Refused {
    assertThat(CommandLine.parse("import", flag).helpText()).contains("--keepalived", "-o=FILE");
    CommandLine flags = CommandLine.parse("run", flag);
    assertThat(flags.help()).isTrue();
    assertThat(CommandLine.parse("run", "-V").version()).isTrue();
    assertThat(flags.helpText()).contains("--mysqlrouter", "--faithful", "--set", "--pid-file");
  }

  @Test
  void unknownLevel() {
    assertThatThrownBy(() -> CommandLine.parse("-c", "a", "--log-level", "loud"))
        .hasMessageContaining("'--log-level'")
        .hasMessageContaining("'loud'")
        .hasMessageContaining("ERROR, WARN, INFO, DEBUG, TRACE");
  }

  @Test
  void usageTellsEveryFlagAndEveryStatus() {
    assertThat(CommandLine.usage())
        .contains("-c, --config=FILE", "-t, --check", "--set=path=value", "--pid-file=FILE")
        .contains("--log-level=LEVEL", "INFO (if not given)", "-V, --version", "-h, -?, --help")
        .contains("  0   fine", "  1   ", "  2   ", "  4   ", "  6   ", "  70  a bug");
  }
}
