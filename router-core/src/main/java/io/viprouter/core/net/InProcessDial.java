package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.policy.Outcome;
import io.viprouter.core.proxy.Announcement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link io.viprouter.core.Route#connect()}: decisions at the home loop, waiting on the
 * caller's thread. Confined to that thread.
 */
final class InProcessDial {

  /** Has something decided at the home loop and waits for it. */
  interface AtHome {
    <T> T call(Supplier<T> question);
  }

  private final RouteHome home;
  private final InProcess book;
  private final AtHome atHome;
  private final List<Destination> tried = new ArrayList<>();

  InProcessDial(RouteHome home, InProcess book, AtHome atHome) {
    this.home = home;
    this.book = book;
    this.atHome = atHome;
  }

  SocketChannel connect() throws IOException {
    if (!atHome.call(this::enter)) {
      throw new IOException(Refusals.tooMany().message());
    }
    RoutingSection section = home.section();
    @Nullable IOException last = null;
    while (true) {
      Optional<Destination> next = atHome.call(() -> home.pick(List.copyOf(tried)));
      if (next.isEmpty()) {
        throw giveUp(last);
      }
      Destination destination = next.get();
      tried.add(destination);
      try {
        return connect(destination, section);
      } catch (IOException e) {
        last = e;
        report(destination, e);
      }
    }
  }

  private boolean enter() {
    book.sweep();
    return home.admission().enter();
  }

  private SocketChannel connect(Destination destination, RoutingSection section)
      throws IOException {
    IOException last = new UnknownHostException(destination.host());
    for (InetAddress address : home.resolver().resolveHere(destination.host())) {
      SocketChannel channel = Sockets.open(address);
      try {
        Sockets.noDelay(channel);
        Sockets.keepAlive(channel, section.keepAlive());
        int millis = (int) Math.max(1, section.connectTimeout().toMillis());
        channel.socket().connect(new InetSocketAddress(address, destination.port()), millis);
        Optional<ByteBuffer> first = Announcement.own(section.sendProxyProtocol());
        if (first.isPresent()) {
          channel.write(first.get());
        }
        SocketAddress local = channel.getLocalAddress();
        return atHome.call(
            () -> {
              book.add(channel, local, destination);
              return channel;
            });
      } catch (IOException e) {
        channel.close();
        last = e;
      }
    }
    throw last;
  }

  private void report(Destination destination, IOException failure) {
    String cause = Sockets.words(failure);
    Outcome outcome =
        Sockets.ownFault(failure)
            ? new Outcome.RouterAtFault(destination, cause)
            : new Outcome.DialFailed(destination, cause, failure instanceof SocketTimeoutException);
    home.post(() -> home.apply(outcome));
  }

  private IOException giveUp(@Nullable IOException last) {
    boolean full =
        atHome.call(
            () -> {
              home.admission().leave();
              return home.pool().full();
            });
    String message =
        full ? Refusals.tooMany().message() : Refusals.noServer("section " + home.name()).message();
    return new IOException(message, last);
  }
}
