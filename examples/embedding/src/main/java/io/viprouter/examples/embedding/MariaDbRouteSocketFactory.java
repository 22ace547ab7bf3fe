package io.viprouter.examples.embedding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * Lets MariaDB Connector/J connect by a route. Made by the driver for each connection and confined
 * to its thread. In the URL: {@code socketFactory=} this class, {@code route=} a registered name.
 */
public final class MariaDbRouteSocketFactory extends ConfigurableSocketFactory {

  private String route = "";

  /** Called by the driver. */
  public MariaDbRouteSocketFactory() {}

  @Override
  public void setConfiguration(Configuration configuration, String host) {
    // Options the driver does not know are kept for such as us.
    route = configuration.nonMappedOptions().getProperty("route", "");
  }

  /** The driver leaves a socket alone that is connected already. */
  @Override
  public Socket createSocket() throws IOException {
    return Routes.connect(route);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }
}
