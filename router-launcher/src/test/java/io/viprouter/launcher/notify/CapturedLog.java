package io.viprouter.launcher.notify;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** What a class logs while a test runs. Thread-safe. */
final class CapturedLog implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Semaphore more = new Semaphore(0);
  private final Logger logger;
  private final AppenderBase<ILoggingEvent> appender;

  CapturedLog(Class<?> of) {
    logger = (Logger) LoggerFactory.getLogger(of);
    appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
            more.release();
          }
        };
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.addAppender(appender);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line. */
  String await(Predicate<String> wanted) throws InterruptedException {
    while (true) {
      for (String line : lines) {
        if (wanted.test(line)) {
          return line;
        }
      }
      if (!more.tryAcquire(60, TimeUnit.SECONDS)) {
        throw new AssertionError("no such line in " + lines);
      }
    }
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
