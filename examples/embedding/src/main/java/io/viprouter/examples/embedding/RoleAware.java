package io.viprouter.examples.embedding;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Monitor;
import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A router that asks its servers who is the primary, and lets clients wait while there is none. The
 * driver is the program's; the router takes any {@link DataSource}. Stateless.
 */
public final class RoleAware {

  private RoleAware() {}

  /**
   * Routes to whichever server is the primary, until the program is ended.
   *
   * @param args monitor user, its password, servers as {@code host:port}
   */
  public static void main(String[] args) throws InterruptedException {
    String[] servers = Arrays.copyOfRange(args, 2, args.length);
    try (Router router = start(args[0], args[1], new Printer(), servers)) {
      System.out.println("connect to 127.0.0.1:" + router.route("rw").port());
      new CountDownLatch(1).await();
    }
  }

  static Router start(String user, String password, RouterListener listener, String... servers) {
    RoutingSectionBuilder section =
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .health(HealthCheck.DEFAULT.withKind(HealthCheck.Kind.ROLE))
            .hold(Duration.ofSeconds(30));
    for (String server : servers) {
      section.destination(Destination.parse(server));
    }
    return Router.builder()
        .section(section.build())
        .monitor(Monitor.of(destination -> source(destination, user, password)))
        .listener(listener)
        .build()
        .start();
  }

  /** What is held of each server, a line each. */
  static String report(Router router) {
    StringBuilder text = new StringBuilder();
    for (DestinationStatus server : router.route("rw").status().destinations()) {
      text.append(
          "%s %s since %s: %s%n"
              .formatted(
                  server.destination(), server.state().key(), server.since(), server.cause()));
    }
    return text.toString();
  }

  private static DataSource source(Destination destination, String user, String password) {
    try {
      MariaDbDataSource source = new MariaDbDataSource();
      source.setUrl(
          "jdbc:mariadb://"
              + destination
              + "/?sslMode=disable&allowPublicKeyRetrieval=true"
              + "&connectTimeout=2000&socketTimeout=5000");
      source.setUser(user);
      source.setPassword(password);
      return source;
    } catch (SQLException e) {
      throw new IllegalArgumentException(destination.toString(), e);
    }
  }

  /** Is called on the router's own threads: it must not wait for anything. */
  private static final class Printer implements RouterListener {

    @Override
    public void destinationStateChanged(
        String section,
        Destination destination,
        DestinationState from,
        DestinationState to,
        String cause) {
      System.out.println(destination + " is " + to.key() + ", was " + from.key() + ": " + cause);
    }

    @Override
    public void sectionUsable(String section, boolean usable, String cause) {
      System.out.println(section + (usable ? " serves: " : " cannot serve: ") + cause);
    }
  }
}
