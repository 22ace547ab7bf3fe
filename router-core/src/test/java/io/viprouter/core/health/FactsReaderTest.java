package io.viprouter.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.health.ServerFacts.Channel;
import io.viprouter.core.health.ServerFacts.Galera;
import io.viprouter.core.health.ServerFacts.GroupMember;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is asked of each kind of server, and what is made of the answers. The servers are stand-ins
 * that answer as the real ones do; Group Replication and MySQL 5.6 and 8.4 are tested only here.
 */
class FactsReaderTest {

  /** What the database calls so. */
  private static final String NULL = "NULL";

  private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
  private static final String GROUP_5_7 =
      "SELECT member_state, '' FROM performance_schema.replication_group_members"
          + " WHERE member_id = @@global.server_uuid";
  private static final String GROUP_8_0 = GROUP_5_7.replace("''", "member_role");

  private final Map<String, List<Map<String, String>>> answers = new LinkedHashMap<>();
  private int denied;

  @SafeVarargs
  @SuppressWarnings("varargs")
  private FactsReaderTest answers(String start, Map<String, String>... rows) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> row : rows) {
      all.add(row);
    }
    answers.put(start, all);
    return this;
  }

  private ServerFacts facts(String version, boolean mariaDb, boolean galera) throws SQLException {
    Dialect dialect = new Dialect(version, mariaDb, Dialect.number(version), galera);
    return FactsReader.read(connection(), dialect);
  }

  @Test
  void mySql56HasNoSuperReadOnlyAndNoGroup() throws SQLException {
    answers("SHOW SLAVE STATUS");
    answers(
        "SELECT @@global.read_only, 0, @@global.server_uuid, @@global.gtid_executed,",
        row("1", "0", UUID, UUID + ":1-7", "ON"));

    ServerFacts facts = facts("5.6.24-log", false, false);

    assertThat(facts.readOnly()).isTrue();
    assertThat(facts.superReadOnly()).isFalse();
    assertThat(facts.uuid()).contains(UUID);
    assertThat(facts.executed()).hasToString(UUID + ":1-7");
    assertThat(facts.group()).isEmpty();
  }

  @Test
  void mySql84IsAskedInTheNewWords() throws SQLException {
    answers(
        "SHOW REPLICA STATUS",
        Map.of(
            "Source_Host", "db1",
            "Source_Port", "3306",
            "Replica_IO_Running", "Yes",
            "Replica_SQL_Running", "Yes",
            "Seconds_Behind_Source", "4"));
    answers("SELECT @@global.read_only", row("1", "1", UUID, "", "ON"));
    answers(GROUP_8_0);

    ServerFacts facts = facts("8.4.3", false, false);

    assertThat(facts.superReadOnly()).isTrue();
    assertThat(facts.channels())
        .containsExactly(new Channel("db1:3306", "Yes", true, OptionalLong.of(4), ""));
    assertThat(facts.executed()).isEqualTo(GtidSet.EMPTY);
  }

  @Test
  void groupMembersTellStateAndRole() throws SQLException {
    answers("SHOW REPLICA STATUS");
    answers("SELECT @@global.read_only", row("1", "1", UUID, UUID + ":1", "ON"));
    answers(GROUP_8_0, row("ONLINE", "SECONDARY"));
    assertThat(facts("8.0.31", false, false).group())
        .contains(new GroupMember("ONLINE", "SECONDARY"));

    answers("SHOW SLAVE STATUS");
    answers(GROUP_5_7, row("RECOVERING", ""));
    assertThat(facts("5.7.22", false, false).group()).contains(new GroupMember("RECOVERING", ""));
  }

  @Test
  void whoMayNotSeeTheGroupSeesNone() throws SQLException {
    answers("SHOW REPLICA STATUS");
    answers("SELECT @@global.read_only", row("0", "0", UUID, "", "OFF"));
    denied = 1142;

    ServerFacts facts = facts("8.0.31", false, false);

    assertThat(facts.group()).isEmpty();
    assertThat(facts.executed()).isEqualTo(new ExecutedGtids.None());
    denied = 1317;
    assertThatThrownBy(() -> facts("8.0.31", false, false)).isInstanceOf(SQLException.class);
  }

  @Test
  void mariaDbHasChannelsByNameAndAPosition() throws SQLException {
    Map<String, String> channel =
        Map.of(
            "Master_Host", "db1",
            "Master_Port", "3306",
            "Slave_IO_Running", "Connecting",
            "Slave_SQL_Running", "Yes",
            "Last_IO_Error", "refused");
    answers("SHOW ALL SLAVES STATUS", channel, channel);
    answers(
        "SHOW GLOBAL STATUS",
        row("wsrep_ready", "ON"),
        row("wsrep_local_state", "4"),
        row("wsrep_cluster_status", "Primary"));
    answers("SELECT @@global.read_only, 0, NULL, @@gtid_current_pos", row("0", "0", NULL, "0-1-5"));

    ServerFacts facts = facts("10.11.6-MariaDB", true, true);

    assertThat(facts.uuid()).isEmpty();
    assertThat(facts.channels()).hasSize(2);
    assertThat(facts.channels().get(0).sourceLives()).isFalse();
    assertThat(facts.channels().get(0).receiverStopped()).isFalse();
    assertThat(facts.executed()).isEqualTo(GtidPosition.parse("0-1-5"));
    assertThat(facts.galera()).contains(new Galera(OptionalInt.of(4), "Primary", true));
  }

  @Test
  void troublesOfTheDriverAreToldApart() {
    assertThat(trouble("08004", 1040)).isEqualTo(Trouble.FULL);
    assertThat(trouble("42000", 1226)).isEqualTo(Trouble.FULL);
    assertThat(trouble("28000", 1045)).isEqualTo(Trouble.NO_SESSION);
    assertThat(trouble("08S01", 0)).isEqualTo(Trouble.NO_SESSION);
    assertThat(trouble("HY000", 1129)).isEqualTo(Trouble.NO_SESSION);
    assertThat(trouble("42000", 1227)).isEqualTo(Trouble.MUTE);
    assertThat(trouble("08S01", 1047)).isEqualTo(Trouble.NOT_READY);
  }

  private static Trouble trouble(String state, int code) {
    return Trouble.of(new SQLException("x", state, code));
  }

  /** A row without names that count. */
  private static Map<String, String> row(String... values) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put("c" + i, values[i]);
    }
    return row;
  }

  private Connection connection() {
    Statement statement =
        fake(
            Statement.class,
            (name, arguments) ->
                name.equals("executeQuery") ? result((String) arguments[0]) : null);
    return fake(Connection.class, (name, arguments) -> statement);
  }

  private ResultSet result(String query) throws SQLException {
    if (denied != 0 && query.contains("replication_group_members")) {
      throw new SQLException("denied", "42000", denied);
    }
    List<Map<String, String>> rows =
        answers.entrySet().stream()
            .filter(entry -> query.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new AssertionError("not expected: " + query));
    Iterator<Map<String, String>> all = rows.iterator();
    Object[][] current = {{}};
    List<String> names = rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet());
    return fake(
        ResultSet.class,
        (name, arguments) ->
            switch (name) {
              case "next" -> {
                boolean more = all.hasNext();
                if (more) {
                  Map<String, String> row = all.next();
                  current[0] = names.stream().map(n -> row.getOrDefault(n, NULL)).toArray();
                }
                yield more;
              }
              case "getString" -> {
                Object value = current[0][(Integer) arguments[0] - 1];
                yield value.equals(NULL) ? null : value;
              }
              case "getBoolean" -> "1".equals(current[0][(Integer) arguments[0] - 1]);
              case "getMetaData" -> metaData(names);
              default -> null;
            });
  }

  private static ResultSetMetaData metaData(List<String> names) {
    return fake(
        ResultSetMetaData.class,
        (name, arguments) ->
            name.equals("getColumnCount") ? names.size() : names.get((Integer) arguments[0] - 1));
  }

  private interface Answers {
    @Nullable Object to(String method, Object[] arguments) throws SQLException;
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answers.to(method.getName(), arguments == null ? new Object[0] : arguments)));
  }
}
