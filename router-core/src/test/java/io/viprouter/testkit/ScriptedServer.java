package io.viprouter.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that follows a script: it greets and logs everybody in, and then echoes; or it refuses,
 * keeps silent, hangs up, and so on. Thread-safe; a daemon thread for each connection.
 *
 * <p>A login as {@code vip_router_check} is refused, as a real server would.
 */
public final class ScriptedServer implements AutoCloseable {

  /** What it does with a connection. */
  public enum Script {
    /** Greets, logs in, echoes. */
    GREET,
    /** The same, one byte at a time up to the end of the greeting. */
    GREET_IN_FRAGMENTS,
    /** Greets with a wrong sequence number. */
    GREET_MISNUMBERED,
    /** Sends a packet that is too small for a greeting. */
    GREET_TOO_SMALL,
    /** Greets and asks for another authentication before it logs in. */
    GREET_AND_SWITCH,
    /** Sends the error that was set. */
    REFUSE,
    /** Accepts and says nothing. */
    SILENT,
    /** Ends the connection at once. */
    HANG_UP,
    /** Resets the connection at once. */
    RESET
  }

  /** How a connection came to its end, as the server saw it. */
  public enum End {
    /** The client left before the login was decided: a server would count this. */
    BROKEN_HANDSHAKE,
    /** The login was refused. */
    LOGIN_REFUSED,
    /** The session ended after a login. */
    AFTER_LOGIN,
    /** The script ended it. */
    BY_SCRIPT
  }

  private static final String CHECK_USER = "vip_router_check";

  private final ServerSocket listener;
  private final Thread acceptor;
  private final String version;
  private final AtomicInteger accepted = new AtomicInteger();
  private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> logins = new LinkedBlockingQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Script script;
  private volatile int errorCode = 1040;
  private volatile String errorText = "Too many connections";

  private ScriptedServer(Script script, InetAddress address, int port) {
    this.script = script;
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(address, port), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.version = "5.7.22-scripted-" + port();
    acceptor = daemon(this::accept);
  }

  /** One that greets, on any free port of 127.0.0.1. */
  public static ScriptedServer greeting() {
    return of(Script.GREET);
  }

  /** One that follows a script, on any free port of 127.0.0.1. */
  public static ScriptedServer of(Script script) {
    return new ScriptedServer(script, InetAddress.getLoopbackAddress(), 0);
  }

  /** One that greets, at a port: where another has been. */
  public static ScriptedServer greetingAt(int port) {
    return new ScriptedServer(Script.GREET, InetAddress.getLoopbackAddress(), port);
  }

  /** A port of 127.0.0.1 at which nobody listens. */
  public static int unusedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that refuses every connection with an error. */
  public static ScriptedServer refusing(int code, String text) {
    ScriptedServer server = of(Script.REFUSE);
    server.errorCode = code;
    server.errorText = text;
    return server;
  }

  /** Changes the script for connections to come. */
  public ScriptedServer follow(Script next) {
    script = next;
    return this;
  }

  /** Its port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The version in its greeting: tells one server from another. */
  public String version() {
    return version;
  }

  /** Connections accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** Connections open now. */
  public int open() {
    return open.size();
  }

  /** How the next connection ended; waits for it. */
  public @Nullable End nextEnd() throws InterruptedException {
    return ends.poll(30, TimeUnit.SECONDS);
  }

  /** The user of the next login; waits for it. */
  public @Nullable String nextLogin() throws InterruptedException {
    return logins.poll(30, TimeUnit.SECONDS);
  }

  /** Ends all connections; goes on listening. */
  public void hangUp() {
    open.forEach(ScriptedServer::closeQuietly);
  }

  /** Stops listening and ends all connections. */
  @Override
  public void close() {
    closeQuietly(listener);
    try {
      // Only when it has left accept() does the system refuse newcomers.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        int id = accepted.incrementAndGet();
        var unused = daemon(() -> serve(socket, id));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int id) {
    End end = End.BROKEN_HANDSHAKE;
    try {
      socket.setTcpNoDelay(true);
      end = play(socket, id);
    } catch (IOException | IndexOutOfBoundsException e) {
      // Gone, or no login: the end stands as it is.
    } finally {
      open.remove(socket);
      closeQuietly(socket);
      ends.add(end);
    }
  }

  private End play(Socket socket, int id) throws IOException {
    OutputStream out = socket.getOutputStream();
    switch (script) {
      case GREET, GREET_AND_SWITCH -> out.write(Packets.greeting(version, id));
      case GREET_IN_FRAGMENTS -> {
        for (byte one : Packets.greeting(version, id)) {
          out.write(one);
        }
      }
      case GREET_MISNUMBERED -> {
        byte[] greeting = Packets.greeting(version, id);
        greeting[3] = 7;
        out.write(greeting);
      }
      case GREET_TOO_SMALL -> out.write(Packets.packet(0, new byte[] {10, 0}));
      case REFUSE -> {
        out.write(Packets.error(0, errorCode, errorText));
        return End.BY_SCRIPT;
      }
      case SILENT -> {
        return socket.getInputStream().read() < 0 ? End.BROKEN_HANDSHAKE : End.BY_SCRIPT;
      }
      case HANG_UP -> {
        return End.BY_SCRIPT;
      }
      case RESET -> {
        socket.setSoLinger(true, 0);
        return End.BY_SCRIPT;
      }
    }
    return logIn(socket, script == Script.GREET_AND_SWITCH);
  }

  private End logIn(Socket socket, boolean withSwitch) throws IOException {
    Packets.Packet login = Packets.read(socket.getInputStream());
    int end = 32;
    while (end < login.payload().length && login.payload()[end] != 0) {
      end++;
    }
    String user = new String(login.payload(), 32, end - 32, StandardCharsets.UTF_8);
    int sequence = login.sequence() + 1;
    if (withSwitch) {
      byte[] plugin =
          "\u00femysql_native_password\u0000ABCDEFGHIJKLMNOPQRST\u0000"
              .getBytes(StandardCharsets.ISO_8859_1);
      socket.getOutputStream().write(Packets.packet(sequence, plugin));
      sequence = Packets.read(socket.getInputStream()).sequence() + 1;
    }
    logins.add(user);
    if (user.equals(CHECK_USER)) {
      socket.getOutputStream().write(Packets.error(sequence, 1045, "Access denied"));
      return End.LOGIN_REFUSED;
    }
    socket.getOutputStream().write(Packets.ok(sequence));
    echo(socket);
    return End.AFTER_LOGIN;
  }

  private static void echo(Socket socket) {
    try {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // The client's business.
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // Nobody is interested.
    }
  }
}
