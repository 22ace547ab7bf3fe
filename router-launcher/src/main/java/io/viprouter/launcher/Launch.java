package io.viprouter.launcher;

import io.viprouter.core.RouterException;
import io.viprouter.launcher.config.Settings;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the router, from the pid file to the last session. Confined to the main thread. */
final class Launch {

  private static final Logger log = LoggerFactory.getLogger(Launch.class);

  private final CommandLine flags;
  private final Settings settings;

  Launch(CommandLine flags, Settings settings) {
    this.flags = flags;
    this.settings = settings;
  }

  ExitCode run() throws InterruptedException {
    Logging.level(flags.logLevel());
    Optional<PidFile> pidFile = Optional.empty();
    try {
      if (flags.pidFile().isPresent()) {
        pidFile = Optional.of(PidFile.write(flags.pidFile().get()));
      }
      return supervise();
    } catch (PidFile.Taken e) {
      log.error("{}; not starting", e.getMessage());
      return ExitCode.FAILED;
    } catch (RouterException e) {
      log.error("{}; not starting", e.getMessage());
      return denied(e) ? ExitCode.NO_PERMISSION : ExitCode.FAILED;
    } finally {
      pidFile.ifPresent(PidFile::close);
    }
  }

  private ExitCode supervise() throws InterruptedException {
    List<Part> parts = Assembly.parts(settings);
    Supervisor supervisor =
        new Supervisor(parts, settings.process().shutdownGrace(), System::nanoTime);
    Signals.install(supervisor::stop);
    Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> supervisor.fail(cause));
    log.info(
        "{}, process {}, configuration {}",
        Version.line(),
        ProcessHandle.current().pid(),
        flags.config());
    return supervisor.run();
  }

  /** The JDK has no exception of its own for a port that one may not bind; only its text tells. */
  private static boolean denied(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof AccessDeniedException
          || message.contains("Permission denied")
          || message.contains("Operation not permitted")) {
        return true;
      }
    }
    return false;
  }
}
