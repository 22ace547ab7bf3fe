package io.viprouter.launcher.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices by mail, on a thread of its own. {@link #send} is thread-safe and never waits: what
 * the server does not take is tried again after 1 s, 2 s, 4 s, up to a minute, for an hour; of more
 * than {@link MailQueue#CAPACITY} notices the oldest go, and the next mail says how many.
 */
public final class Mailer implements AutoCloseable {

  /** How long {@link #close()} waits for what is still to be sent. */
  public static final Duration FLUSH = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Mailer.class);

  private final List<String> to;
  private final Postman postman;
  private final LongSupplier nanoClock;
  private final MailQueue queue = new MailQueue();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "mail");
  private volatile boolean closing;
  private volatile boolean abandoned;

  /** Confined to the mail thread; at most one entry a recipient. */
  private final Set<String> refusedBefore = new HashSet<>();

  /** Confined to the mail thread. */
  private boolean down;

  /**
   * Makes one; nothing runs before {@link #start}.
   *
   * @param settings who gets the mail, and how
   */
  public Mailer(MailSettings settings) {
    this(settings.to(), new SmtpPostman(settings), System::nanoTime);
  }

  Mailer(List<String> to, Postman postman, LongSupplier nanoClock) {
    this.to = List.copyOf(to);
    this.postman = postman;
    this.nanoClock = nanoClock;
    thread.setDaemon(true);
  }

  /** Starts the thread; once. */
  public void start() {
    thread.start();
  }

  /**
   * Queues a notice.
   *
   * @param notice what to say
   */
  public void send(Notice notice) {
    queue.add(notice, to, nanoClock.getAsLong());
    wake.release();
  }

  /** Sends what waits, for at most {@link #FLUSH}, and ends the thread. */
  @Override
  public void close() {
    close(FLUSH);
  }

  /**
   * Sends what waits, for at most the given time, and ends the thread.
   *
   * @param flush 0 or more
   */
  public void close(Duration flush) {
    closing = true;
    queue.hurry(nanoClock.getAsLong());
    wake.release();
    try {
      if (!flush.isZero()) {
        thread.join(Math.max(1, flush.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandoned = true;
    wake.release();
    if (thread.isAlive()) {
      log.warn("mail: the server did not take all in time; {} notices are not sent", unsent());
    }
  }

  private int unsent() {
    return Math.max(1, queue.size());
  }

  private void run() {
    try {
      while (!abandoned) {
        step();
        if (closing && queue.size() == 0) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    long now = nanoClock.getAsLong();
    MailQueue.Job job = queue.next(now).orElse(null);
    if (job != null) {
      attempt(job);
    } else if (!closing || queue.size() > 0) {
      boolean woken = wake.tryAcquire(queue.waitNanos(now), TimeUnit.NANOSECONDS);
      if (woken) {
        wake.drainPermits();
      }
    }
  }

  private void attempt(MailQueue.Job job) {
    long lost = queue.lost();
    Notice notice = lost == 0 ? job.notice() : withLost(job.notice(), lost);
    try {
      Postman.Delivery delivery = postman.deliver(notice, job.to());
      tellRefused(delivery.refused());
      if (!delivery.later().isEmpty()) {
        later(job, delivery.later(), "the server asks " + delivery.later() + " to wait");
        return;
      }
      queue.delivered(lost);
      recovered();
    } catch (IOException e) {
      later(job, job.to(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // A bug of ours or of the library: the router goes on.
      log.error("mail: could not be sent", e);
      later(job, job.to(), e.toString());
    }
  }

  private static Notice withLost(Notice notice, long lost) {
    String line =
        String.format(
            "%n%d earlier notices were lost: the mail server did not take them in time.%n", lost);
    return new Notice(
        notice.at(), notice.about(), notice.body() + line.replace(System.lineSeparator(), "\n"));
  }

  private void later(MailQueue.Job job, List<String> to, String why) {
    queue.failed(job, to, nanoClock.getAsLong());
    if (!down) {
      log.warn("mail: not taken ({}); will be tried again for {} min", why, minutes());
    } else {
      log.debug("mail: not taken ({})", why);
    }
    down = true;
  }

  private static long minutes() {
    return MailQueue.LONGEST.toMinutes();
  }

  private void recovered() {
    if (down) {
      log.info("mail: the server takes it again");
    }
    down = false;
  }

  private void tellRefused(Map<String, String> refused) {
    refused.forEach(
        (address, why) -> {
          if (refusedBefore.size() <= MailSettings.MOST_RECIPIENTS && refusedBefore.add(address)) {
            log.warn("mail: the server refuses {}: {}; said once", address, why);
          }
        });
  }
}
