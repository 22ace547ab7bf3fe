package io.viprouter.launcher;

import io.viprouter.core.RouterException;
import io.viprouter.launcher.admin.RefusedException;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.service.SystemdNotifier;
import io.viprouter.vrrp.VrrpException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the router, from the pid file to the last session. Confined to the main thread. */
final class Launch {

  private static final Logger log = LoggerFactory.getLogger(Launch.class);

  private final RunOptions flags;
  private final SettingsSource source;
  private final Settings settings;

  Launch(RunOptions flags, SettingsSource source, Settings settings) {
    this.flags = flags;
    this.source = source;
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
      return e.denied() ? ExitCode.NO_PERMISSION : ExitCode.FAILED;
    } catch (VrrpException e) {
      log.error("{}; not starting", e.getMessage());
      return e.kind() == VrrpException.Kind.NOT_PERMITTED
          ? ExitCode.NO_PERMISSION
          : ExitCode.FAILED;
    } catch (RouterException | UncheckedIOException e) {
      log.error("{}; not starting", e.getMessage());
      return denied(e) ? ExitCode.NO_PERMISSION : ExitCode.FAILED;
    } finally {
      pidFile.ifPresent(PidFile::close);
    }
  }

  private ExitCode supervise() throws InterruptedException {
    Program program = new Program(source, settings);
    SystemdNotifier systemd = SystemdNotifier.ofEnvironment();
    Supervisor supervisor =
        new Supervisor(
            program.parts(), settings.process().shutdownGrace(), System::nanoTime, systemd);
    OneThread reloads = new OneThread("router-reload");
    Signals.install(
        supervisor::stop, signal -> reloads.post(() -> reload(program, systemd, signal)));
    Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> supervisor.fail(cause));
    log.info(
        "{}, process {}, configuration {}",
        Version.line(),
        ProcessHandle.current().pid(),
        source.words());
    try {
      return supervisor.run();
    } finally {
      reloads.close();
    }
  }

  private static void reload(Program program, SystemdNotifier systemd, String signal) {
    systemd.reloading();
    String status = "running";
    try {
      program.operations().reload(signal);
    } catch (RefusedException e) {
      status = "running; the last reload was refused";
    } finally {
      systemd.ready(status);
    }
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
