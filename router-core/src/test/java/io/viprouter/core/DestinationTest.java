package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "db1|db1|3306",
        "db1:3307|db1|3307",
        "db1.example.net:1|db1.example.net|1",
        "db1:65535|db1|65535",
        "127.0.0.1|127.0.0.1|3306",
        "127.0.0.1:13306|127.0.0.1|13306",
        "[::1]|::1|3306",
        "[::1]:3307|::1|3307",
        "[2001:db8::7]:3307|2001:db8::7|3307",
        "[fe80::1%eth0]:3306|fe80::1%eth0|3306",
        "  db1:3307  |db1|3307",
        "\t[::1]|::1|3306",
      })
  void readsWhatOneWrites(String text, String host, int port) {
    assertThat(Destination.parse(text)).isEqualTo(new Destination(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void nothingIsNoDestination(String text) {
    assertThatThrownBy(() -> Destination.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("destination: '" + text + "' is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db1:65536",
        "db1:99999999999",
        "db1:-1",
        "db1:+1",
        "db1:x",
        "db1: 3306",
        "db1:33 06",
        "::1",
        "::1:3306",
        "2001:db8::7",
        "[::1",
        "::1]",
        "[::1]3306",
        "[::1]:x",
        "[db1]",
        "a:b:c"
      })
  void otherFormsAreQuoted(String text) {
    assertThatThrownBy(() -> Destination.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("destination: '" + text + "' is not host, host:port or [v6]:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {":3306", "db 1", "db1,db2", "db1\tdb2:3306"})
  void hostsHoldNoSuchCharacters(String text) {
    assertThatThrownBy(() -> Destination.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("destination: host ");
  }

  @Test
  void portZeroIsNone() {
    assertThatThrownBy(() -> Destination.parse("db1:0"))
        .hasMessage("destination: port of 'db1' is 0; 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
  void portsAreOneTo65535(int port) {
    assertThatThrownBy(() -> new Destination("db1", port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("destination: port of 'db1' is " + port + "; 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]", "a b", "a,b", "a]"})
  void partsAreCheckedToo(String host) {
    assertThatThrownBy(() -> new Destination(host, 3306))
        .hasMessage("destination: host '" + host + "' holds a character that no host name has");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db1:3306", "db1:", ":", "a:b:c", "fe80::g", "1.2.3.4:5"})
  void aColonBelongsToIpv6LiteralsOnly(String host) {
    assertThatThrownBy(() -> new Destination(host, 3306))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("destination: host '" + host + "' holds a colon and is no IPv6 literal");
  }

  @Test
  void bracketsAreForIpv6Literals() {
    assertThatThrownBy(() -> Destination.parse("[a:b]:3306"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void hostIsNeeded(String host) {
    assertThatThrownBy(() -> new Destination(host, 3306)).hasMessage("destination: host is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db1|3306|db1:3306",
        "::1|3307|[::1]:3307",
        "fe80::1%eth0|1|[fe80::1%eth0]:1",
        "::ffff:10.0.0.1|1|[::ffff:10.0.0.1]:1",
        "10.0.0.1|1|10.0.0.1:1"
      })
  void isWrittenAsItIsRead(String host, int port, String text) {
    Destination destination = new Destination(host, port);

    assertThat(destination).hasToString(text);
    assertThat(Destination.parse(text)).isEqualTo(destination);
  }

  @Test
  void weightsAndLimitsHaveRanges() {
    Destination db = new Destination("db1", 3306);

    assertThat(WeightedDestination.of(db)).isEqualTo(new WeightedDestination(db, 1, 0));
    assertThat(new WeightedDestination(db, 100, 65_535).maxConnections()).isEqualTo(65_535);
    for (int weight : new int[] {-1, 0, 101}) {
      assertThatThrownBy(() -> new WeightedDestination(db, weight, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("weight of destination db1:3306 is " + weight + "; 1 to 100");
    }
    for (int most : new int[] {-1, 65_536}) {
      assertThatThrownBy(() -> new WeightedDestination(db, 1, most))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "max-connections of destination db1:3306 is " + most + "; 0 (no limit) to 65535");
    }
  }
}
