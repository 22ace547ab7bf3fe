package io.viprouter.launcher;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Sets how much is logged; how it looks stands in {@code logback.xml}. Stateless. */
final class Logging {

  private Logging() {}

  static void level(Level level) {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
    }
  }
}
