package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.launcher.service.SystemdNotifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Order of start and stop, with parts that do nothing but tell. */
final class SupervisorTest {

  private static final SystemdNotifier SILENT = new SystemdNotifier(Optional.empty());

  private final AtomicLong nanos = new AtomicLong();
  private final Queue<String> events = new ConcurrentLinkedQueue<>();

  /** Ends its drain when it is let go or closed. */
  private class Scripted implements Part {

    final CountDownLatch draining = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    private final String name;

    Scripted(String name) {
      this.name = name;
    }

    @Override
    public void start() {
      events.add("start " + name);
    }

    @Override
    public boolean drain(Duration grace) {
      events.add("drain " + name + " " + grace.toSeconds());
      draining.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return true;
    }

    @Override
    public void close() {
      events.add("close " + name);
    }
  }

  private static FutureTask<ExitCode> running(Supervisor supervisor) {
    FutureTask<ExitCode> run = new FutureTask<>(supervisor::run);
    Thread thread = new Thread(run, "main");
    thread.setDaemon(true);
    thread.start();
    return run;
  }

  private Supervisor supervisor(Part... parts) {
    return new Supervisor(List.of(parts), Duration.ofSeconds(10), nanos::get, SILENT);
  }

  @Test
  void stopsInTheOppositeOrder() throws Exception {
    Scripted first = new Scripted("a");
    Scripted second = new Scripted("b");
    Supervisor supervisor = supervisor(first, second);
    FutureTask<ExitCode> run = running(supervisor);
    first.goOn.countDown();
    second.goOn.countDown();
    supervisor.stop("SIGTERM");
    assertThat(run.get()).isEqualTo(ExitCode.OK);
    assertThat(events)
        .containsExactly("start a", "start b", "drain b 10", "drain a 10", "close b", "close a");
  }

  @Test
  void secondRequestDoesNotWait() throws Exception {
    Scripted part = new Scripted("a");
    Supervisor supervisor = supervisor(part);
    FutureTask<ExitCode> run = running(supervisor);
    supervisor.stop("SIGTERM");
    part.draining.await();
    nanos.addAndGet(Supervisor.ECHO.toNanos());
    supervisor.stop("SIGTERM");
    assertThat(run.get()).isEqualTo(ExitCode.OK);
    assertThat(events).containsExactly("start a", "drain a 10", "close a");
    supervisor.stop("SIGINT"); // Any more are of no interest.
  }

  @Test
  void echoOfTheFirstRequestIsNoSecondOne() throws Exception {
    Scripted part = new Scripted("a");
    Supervisor supervisor = supervisor(part);
    FutureTask<ExitCode> run = running(supervisor);
    supervisor.stop("SIGTERM");
    part.draining.await();
    nanos.addAndGet(Supervisor.ECHO.toNanos() - 1);
    supervisor.stop("SIGTERM");
    assertThat(run.isDone()).isFalse();
    part.goOn.countDown();
    assertThat(run.get()).isEqualTo(ExitCode.OK);
  }

  @Test
  void failureOfAThreadEndsItAsABug() throws Exception {
    Scripted part = new Scripted("a");
    Supervisor supervisor = supervisor(part);
    FutureTask<ExitCode> run = running(supervisor);
    supervisor.fail(new AssertionError("on purpose"));
    assertThat(run.get()).isEqualTo(ExitCode.BUG);
    assertThat(events).containsExactly("start a", "close a");
  }

  @Test
  void failedStartClosesWhatRuns() {
    Part broken =
        new Part() {
          @Override
          public void start() {
            throw new IllegalArgumentException("cannot start");
          }

          @Override
          public boolean drain(Duration grace) {
            throw new AssertionError("never started");
          }

          @Override
          public void close() {
            throw new AssertionError("never started");
          }
        };
    Supervisor supervisor = supervisor(new Scripted("a"), broken, new Scripted("c"));
    assertThatThrownBy(supervisor::run).hasMessage("cannot start");
    assertThat(events).containsExactly("start a", "close a");
  }

  @Test
  void brokenDrainDoesNotHoldUpTheEnd() throws Exception {
    Scripted part =
        new Scripted("a") {
          @Override
          public boolean drain(Duration grace) {
            throw new IllegalStateException("broken on purpose");
          }
        };
    Supervisor supervisor = supervisor(part);
    FutureTask<ExitCode> run = running(supervisor);
    supervisor.stop("SIGTERM");
    assertThat(run.get()).isEqualTo(ExitCode.OK);
    assertThat(events).containsExactly("start a", "close a");
  }
}
