package io.viprouter.core.net;

import com.google.common.collect.ImmutableList;
import io.viprouter.core.RouterException;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets of a route. Confined to its home loop, but for {@link #addresses()}. All of
 * them are bound or none.
 */
final class Listening {

  /** Clients that the system keeps waiting to be accepted. */
  private static final int BACKLOG = 1024;

  private final EventLoop loop;
  private final Acceptor.Owner owner;
  private final String section;

  private record Open(ServerSocketChannel channel, Acceptor acceptor, SocketAddress local) {}

  /** A wanted address; of several with any free port each is one of its own. */
  private record Wanted(SocketAddress bind, int number) {}

  private Map<Wanted, Open> open = new LinkedHashMap<>();
  private volatile ImmutableList<SocketAddress> addresses = ImmutableList.of();
  private volatile boolean listening;

  Listening(EventLoop loop, Acceptor.Owner owner, String section) {
    this.loop = loop;
    this.owner = owner;
    this.section = section;
  }

  /** Where it listens, with the ports the system chose. May be called by any thread. */
  ImmutableList<SocketAddress> addresses() {
    return addresses;
  }

  /** Whether it listens. May be called by any thread. */
  boolean listening() {
    return listening;
  }

  /**
   * Listens at exactly these: what is bound stays, what is new is bound, the rest is closed.
   *
   * @throws RouterException if one cannot be bound; then nothing has changed
   */
  void listenAt(List<SocketAddress> wanted) {
    Map<Wanted, Open> next = new LinkedHashMap<>();
    List<Open> fresh = new ArrayList<>();
    try {
      for (SocketAddress bind : wanted) {
        Wanted key = key(bind, next);
        Open there = open.get(key);
        if (there == null) {
          there = bind(bind);
          fresh.add(there);
        }
        next.put(key, there);
      }
    } catch (RouterException e) {
      fresh.forEach(Listening::close);
      throw e;
    }
    open.forEach(
        (key, there) -> {
          if (!next.containsKey(key)) {
            close(there);
          }
        });
    open = next;
    addresses = open.values().stream().map(Open::local).collect(ImmutableList.toImmutableList());
    listening = !open.isEmpty();
  }

  /** A literal is the address that it stands for. */
  private static Wanted key(SocketAddress bind, Map<Wanted, Open> taken) {
    SocketAddress address = bind;
    if (bind instanceof InetSocketAddress inet && inet.isUnresolved()) {
      InetAddress literal = Resolver.literal(inet.getHostString());
      address = literal == null ? bind : new InetSocketAddress(literal, inet.getPort());
    }
    int number = 0;
    while (taken.containsKey(new Wanted(address, number))) {
      number++;
    }
    return new Wanted(address, number);
  }

  /** The loop is dead, and with it what it listened with. May be called by any thread. */
  void died() {
    addresses = ImmutableList.of();
    listening = false;
  }

  /** Stops listening. */
  void stop() {
    open.values().forEach(Listening::close);
    open = new LinkedHashMap<>();
    addresses = ImmutableList.of();
    listening = false;
  }

  private Open bind(SocketAddress bind) {
    SocketAddress address = resolved(bind);
    ServerSocketChannel channel = null;
    try {
      channel = Sockets.openListening(address);
      channel.configureBlocking(false);
      if (address instanceof UnixDomainSocketAddress unix) {
        UnixSocketFiles.bind(channel, unix, BACKLOG);
      } else {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        bind(channel, address);
        Sockets.acknowledgeWithAnswers(channel);
      }
      Acceptor acceptor = new Acceptor(loop, channel, owner, "[routing:" + section + "]");
      acceptor.start();
      return new Open(channel, acceptor, channel.getLocalAddress());
    } catch (IOException e) {
      closeQuietly(channel);
      throw new RouterException(
          section, "cannot listen on " + Sockets.text(bind) + ": " + Sockets.words(e), e);
    }
  }

  /** What holds the port may be a socket of ours that was closed in this very turn. */
  private void bind(ServerSocketChannel channel, SocketAddress address) throws IOException {
    try {
      channel.bind(address, BACKLOG);
    } catch (BindException e) {
      if (!loop.letGo()) {
        throw e;
      }
      channel.bind(address, BACKLOG);
    }
  }

  private SocketAddress resolved(SocketAddress bind) {
    if (bind instanceof InetSocketAddress inet && inet.isUnresolved()) {
      InetSocketAddress found = new InetSocketAddress(inet.getHostString(), inet.getPort());
      if (found.isUnresolved()) {
        throw new RouterException(
            section,
            "cannot listen on " + Sockets.text(bind) + ": unknown host name",
            new IOException("unknown host name"));
      }
      return found;
    }
    return bind;
  }

  private static void close(Open there) {
    there.acceptor.close();
    if (there.local instanceof UnixDomainSocketAddress unix) {
      UnixSocketFiles.remove(unix);
    }
  }

  private static void closeQuietly(@Nullable Closeable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The bind's own failure is what counts.
    }
  }
}
