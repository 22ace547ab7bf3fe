package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.ConnectionState;
import io.viprouter.core.Destination;
import io.viprouter.core.policy.Outcome;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels handed out by {@link io.viprouter.core.Route#connect()}. Confined to the home loop
 * of its route. A channel is the caller's own, so that nobody tells when it is closed; the book is
 * swept every second, and whenever a place is wanted and none is free.
 */
final class InProcess {

  private static final Logger log = LoggerFactory.getLogger(InProcess.class);

  private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

  private record Lent(
      long id,
      SocketChannel channel,
      SocketAddress local,
      Destination destination,
      long openedNanos) {}

  private final RouteHome home;
  private final List<Lent> book = new ArrayList<>();
  private final Deadline sweep = new Deadline(now -> sweep());

  InProcess(RouteHome home) {
    this.home = home;
  }

  /** A channel is handed out. */
  void add(SocketChannel channel, SocketAddress local, Destination destination) {
    Lent lent =
        new Lent(
            home.shared().ids().incrementAndGet(), channel, local, destination, home.loop().now());
    book.add(lent);
    home.counters(destination).inProcess.add(1);
    home.opened(() -> connection(lent));
    schedule();
  }

  /** Gives back the places of channels that were closed. */
  void sweep() {
    end(lent -> !lent.channel.isOpen(), CloseReason.CLIENT_CLOSED);
    schedule();
  }

  /** Closes channels; how many. */
  int close(Predicate<Destination> which, CloseReason reason) {
    return end(lent -> which.test(lent.destination), reason);
  }

  /** What is known of each channel. */
  List<Glance> glances() {
    return book.stream()
        .map(lent -> new Glance(connection(lent), lent.openedNanos, lent.openedNanos, 0, 0))
        .toList();
  }

  private int end(Predicate<Lent> which, CloseReason reason) {
    int ended = 0;
    for (Iterator<Lent> all = book.iterator(); all.hasNext(); ) {
      Lent lent = all.next();
      if (which.test(lent)) {
        all.remove();
        close(lent.channel);
        home.apply(new Outcome.Closed(lent.destination));
        home.admission().leave();
        home.closed(connection(lent), reason);
        ended++;
      }
    }
    return ended;
  }

  /** What is known of it: what goes over it is between its owner and the server. */
  private Connection connection(Lent lent) {
    return new Connection(
        lent.id,
        home.name(),
        lent.local,
        lent.local,
        ConnectionState.RELAYING,
        Optional.of(lent.destination),
        Optional.empty(),
        0,
        0,
        Duration.ofNanos(home.loop().now() - lent.openedNanos));
  }

  private void schedule() {
    if (book.isEmpty()) {
      home.loop().deadlines().cancel(sweep);
    } else {
      home.loop().deadlines().set(sweep, home.loop().now() + SWEEP_NANOS);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.trace("closing {}", channel, e);
    }
  }
}
