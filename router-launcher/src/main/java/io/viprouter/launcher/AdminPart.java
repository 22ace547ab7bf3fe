package io.viprouter.launcher;

import io.viprouter.launcher.admin.AdminServer;
import io.viprouter.launcher.admin.Operations;
import io.viprouter.launcher.config.AdminSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin interface, where there is one. Thread-safe. An address that the configuration names
 * must be free; the default one may be taken by another program, another router for example.
 */
final class AdminPart implements Part {

  private static final Logger log = LoggerFactory.getLogger(AdminPart.class);

  private final Operations operations;
  private AdminSettings settings;
  private Optional<AdminServer> server = Optional.empty();

  AdminPart(AdminSettings settings, Operations operations) {
    this.settings = settings;
    this.operations = operations;
  }

  @Override
  public synchronized void start() {
    server = open(settings);
  }

  private Optional<AdminServer> open(AdminSettings wanted) {
    if (wanted.bind().isEmpty()) {
      return Optional.empty();
    }
    InetSocketAddress bind = wanted.bind().get();
    try {
      return Optional.of(listening(wanted, bind));
    } catch (IOException e) {
      if (wanted.asked()) {
        throw new UncheckedIOException(
            "router.admin.bind: cannot listen on "
                + VirtualBinds.text(bind)
                + ": "
                + e.getMessage(),
            e);
      }
      log.warn(
          "no admin interface: {} is taken; name a free address in router.admin.bind, or \"\"",
          VirtualBinds.text(bind));
      return Optional.empty();
    }
  }

  private AdminServer listening(AdminSettings wanted, InetSocketAddress bind) throws IOException {
    AdminServer made = new AdminServer(operations, bind, wanted.token().value());
    try {
      return made.start();
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  /**
   * Puts other settings in force. Who asked the old interface for it still gets its answer there.
   *
   * @throws UncheckedIOException if the new address cannot be bound; then the old interface stays,
   *     unless it held the same port
   */
  synchronized void apply(AdminSettings wanted) {
    if (wanted.equals(settings)) {
      return;
    }
    Optional<AdminServer> old = server;
    if (old.isPresent() && samePort(wanted, old.get())) {
      old.get().retire();
      server = Optional.empty();
      settings = wanted;
      server = open(wanted);
    } else {
      server = open(wanted);
      settings = wanted;
      old.ifPresent(AdminServer::retire);
    }
  }

  private static boolean samePort(AdminSettings wanted, AdminServer old) {
    return wanted.bind().filter(bind -> bind.getPort() == old.address().getPort()).isPresent();
  }

  /** It goes on answering while sessions end. */
  @Override
  public boolean drain(Duration grace) {
    return true;
  }

  @Override
  public synchronized void close() {
    server.ifPresent(AdminServer::close);
    server = Optional.empty();
  }
}
