package io.viprouter.vrrp.lab;

import io.viprouter.vrrp.os.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Asks the virtual address every 2 ms who it is, and remembers who answered when. Thread-safe. */
final class Client implements AutoCloseable {

  private static final int PORT = 7777;
  private static final long EVERY_NANOS = 2_000_000L;

  /** An answer of a host. */
  record Answer(long nanos, String host) {}

  private final List<Answer> answers = new ArrayList<>();
  private final List<DatagramSocket> sockets = new ArrayList<>();
  private volatile boolean closed;

  Client(Lab.Host from, String address, Lab.Host... routers) {
    for (Lab.Host router : routers) {
      DatagramSocket socket = open(router.namespace(), PORT);
      run(router.namespace(), () -> answer(socket, router.name));
    }
    DatagramSocket socket = open(from.namespace(), 0);
    InetSocketAddress to = new InetSocketAddress(literal(address), PORT);
    run(from.namespace(), () -> ask(socket, to));
    run(from.namespace(), () -> hear(socket));
  }

  private static InetAddress literal(String address) {
    return com.google.common.net.InetAddresses.forString(address);
  }

  private static void run(String namespace, Runnable task) {
    ThreadFactory threads = NetworkNamespace.threads(namespace);
    threads.newThread(task).start();
  }

  private DatagramSocket open(String namespace, int port) {
    DatagramSocket socket =
        NetworkNamespace.in(
            namespace,
            () -> {
              DatagramSocket made = new DatagramSocket(port);
              made.setSoTimeout(200);
              return made;
            });
    sockets.add(socket);
    return socket;
  }

  private void answer(DatagramSocket socket, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    loop(
        socket,
        packet -> {
          packet.setData(text);
          socket.send(packet);
        });
  }

  private void hear(DatagramSocket socket) {
    loop(
        socket,
        packet -> {
          String host = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
          synchronized (answers) {
            answers.add(new Answer(System.nanoTime(), host));
          }
        });
  }

  private interface Use {
    void packet(DatagramPacket packet) throws IOException;
  }

  private void loop(DatagramSocket socket, Use use) {
    while (!closed) {
      DatagramPacket packet = new DatagramPacket(new byte[64], 64);
      try {
        socket.receive(packet);
        use.packet(packet);
      } catch (IOException e) {
        // Nothing came, or the answer cannot be sent at the moment.
        LockSupport.parkNanos(1_000);
      }
    }
  }

  private void ask(DatagramSocket socket, InetSocketAddress to) {
    byte[] text = {'?'};
    while (!closed) {
      try {
        socket.send(new DatagramPacket(text, 1, to));
      } catch (IOException e) {
        // Nobody has the address at the moment.
        LockSupport.parkNanos(1_000);
      } catch (UncheckedIOException e) {
        return;
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private List<Answer> answers() {
    synchronized (answers) {
      return List.copyOf(answers);
    }
  }

  /** Who answered last; empty before the first answer. */
  String last() {
    synchronized (answers) {
      return answers.isEmpty() ? "" : answers.get(answers.size() - 1).host();
    }
  }

  /** Whether the address answers now, from this host. */
  boolean sees(Lab.Host host) {
    synchronized (answers) {
      return !answers.isEmpty()
          && answers.get(answers.size() - 1).host().equals(host.name)
          && System.nanoTime() - answers.get(answers.size() - 1).nanos() < 50_000_000L;
    }
  }

  /** The longest time without an answer since a moment, in milliseconds. */
  double blackoutMs(long sinceNanos) {
    long longest = 0;
    long last = sinceNanos;
    for (Answer answer : answers()) {
      if (answer.nanos() - sinceNanos > 0) {
        longest = Math.max(longest, answer.nanos() - last);
        last = answer.nanos();
      }
    }
    longest = Math.max(longest, System.nanoTime() - last);
    return longest / 1e6;
  }

  /** When a host first answered after a moment, in milliseconds after it. */
  double firstAnswerMs(Lab.Host host, long sinceNanos) {
    return answers().stream()
        .filter(a -> a.nanos() - sinceNanos > 0 && a.host().equals(host.name))
        .mapToDouble(a -> (a.nanos() - sinceNanos) / 1e6)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    closed = true;
    sockets.forEach(DatagramSocket::close);
  }
}
