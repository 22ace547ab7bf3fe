package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.ProxyProtocol;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server knows the client's own address, in its accounts and in its process list. */
@Tag("real")
class ProxyProtocolProof {

  private static final String CLIENT = "127.0.0.21";

  @Test
  void theClientsAddressStandsInTheProcessList() throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    try (DatabaseServer server =
        DatabaseServer.builder(Flavour.MARIADB_10_11)
            .options("--proxy-protocol-networks=127.0.0.1")
            .start()) {
      assertThat(hostSeenThrough(server, ProxyProtocol.NONE)).isEqualTo("127.0.0.1");
      assertThat(hostSeenThrough(server, ProxyProtocol.V1)).isEqualTo(CLIENT);
      assertThat(hostSeenThrough(server, ProxyProtocol.V2)).isEqualTo(CLIENT);
    }
  }

  private static String hostSeenThrough(DatabaseServer server, ProxyProtocol protocol)
      throws SQLException {
    RoutingSection section =
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destination(server.host(), server.port())
            .health(HealthCheck.DEFAULT)
            .sendProxyProtocol(protocol)
            .build();
    String local = "&localSocketAddress=" + CLIENT;
    try (Router router = Router.of(section).start()) {
      Route route = router.route("rw");
      String url = Connector.MARIADB.url("127.0.0.1", route.port(), "jumpserver") + local;
      try (Connection client = DriverManager.getConnection(url, "jumpserver", "jumpserver");
          Statement statement = client.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT USER(), HOST, ID FROM information_schema.PROCESSLIST"
                      + " WHERE ID = CONNECTION_ID()")) {
        assertThat(row.next()).isTrue();
        io.viprouter.core.Connection seen = route.connections().get(0).connection();
        assertThat(seen.serverConnectionId()).contains(row.getLong(3));
        String host = row.getString(2).replaceFirst(":\\d+$", "");
        assertThat(row.getString(1)).isEqualTo("jumpserver@" + host);
        if (protocol != ProxyProtocol.NONE) {
          int port = ((InetSocketAddress) seen.client()).getPort();
          assertThat(row.getString(2)).isEqualTo(CLIENT + ":" + port);
        }
        Figure.print("PROXY protocol %s: the process list says %s".formatted(protocol, host));
        return host;
      }
    }
  }
}
