package io.viprouter.examples.servers;

/**
 * The two JDBC drivers, and how each is told to talk without TLS. Immutable. Both must be allowed
 * to fetch the server's public key: MySQL 8.0 hashes passwords so that the first login after a
 * start needs it, and after a failover every login is a first one.
 */
public enum Connector {
  /** MariaDB Connector/J; reaches all flavours. */
  MARIADB("jdbc:mariadb://%s:%d/%s?sslMode=disable&allowPublicKeyRetrieval=true"),
  /** MySQL Connector/J; reaches all flavours. */
  MYSQL("jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true");

  private final String form;

  Connector(String form) {
    this.form = form;
  }

  /**
   * A URL for a server or a router.
   *
   * @param host name or address
   * @param port its port
   * @param database which database; empty for none
   * @return the URL, to which more {@code &key=value} may be added
   */
  public String url(String host, int port, String database) {
    return form.formatted(host, port, database);
  }
}
