package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What MySQL Router 2.1 refuses, by its documented rules and the cases of its own tests: each is
 * refused here with its words. There is no program to ask.
 */
final class RouterRulesTest {

  /** A file, and the fault that is its only one; no fault: it is accepted. */
  record Case(String name, String text, String fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir Path directory;
  private OldFiles files;

  @BeforeEach
  void files() {
    files = new OldFiles(directory);
  }

  static List<Case> cases() {
    String bare = "[routing:rw]\nbind_port = 7001\n";
    String mode = bare + "mode = read-write\n";
    String whole = mode + "destinations = db1\n";
    String in = "option %s in [routing:rw] %s";
    return List.of(
        new Case("minimal", whole, ""),
        new Case(
            "case of names",
            "[ROUTING:rw]\nBind_Port = 7001\nMODE = Read-Write\n" + "DESTINATIONS = db1\n",
            ""),
        new Case(
            "colon", "[routing:rw]\nbind_port: 7001\nmode: read-write\ndestinations: db1\n", ""),
        new Case("comments", "# a\n; b\n\n" + whole, ""),
        new Case("empty option has its default", whole + "connect_timeout =\n", ""),
        new Case("hexadecimal", whole + "connect_timeout = 0x10\n", ""),
        new Case("octal", whole + "max_connections = 010\n", ""),
        new Case("plus", whole + "max_connections = +10\n", ""),
        new Case("IPv6", whole + "bind_address = ::1\n", ""),
        new Case("port of the address wins", whole + "bind_address = 127.0.0.1:7009\n", ""),
        new Case(
            "socket alone",
            "[routing:rw]\nsocket = /tmp/s\nmode = read-only\n" + "destinations = db1\n",
            ""),
        new Case("both", whole + "socket = /tmp/s\n", ""),
        new Case("spaces in the list", mode + "destinations =  a , b:3307 ,[::1]:3308\n", ""),
        new Case("StartMissingMode", bare + "destinations = db1\n", "needs to be specified"),
        new Case(
            "mode",
            bare + "mode = read-writ\ndestinations = db1\n",
            in.formatted(
                "mode",
                "is invalid; valid are read-write, read-only (was 'read-writ');"
                    + " did you mean 'read-write'?")),
        new Case(
            "mode is no strategy",
            bare + "mode = first-available\ndestinations = db1\n",
            in.formatted("mode", "is invalid")),
        new Case(
            "strategy",
            bare + "routing_strategy = next\ndestinations = db1\n",
            in.formatted("routing_strategy", "is invalid")),
        new Case("StartMissingDestination", mode, in.formatted("destinations", "is required")),
        new Case(
            "empty destinations",
            mode + "destinations =\n",
            in.formatted("destinations", "is required and needs a value")),
        new Case("EmptyValue 1", mode + "destinations = a,\n", "has an empty address"),
        new Case("EmptyValue 2", mode + "destinations = ,a\n", "has an empty address"),
        new Case("EmptyValue 3", mode + "destinations = a,,b\n", "has an empty address"),
        new Case("EmptyValue 4", mode + "destinations = ,\n", "has an empty address"),
        new Case("EmptyValue 5", mode + "destinations = a, ,b\n", "has an empty address"),
        new Case("EmptyValue 6", mode + "destinations = ,,\n", "has an empty address"),
        new Case(
            "port of a destination",
            mode + "destinations = db1:65536\n",
            "has an invalid destination address"),
        new Case("port 0", mode + "destinations = db1:0\n", "has an invalid destination address"),
        new Case(
            "host of a destination",
            mode + "destinations = 300.1.1.1\n",
            "has an invalid destination address"),
        new Case(
            "metadata cache",
            mode + "destinations = metadata-cache://c/d?role=PRIMARY\n",
            "has no equal: list them as host:port"),
        new Case("fabric", mode + "destinations = fabric+cache:///group/g\n", "has no equal"),
        new Case(
            "scheme", mode + "destinations = mysql://h\n", "has an invalid URI scheme 'mysql'"),
        new Case(
            "NoListeningSocket",
            "[routing:rw]\nmode = read-write\ndestinations = db1\n",
            "either bind_address (with bind_port) or socket option needs to be supplied, or both"),
        new Case(
            "ImpossiblePortNumber",
            whole.replace("7001", "99999"),
            in.formatted("bind_port", "needs value between 1 and 65535 inclusive, was '99999'")),
        new Case(
            "port 0 of bind",
            whole.replace("7001", "0"),
            "needs value between 1 and 65535 inclusive, was '0'"),
        new Case(
            "ImpossibleIPAddress",
            whole + "bind_address = 512.512.512.512\n",
            in.formatted("bind_address", "is incorrect")),
        new Case(
            "ListeningSocketNameLength",
            whole + "socket = /" + "s".repeat(107) + "\n",
            "Socket file path can be at most 107 characters (was 108)"),
        new Case(
            "BindAddressInDestinations",
            mode + "bind_address = 127.0.0.1\ndestinations = db1,127.0.0.1:7001\n",
            "Bind Address can not be part of destinations"),
        new Case(
            "TwoNonuniqueTcpSockets",
            whole + "[routing:b]\nbind_port = 7001\nmode = read-only\n" + "destinations = db1\n",
            "in [routing:b]: duplicate IP or name found in bind_address '127.0.0.1:7001'"),
        new Case(
            "wildcard and one",
            whole
                + "[routing:b]\nbind_address = 0.0.0.0:7001\n"
                + "mode = read-only\ndestinations = db1\n",
            "duplicate IP or name"),
        new Case(
            "TwoNonuniqueUnixSockets",
            whole
                + "socket = /tmp/s\n[routing:b]\nsocket = /tmp/s\n"
                + "mode = read-only\ndestinations = db1\n",
            "duplicate IP or name"),
        new Case("InvalidProtocolName", whole + "protocol = foo\n", "Invalid protocol name: 'foo'"),
        new Case("only X", whole + "protocol = x\n", "no section is left"),
        new Case("duplicate option", whole + "mode = read-only\n", "Option 'mode' already defined"),
        new Case("duplicate section", whole + whole, "Section 'routing:rw' already exists"),
        new Case(
            "twice without key",
            whole.replace(":rw", "") + "[routing]\n",
            "Section 'routing' given more than once"),
        new Case("unterminated", whole + "max_connections = 5", "Unterminated last line"),
        new Case("unterminated comment", whole + "# end", "Unterminated last line"),
        new Case("section header", "[routing:rw\n", "Malformed section header"),
        new Case("key", "[routing:r-w]\n" + whole.substring(13), "Invalid section key 'r-w'"),
        new Case("empty key", "[routing:]\n", "Invalid section key ''"),
        new Case("section name", whole + "[log ger]\n", "Invalid section name 'log ger'"),
        new Case("option line", whole + "hello\n", "Malformed option line: 'hello'"),
        new Case("option name", whole + "max connections = 5\n", "Not a legal option name"),
        new Case(
            "before a section",
            "mode = read-only\n" + whole,
            "Option line before start of section"),
        new Case("unknown section", whole + "[routig:b]\n", "did you mean 'routing'?"),
        new Case("no routing", "[logger]\n", "there is no [routing:...] section"),
        new Case("unknown name", whole + "connect_timeout = {tim}\n", "Value for 'tim' not found"),
        new Case("open name", whole + "connect_timeout = {t\n", "Unterminated variable"),
        new Case("bad name", whole + "connect_timeout = {t t}\n", "Only alphanumeric"),
        new Case("backslash", whole + "connect_timeout = 3\\\n", "String ending with a backslash"),
        new Case(
            "name of itself", whole + "connect_timeout = {connect_timeout}\n", "refers to itself"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rule(Case one) {
    Conversion conversion = files.router(one.text());
    if (one.fault().isEmpty()) {
      Finished.of(conversion, directory);
      return;
    }
    assertThat(files.shown(conversion.faults())).anyMatch(line -> line.contains(one.fault()));
    assertThat(conversion.faults())
        .allMatch(line -> line.matches(".*mysqlrouter\\.conf(:\\d+)?: .*"));
  }

  /** The ranges, with numbers as C reads them. */
  @ParameterizedTest
  @CsvSource({
    "connect_timeout, 1, 65535",
    "client_connect_timeout, 2, 31536000",
    "max_connections, 1, 65535",
    "max_connect_errors, 1, 4294967295",
    "net_buffer_length, 1024, 1048576",
  })
  void range(String option, long least, long most) {
    for (String good : List.of("" + least, "" + most, "0x" + Long.toHexString(most))) {
      Conversion conversion = files.router(OldFiles.section(option + " = " + good));
      assertThat(Finished.of(conversion, directory).sections()).hasSize(1);
    }
    for (String bad :
        List.of(
            "" + (least - 1),
            "" + (most + 1),
            "-1",
            "1s",
            "08",
            "0x",
            "1.5",
            "99999999999999999999",
            "five")) {
      assertThat(files.shown(files.router(OldFiles.section(option + " = " + bad)).faults()))
          .as(bad)
          .containsExactly(
              "mysqlrouter.conf:6: [routing:rw].%s: option %s in [routing:rw] needs value between %d and %d inclusive, was '%s'"
                  .formatted(option, option, least, most, bad));
    }
  }

  @Test
  void allAtOnce() {
    Conversion conversion =
        files.router(
            "[routing:a]\nmode = ro\nbind_port = x\n[routing:b]\nmax_connections = 0\nmode = read-only\n"
                + "destinations = a,,b\nbind_port=1\n");
    assertThat(conversion.faults()).hasSize(5);
  }
}
