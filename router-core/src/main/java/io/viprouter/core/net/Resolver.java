package io.viprouter.core.net;

import com.google.common.net.InetAddresses;
import io.viprouter.core.NameResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names on threads of its own, anew for each dial. Thread-safe. Dials that ask for a name
 * while it is being looked up share the answer, so a name server that hangs holds one thread a
 * name.
 */
public final class Resolver {

  /** Most lookups at a time. */
  private static final int MAX_THREADS = 8;

  private static final long THREAD_IDLE_SECONDS = 10;

  private final NameResolver names;
  private final ThreadPoolExecutor threads;
  private final Map<String, CompletableFuture<List<InetAddress>>> running =
      new ConcurrentHashMap<>();

  /**
   * Makes one; it has no thread until the first name.
   *
   * @param names who knows the names
   * @param factory makes the threads
   */
  public Resolver(NameResolver names, ThreadFactory factory) {
    this.names = names;
    this.threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = factory.newThread(task);
              thread.setName("router-resolver");
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** The address that a literal stands for, or null if it is a name. */
  static @Nullable InetAddress literal(String host) {
    return InetAddresses.isInetAddress(host) ? InetAddresses.forString(host) : null;
  }

  /**
   * Resolves a name; the answer comes on the loop.
   *
   * @param host a name
   * @param loop where the answer is wanted
   * @param answer gets the addresses, or why there are none
   */
  void resolve(
      String host, EventLoop loop, BiConsumer<List<InetAddress>, @Nullable Throwable> answer) {
    CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> shared = running.putIfAbsent(host, lookup);
    if (shared == null) {
      begin(host, lookup);
      shared = lookup;
    }
    var unused =
        shared.whenComplete(
            (found, failure) ->
                loop.post(() -> answer.accept(found == null ? List.of() : found, failure)));
  }

  /**
   * Resolves a name on the caller's thread.
   *
   * @param host a name or literal
   * @return at least one address
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> resolveHere(String host) throws UnknownHostException {
    InetAddress literal = literal(host);
    return literal == null ? resolved(host) : List.of(literal);
  }

  /** Lets the threads go. */
  public void close() {
    threads.shutdownNow();
  }

  private void begin(String host, CompletableFuture<List<InetAddress>> lookup) {
    try {
      threads.execute(() -> look(host, lookup));
    } catch (RuntimeException | OutOfMemoryError e) {
      // It is closed, or there are too many threads on this host.
      running.remove(host, lookup);
      lookup.completeExceptionally(e);
    }
  }

  private void look(String host, CompletableFuture<List<InetAddress>> lookup) {
    try {
      List<InetAddress> found = resolved(host);
      running.remove(host, lookup);
      lookup.complete(found);
    } catch (UnknownHostException | Error e) {
      running.remove(host, lookup);
      lookup.completeExceptionally(e);
    }
  }

  /** Others have written the resolver: whatever it does is an answer. */
  private List<InetAddress> resolved(String host) throws UnknownHostException {
    List<InetAddress> found;
    try {
      found = names.resolve(host);
    } catch (RuntimeException e) {
      UnknownHostException unknown = new UnknownHostException(host + ": " + e);
      unknown.initCause(e);
      throw unknown;
    }
    if (found == null || found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return List.copyOf(found);
  }
}
