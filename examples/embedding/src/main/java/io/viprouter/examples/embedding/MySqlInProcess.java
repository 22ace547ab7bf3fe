package io.viprouter.examples.embedding;

import io.viprouter.core.Destination;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Routing inside MySQL Connector/J: nothing listens, and no byte takes a detour. Stateless. */
public final class MySqlInProcess {

  private MySqlInProcess() {}

  /**
   * Tells which server answers.
   *
   * @param servers {@code host:port}, the preferred one first
   */
  public static void main(String[] servers) throws SQLException {
    // No bind: the section is only used from inside.
    RoutingSectionBuilder section = RoutingSection.builder("mysql-in-process");
    for (String server : servers) {
      section.destination(Destination.parse(server));
    }
    try (Router router = Router.of(section.build()).start();
        Routes.Registration known = Routes.register(router.route("mysql-in-process"))) {
      System.out.println("answered by server " + serverId(known.name()));
    }
  }

  static String serverId(String route) throws SQLException {
    // The driver asks the factory for the socket; the host is only a word.
    String url =
        "jdbc:mysql://localhost/jumpserver?sslMode=DISABLED&allowPublicKeyRetrieval=true"
            + "&socketFactory="
            + MySqlRouteSocketFactory.class.getName()
            + "&route="
            + route;
    try (Connection connection = DriverManager.getConnection(url, "jumpserver", "jumpserver");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT @@server_id")) {
      return result.next() ? result.getString(1) : "";
    }
  }
}
