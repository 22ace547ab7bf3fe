package io.viprouter.vrrp.lab;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What one virtual router of this process logs. Thread-safe. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final String router;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogCapture(String router) {
    this.router = router;
  }

  /** Begins; give the router this name, which no other test uses. */
  static LogCapture of(String router) {
    LogCapture capture = new LogCapture(router);
    capture.start();
    logger().addAppender(capture);
    return capture;
  }

  /**
   * Several labs may be the first to log: until one has found logback, the others get a stand-in.
   */
  private static Logger logger() {
    while (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      Await.pause(Duration.ofMillis(5));
    }
    return context.getLogger("io.viprouter.vrrp");
  }

  String name() {
    return router;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  boolean said(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = event.getFormattedMessage();
    if (line.contains("(" + router + ")")) {
      lines.add(line);
    }
  }

  @Override
  public void close() {
    logger().detachAppender(this);
    stop();
  }
}
