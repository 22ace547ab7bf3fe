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
    assertThat(flags.check()).isTrue();
    assertThat(flags.verbose()).isTrue();
    assertThat(flags.overrides()).containsExactly("a=1", "b=2");
    assertThat(flags.pidFile()).contains(Path.of("r.pid"));
    assertThat(flags.logLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void fileAlone() throws CommandLine.Refused {
    CommandLine flags = CommandLine.parse("-c", "router.conf");
    assertThat(flags.check()).isFalse();
    assertThat(flags.verbose()).isFalse();
    assertThat(flags.overrides()).isEmpty();
    assertThat(flags.pidFile()).isEmpty();
    assertThat(flags.logLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void verboseRunLogsMoreUnlessALevelIsGiven() throws CommandLine.Refused {
    assertThat(CommandLine.parse("-c", "a", "-v").logLevel()).isEqualTo(Level.DEBUG);
    assertThat(CommandLine.parse("-c", "a", "-v", "--log-level", "warn").logLevel())
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
        "-c a --probe | '--probe': not supported yet in this version",
        "-c a -t --probe | '--probe': not supported yet in this version",
        "ctl status | 'ctl': not supported yet in this version",
        "import --mysqlrouter a | 'import': not supported yet in this version",
        "run --keepalived a | 'run': not supported yet in this version",
      })
  void refused(String line, String message) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThatThrownBy(() -> CommandLine.parse(args))
        .isInstanceOf(CommandLine.Refused.class)
        .hasMessage(message);
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
