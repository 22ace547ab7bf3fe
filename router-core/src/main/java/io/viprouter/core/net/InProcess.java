package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.policy.Outcome;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

  private record Lent(SocketChannel channel, Destination destination) {}

  private final RouteHome home;
  private final List<Lent> book = new ArrayList<>();
  private final Deadline sweep = new Deadline(now -> sweep());

  InProcess(RouteHome home) {
    this.home = home;
  }

  void add(SocketChannel channel, Destination destination) {
    home.counters(destination).of(0);
    book.add(new Lent(channel, destination));
    schedule();
  }

  /** Gives back the places of channels that were closed. */
  void sweep() {
    end(lent -> !lent.channel.isOpen());
    schedule();
  }

  /** Closes channels; how many. */
  int close(Predicate<Destination> which) {
    return end(lent -> which.test(lent.destination));
  }

  private int end(Predicate<Lent> which) {
    int ended = 0;
    for (Iterator<Lent> all = book.iterator(); all.hasNext(); ) {
      Lent lent = all.next();
      if (which.test(lent)) {
        all.remove();
        close(lent.channel);
        home.apply(new Outcome.Closed(lent.destination));
        home.leave();
        ended++;
      }
    }
    return ended;
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
