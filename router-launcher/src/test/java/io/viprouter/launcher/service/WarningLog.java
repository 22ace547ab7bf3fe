package io.viprouter.launcher.service;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the notifier logs while a test runs. Confined to the test. */
final class WarningLog implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger(SystemdNotifier.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  WarningLog() {
    appender.start();
    logger.addAppender(appender);
  }

  List<String> lines() {
    return appender.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
