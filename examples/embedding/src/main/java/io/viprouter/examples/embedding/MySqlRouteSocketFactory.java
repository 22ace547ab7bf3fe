package io.viprouter.examples.embedding;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;

/**
 * Lets MySQL Connector/J connect by a route. Made by the driver for each connection and confined to
 * its thread. In the URL: {@code socketFactory=} this class, {@code route=} a registered name; TLS
 * and timeouts stay the driver's business.
 */
public final class MySqlRouteSocketFactory extends StandardSocketFactory {

  /** Called by the driver. */
  public MySqlRouteSocketFactory() {}

  @Override
  // The driver wants a Socket and says so in generic words.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends Closeable> T connect(
      String host, int port, PropertySet properties, int loginTimeout) throws IOException {
    rawSocket = Routes.connect(properties.getStringProperty("route").getValue());
    configureSocket(rawSocket, properties);
    sslSocket = rawSocket;
    return (T) rawSocket;
  }
}
