package io.viprouter.vrrp.lab;

import io.viprouter.vrrp.os.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the virtual address every 2 ms who it is, and remembers which question was answered by whom.
 * Thread-safe.
 *
 * <p>A blackout is counted from question to question, not from answer to answer: on a busy machine
 * this very process may stand still for a tenth of a second, and then neither asks nor hears.
 */
final class Client implements AutoCloseable {

  private static final int PORT = 7777;
  private static final long EVERY_NANOS = 2_000_000L;

  /** A question, and who answered it; empty if nobody has. */
  private static final class Question {
    private final long nanos;
    private String host = "";

    Question(long nanos) {
      this.nanos = nanos;
    }
  }

  private final List<Question> questions = new ArrayList<>();
  private final List<DatagramSocket> sockets = new ArrayList<>();
  private long lastNanos;
  private String lastHost = "";
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
          ByteBuffer answer = ByteBuffer.allocate(4 + text.length);
          answer.putInt(ByteBuffer.wrap(packet.getData()).getInt()).put(text);
          packet.setData(answer.array());
          socket.send(packet);
        });
  }

  private void hear(DatagramSocket socket) {
    loop(
        socket,
        packet -> {
          int number = ByteBuffer.wrap(packet.getData()).getInt();
          String host =
              new String(packet.getData(), 4, packet.getLength() - 4, StandardCharsets.UTF_8);
          synchronized (questions) {
            questions.get(number).host = host;
            lastHost = host;
            lastNanos = System.nanoTime();
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
    while (!closed) {
      ByteBuffer number = ByteBuffer.allocate(4);
      synchronized (questions) {
        number.putInt(0, questions.size());
        questions.add(new Question(System.nanoTime()));
      }
      try {
        socket.send(new DatagramPacket(number.array(), 4, to));
      } catch (IOException e) {
        // Nobody has the address at the moment.
        LockSupport.parkNanos(1_000);
      } catch (UncheckedIOException e) {
        return;
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  /** Whether the address answers now, from this host. */
  boolean sees(Lab.Host host) {
    synchronized (questions) {
      return lastHost.equals(host.name) && System.nanoTime() - lastNanos < 50_000_000L;
    }
  }

  /** The longest time since a moment in which no question was answered, in milliseconds. */
  double blackoutMs(long sinceNanos) {
    long longest = 0;
    long began = 0;
    boolean dark = false;
    synchronized (questions) {
      for (Question question : questions) {
        if (question.nanos - sinceNanos <= 0) {
          continue;
        }
        boolean answered = !question.host.isEmpty();
        if (dark && answered) {
          longest = Math.max(longest, question.nanos - began);
        } else if (!dark && !answered) {
          began = question.nanos;
        }
        dark = !answered;
      }
      // The last questions may be on their way.
      longest =
          dark ? Math.max(longest, questions.get(questions.size() - 1).nanos - began) : longest;
    }
    return longest / 1e6;
  }

  /** When a question was first answered by a host after a moment, in milliseconds after it. */
  double firstAnswerMs(Lab.Host host, long sinceNanos) {
    synchronized (questions) {
      return questions.stream()
          .filter(q -> q.nanos - sinceNanos > 0 && q.host.equals(host.name))
          .mapToDouble(q -> (q.nanos - sinceNanos) / 1e6)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  @Override
  public void close() {
    closed = true;
    sockets.forEach(DatagramSocket::close);
  }
}
