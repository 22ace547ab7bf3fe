package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections that stay and are silent. Confined to the main thread of the load process. */
final class Holding {

  private static final int THREADS = 16;

  private final Deque<RawSocket> held = new ArrayDeque<>();

  /** Opens as many as are missing. */
  void grow(int port, int connections) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<RawSocket>> opened = new ArrayList<>();
      Callable<RawSocket> open = () -> RawSocket.open(port);
      for (int i = held.size(); i < connections; i++) {
        opened.add(threads.submit(open));
      }
      for (Future<RawSocket> socket : opened) {
        held.add(socket.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(held.size() + " held, the next: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  int size() {
    return held.size();
  }

  void release() throws IOException {
    while (!held.isEmpty()) {
      held.remove().close();
    }
  }
}
