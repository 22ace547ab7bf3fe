package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Router;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.testkit.RecordingListener;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The program on two servers, of which one is read-only. */
@Tag("real")
class RoleAwareTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void goesToTheServerThatIsWritable() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    RecordingListener told = new RecordingListener();
    try (DatabaseServer first = server(1, true);
        DatabaseServer second = server(2, false);
        Router router = RoleAware.start("admin", "admin", told, address(first), address(second))) {
      assertThat(serverId(router)).isEqualTo("2");
      assertThat(Await.until(LIMIT, () -> RoleAware.report(router).contains("read-only"))).isTrue();
      assertThat(RoleAware.report(router))
          .contains(address(first) + " unfit since ", address(second) + " up since ")
          .contains(": writable primary");

      second.readOnly(true);
      assertThat(told.await("unusable")).contains("read-only");
      first.readOnly(false);

      assertThat(serverId(router)).as("the client waited").isEqualTo("1");
    }
  }

  private static String serverId(Router router) throws SQLException {
    String url = Connector.MARIADB.url("127.0.0.1", router.route("rw").port(), "jumpserver");
    try (Connection connection = DriverManager.getConnection(url, "jumpserver", "jumpserver");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@server_id")) {
      row.next();
      return row.getString(1);
    }
  }

  private static DatabaseServer server(int id, boolean readOnly) {
    return DatabaseServer.builder(Flavour.MYSQL_5_7).serverId(id).readOnly(readOnly).start();
  }

  private static String address(DatabaseServer server) {
    return server.host() + ":" + server.port();
  }
}
