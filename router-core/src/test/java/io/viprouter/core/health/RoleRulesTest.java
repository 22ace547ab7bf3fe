package io.viprouter.core.health;

import static io.viprouter.core.policy.Verdict.Worth.FIT;
import static io.viprouter.core.policy.Verdict.Worth.STANDBY;
import static io.viprouter.core.policy.Verdict.Worth.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.core.health.ServerFacts.Channel;
import io.viprouter.core.health.ServerFacts.Galera;
import io.viprouter.core.health.ServerFacts.GroupMember;
import io.viprouter.core.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what facts mean, row by row. */
class RoleRulesTest {

  private static final Duration NO_LIMIT = Duration.ZERO;
  private static final Duration TEN = Duration.ofSeconds(10);

  static Stream<Arguments> table() {
    return Stream.of(
        row("writable, replicates from nobody", plain(false), NO_LIMIT, FIT, STANDBY),
        row("read_only, replicates from nobody", plain(true), NO_LIMIT, UNFIT, UNFIT),
        row("replica", plain(true, channel("Yes", true, 0)), NO_LIMIT, UNFIT, FIT),
        row("lags, no limit", plain(true, channel("Yes", true, 999)), NO_LIMIT, UNFIT, FIT),
        row("lags less", plain(true, channel("Yes", true, 10)), TEN, UNFIT, FIT),
        row("lags more", plain(true, channel("Yes", true, 11)), TEN, UNFIT, UNFIT),
        row("lag unknown, no limit", plain(true, channel("Yes", true, -1)), NO_LIMIT, UNFIT, FIT),
        row("lag unknown, limit", plain(true, channel("Yes", true, -1)), TEN, UNFIT, UNFIT),
        row("source lost", plain(true, channel("Connecting", true, -1)), NO_LIMIT, UNFIT, STANDBY),
        row("source lost, limit", plain(true, channel("Connecting", true, -1)), TEN, UNFIT, UNFIT),
        row("receiver stopped", plain(true, channel("No", true, -1)), NO_LIMIT, UNFIT, UNFIT),
        row("applier stopped", plain(true, channel("Yes", false, -1)), NO_LIMIT, UNFIT, UNFIT),
        row("writable replica", plain(false, channel("Yes", true, 0)), NO_LIMIT, UNFIT, FIT),
        row(
            "writable, source gone",
            plain(false, channel("No", false, -1)),
            NO_LIMIT,
            FIT,
            STANDBY),
        row(
            "two channels, one stopped",
            plain(true, channel("Yes", true, 0), channel("No", true, -1)),
            NO_LIMIT,
            UNFIT,
            UNFIT),
        row("Galera", galera(4, "Primary", true, false), NO_LIMIT, FIT, FIT),
        row("Galera, read_only", galera(4, "Primary", true, true), NO_LIMIT, UNFIT, FIT),
        row("Galera donor", galera(2, "Primary", true, false), NO_LIMIT, UNFIT, UNFIT),
        row(
            "Galera without quorum",
            galera(0, "non-Primary", false, false),
            NO_LIMIT,
            UNFIT,
            UNFIT),
        row("Galera, 1047", ServerFacts.NOT_READY, NO_LIMIT, UNFIT, UNFIT),
        row("group primary", group("ONLINE", "PRIMARY", false), NO_LIMIT, FIT, STANDBY),
        row("group secondary", group("ONLINE", "SECONDARY", true), NO_LIMIT, UNFIT, FIT),
        row("group 5.7 primary", group("ONLINE", "", false), NO_LIMIT, FIT, STANDBY),
        row("group 5.7 secondary", group("ONLINE", "", true), NO_LIMIT, UNFIT, FIT),
        row("group, recovering", group("RECOVERING", "SECONDARY", true), NO_LIMIT, UNFIT, UNFIT),
        row("group, error", group("ERROR", "PRIMARY", false), NO_LIMIT, UNFIT, UNFIT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void meansThis(
      String what, ServerFacts facts, Duration lag, Verdict.Worth writer, Verdict.Worth reader) {
    assertThat(RoleRules.verdict(Mode.READ_WRITE, facts, lag).worth()).isEqualTo(writer);
    assertThat(RoleRules.verdict(Mode.READ_ONLY, facts, lag).worth()).isEqualTo(reader);
  }

  @Test
  void causesSayWhatIsWrong() {
    assertThat(cause(Mode.READ_ONLY, plain(true, channel("Yes", true, 11)), TEN))
        .isEqualTo("lags 11 s; at most 10 s");
    assertThat(cause(Mode.READ_WRITE, plain(false, channel("Yes", true, 0)), TEN))
        .isEqualTo("writable, but replicates from db1:3306");
    assertThat(
            cause(
                Mode.READ_ONLY,
                plain(true, new Channel("db1:3306", "Yes", false, OptionalLong.empty(), "1062")),
                TEN))
        .isEqualTo("replication applier stopped: 1062");
  }

  @Test
  void clustersMayHaveSeveralWriters() {
    ServerFacts galera = galera(4, "Primary", true, false);
    assertThat(RoleRules.verdict(Mode.READ_WRITE, galera, NO_LIMIT).alone()).isFalse();
    assertThat(RoleRules.verdict(Mode.READ_WRITE, plain(false), NO_LIMIT).alone()).isTrue();
  }

  @Test
  void columnsAreReadUnderBothNames() {
    assertThat(
            FactsReader.channel(
                Map.of(
                    "source_host", "a",
                    "source_port", "1",
                    "replica_io_running", "Connecting",
                    "replica_sql_running", "Yes",
                    "last_io_error", "refused")))
        .isEqualTo(new Channel("a:1", "Connecting", true, OptionalLong.empty(), "refused"));
    assertThat(
            FactsReader.channel(
                Map.of(
                    "master_host", "a",
                    "master_port", "1",
                    "slave_io_running", "Yes",
                    "slave_sql_running", "No",
                    "seconds_behind_master", "7",
                    "last_sql_error", "duplicate")))
        .isEqualTo(new Channel("a:1", "Yes", false, OptionalLong.of(7), "duplicate"));
  }

  @Test
  void dialectsFollowTheVersion() {
    assertThat(Dialect.number("5.5.5-10.11.6-MariaDB-log")).isEqualTo(101_106);
    assertThat(Dialect.number("8.0.31")).isEqualTo(80_031);
    assertThat(Dialect.number("unknown")).isZero();
    assertThat(new Dialect("8.0.21", false, 80_021, false).replicaStatus())
        .isEqualTo("SHOW SLAVE STATUS");
    assertThat(new Dialect("8.4.0", false, 80_400, false).replicaStatus())
        .isEqualTo("SHOW REPLICA STATUS");
    assertThat(new Dialect("5.6.24", false, 50_624, false).variables())
        .doesNotContain("super_read_only");
    assertThat(new Dialect("5.6.24", false, 50_624, false).hasGroupTable()).isFalse();
  }

  private static String cause(Mode mode, ServerFacts facts, Duration lag) {
    return RoleRules.verdict(mode, facts, lag).cause();
  }

  private static Arguments row(
      String what, ServerFacts facts, Duration lag, Verdict.Worth writer, Verdict.Worth reader) {
    return Arguments.of(what, facts, lag, writer, reader);
  }

  private static ServerFacts plain(boolean readOnly, Channel... channels) {
    return facts(readOnly, List.of(channels), Optional.empty(), Optional.empty());
  }

  /** A lag below 0 is one that the server cannot tell. */
  private static Channel channel(String receiver, boolean applier, long lag) {
    return new Channel(
        "db1:3306", receiver, applier, lag < 0 ? OptionalLong.empty() : OptionalLong.of(lag), "");
  }

  private static ServerFacts galera(int state, String cluster, boolean ready, boolean readOnly) {
    return facts(
        readOnly,
        List.of(),
        Optional.of(new Galera(OptionalInt.of(state), cluster, ready)),
        Optional.empty());
  }

  private static ServerFacts group(String state, String role, boolean readOnly) {
    return facts(readOnly, List.of(), Optional.empty(), Optional.of(new GroupMember(state, role)));
  }

  private static ServerFacts facts(
      boolean readOnly,
      List<Channel> channels,
      Optional<Galera> galera,
      Optional<GroupMember> group) {
    return new ServerFacts(
        "8.0.31", Optional.of("uuid"), readOnly, false, channels, GtidSet.EMPTY, galera, group);
  }
}
