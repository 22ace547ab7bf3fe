package io.viprouter.launcher.admin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin interface over HTTP, by the JDK's own server. Thread-safe; its threads are daemons.
 *
 * <p>A connection that is slow to ask or to listen holds one thread, and there are as many threads
 * as there may be connections, so it cannot hold up another; after {@link #REQUEST_TIME} or {@link
 * #RESPONSE_TIME} it is closed. The JDK takes these limits from system properties when its server
 * is first used; a property that is set already stays.
 */
public final class AdminServer implements AutoCloseable {

  /** Most connections at a time; one more is closed at once. */
  public static final int MAX_CONNECTIONS = 64;

  /** How long a request may take to arrive. */
  public static final Duration REQUEST_TIME = Duration.ofSeconds(10);

  /** How long an answer may take to be made and fetched. Commands may wait for a drain's start. */
  public static final Duration RESPONSE_TIME = Duration.ofSeconds(60);

  /** How long a connection may do nothing. */
  public static final Duration IDLE_TIME = Duration.ofSeconds(30);

  /** Most bytes of a request's headers. */
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  private static final Duration THREAD_KEEP_ALIVE = Duration.ofSeconds(30);
  private static final int BACKLOG = 64;

  /** How long an interface that retires waits for its last answers to be fetched. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

  private static final Duration RELEASE = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(2);

  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  static {
    limit("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
    limit("sun.net.httpserver.maxReqTime", REQUEST_TIME.toSeconds());
    limit("sun.net.httpserver.maxRspTime", RESPONSE_TIME.toSeconds());
    limit("sun.net.httpserver.idleInterval", IDLE_TIME.toSeconds());
    limit("sun.net.httpserver.maxReqHeaderSize", MAX_HEADER_BYTES);
    limit("sun.net.httpserver.maxReqHeaders", 100);
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final InetSocketAddress bind;
  private final Samples samples;
  private final Exchanges exchanges;
  private final ThreadPoolExecutor threads;
  private volatile boolean closed;
  private volatile HttpServer server;

  /**
   * Makes one that does not listen yet.
   *
   * @param operations what it may ask of the router
   * @param bind where to listen; port 0: any free one; resolved here if it is not
   * @param token bearer token; empty: none, then the bind must be loopback
   * @throws IllegalArgumentException if {@link AdminRules#fault} finds one
   * @throws IOException if the JDK cannot make a server
   */
  public AdminServer(Operations operations, InetSocketAddress bind, String token)
      throws IOException {
    this(operations, bind, token, new Samples(operations, InstantSource.system()));
  }

  /** With samples that may hold something already. */
  AdminServer(Operations operations, InetSocketAddress bind, String token, Samples samples)
      throws IOException {
    AdminRules.fault(bind, token)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("admin: " + fault);
            });
    this.bind = bind;
    this.samples = samples;
    this.exchanges =
        new Exchanges(Endpoints.of(operations, samples, InstantSource.system()), new Gate(token));
    this.server = HttpServer.create();
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            MAX_CONNECTIONS,
            THREAD_KEEP_ALIVE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "admin-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  private static void limit(String property, long value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Long.toString(value));
    }
  }

  /**
   * Listens.
   *
   * @return this
   * @throws IOException if the address cannot be bound; the message names it
   */
  public AdminServer start() throws IOException {
    InetSocketAddress address =
        bind.isUnresolved()
            ? new InetSocketAddress(InetAddress.getByName(bind.getHostString()), bind.getPort())
            : bind;
    try {
      server.bind(address, BACKLOG);
    } catch (BindException e) {
      throw new BindException("admin: " + Texts.address(address) + ": " + e.getMessage());
    }
    server.createContext("/", exchanges);
    server.setExecutor(threads);
    // The JDK's dispatcher is a daemon only if the thread that starts it is one.
    CompletableFuture.runAsync(server::start, threads).join();
    samples.start();
    log.info("admin interface: listening on http://{}", Texts.address(address()));
    return this;
  }

  /**
   * Where it listens.
   *
   * @return the address with the port the system chose
   */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * Listens no more, and comes back once the address is free. What is being asked is answered
   * still, by the threads that are at it.
   */
  public void retire() {
    if (!closed) {
      closed = true;
      InetSocketAddress address = address();
      samples.close();
      Thread ending =
          new Thread(
              () -> {
                server.stop((int) LAST_ANSWERS.toSeconds());
                threads.shutdown();
              },
              "admin-retiring");
      ending.setDaemon(true);
      ending.start();
      awaitFree(address);
    }
  }

  /** The system closes a socket once the JDK's selector has let go of it. */
  private static void awaitFree(InetSocketAddress address) {
    long until = System.nanoTime() + RELEASE.toNanos();
    while (!free(address) && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static boolean free(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address, 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it at once. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      samples.close();
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
