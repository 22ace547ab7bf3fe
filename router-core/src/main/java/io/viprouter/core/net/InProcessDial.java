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

  /** This host has no socket to connect with. */
  private static final class NoSocket extends IOException {
    private static final long serialVersionUID = 1L;

    private NoSocket(IOException cause) {
      super(Sockets.words(cause), cause);
    }
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
    @Nullable IOException last = null;
    while (true) {
      Optional<Destination> next = atHome.call(() -> home.pick(List.copyOf(tried)));
      if (next.isEmpty()) {
        throw giveUp(last);
      }
      Destination destination = next.get();
      tried.add(destination);
      try {
        return connect(destination, home.section());
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          leave(destination, e);
          throw e;
        }
        if (e instanceof NoSocket || Sockets.ownFault(e)) {
          leave(destination, e);
          throw new IOException("MySQL Router lacks resources: " + Sockets.words(e), e);
        }
        last = e;
        report(destination, e);
      } catch (RuntimeException | Error e) {
        leave(destination, e);
        throw e;
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
      SocketChannel channel = open(address);
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
        if (Thread.currentThread().isInterrupted() || Sockets.ownFault(e)) {
          break;
        }
      } catch (RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    }
    throw last;
  }

  private static SocketChannel open(InetAddress address) throws NoSocket {
    try {
      return Sockets.open(address);
    } catch (IOException e) {
      throw new NoSocket(e);
    }
  }

  private void report(Destination destination, IOException failure) {
    Outcome outcome =
        new Outcome.DialFailed(
            destination, Sockets.words(failure), failure instanceof SocketTimeoutException);
    home.post(() -> home.apply(outcome));
  }

  /** Gives the slot and the place back; nothing is learnt of the server. */
  private void leave(Destination destination, Throwable why) {
    Outcome outcome = new Outcome.RouterAtFault(destination, Sockets.words(why));
    home.post(
        () -> {
          home.apply(outcome);
          home.admission().leave();
        });
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
