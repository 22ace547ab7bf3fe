package io.viprouter.core.health;

import io.viprouter.core.Destination;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one server, for all sections, on a thread of its own that ends when nobody asks. {@link
 * #ask}, {@link #leave} and {@link #left} may be called by any thread. It never waits for another
 * server.
 */
final class Watch {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** Most questions that wait: each section has one at a time, and a command has one. */
  private static final int MAX_WAITING = 256;

  private static final long IDLE_SECONDS = 60;

  private final KeptSession session;
  private final ThreadPoolExecutor thread;

  Watch(Destination destination, DataSource source, ThreadFactory threads) {
    this.session = new KeptSession(source);
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread made = threads.newThread(task);
              made.setName("router-monitor-" + destination);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Asks.
   *
   * @param question what
   * @param told hears the answer, on this watch's thread; not called once the watch is closed
   */
  void ask(Question question, Consumer<Answer> told) {
    try {
      thread.execute(() -> told.accept(answer(question)));
    } catch (RejectedExecutionException e) {
      log.debug("a question was not taken", e);
    }
  }

  /** Begins to end the session in order. */
  void leave() {
    try {
      thread.execute(session::close);
    } catch (RejectedExecutionException e) {
      log.debug("closing all the same", e);
    }
    thread.shutdown();
  }

  /** Waits for that; cuts the session off if its server hangs. */
  void left(long patienceMillis) {
    try {
      if (thread.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.abort();
    thread.shutdownNow();
  }

  private Answer answer(Question question) {
    try {
      if (question.fresh() || !session.standing()) {
        session.renew();
        return new Answer.Alive(session.ask(question.facts()));
      }
      return overKept(question);
    } catch (SQLException e) {
      return failed(e);
    } catch (RuntimeException e) {
      log.warn("a monitor session failed", e);
      session.close();
      return new Answer.Mute(e.toString());
    } catch (LinkageError | AssertionError e) {
      // A driver that is not there tells nothing of the server.
      log.debug("a monitor session failed", e);
      session.close();
      return new Answer.NoSession(e.toString());
    }
  }

  /** The server may have ended a session that was idle for long: then a fresh one decides. */
  private Answer overKept(Question question) throws SQLException {
    try {
      return new Answer.Alive(session.ask(question.facts()));
    } catch (SQLException e) {
      if (Trouble.of(e) != Trouble.NO_SESSION) {
        throw e;
      }
      session.renew();
      return new Answer.Alive(session.ask(question.facts()));
    }
  }

  private Answer failed(SQLException e) {
    String cause = Optional.ofNullable(e.getMessage()).orElse(e.toString()).trim();
    return switch (Trouble.of(e)) {
      case FULL -> new Answer.Full(cause);
      case MUTE -> new Answer.Mute(cause);
      case NOT_READY -> new Answer.Alive(Optional.of(ServerFacts.NOT_READY));
      case NO_SESSION -> {
        session.close();
        yield new Answer.NoSession(cause);
      }
    };
  }
}
