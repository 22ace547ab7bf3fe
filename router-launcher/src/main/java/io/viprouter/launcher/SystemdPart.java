package io.viprouter.launcher;

import io.viprouter.launcher.service.SystemdNotifier;
import java.time.Duration;

/**
 * Tells systemd that all is up, and that the stop begins. The last part to be started, and so the
 * first to be drained. Confined to the supervisor's threads.
 */
final class SystemdPart implements Part {

  private final SystemdNotifier systemd;
  private final String running;

  /**
   * Makes one.
   *
   * @param running the status to show once all is up
   */
  SystemdPart(SystemdNotifier systemd, String running) {
    this.systemd = systemd;
    this.running = running;
  }

  @Override
  public void start() {
    systemd.ready(running);
  }

  @Override
  public boolean drain(Duration grace) {
    systemd.stopping("stopping; sessions may go on for " + grace.toSeconds() + " s");
    return true;
  }

  @Override
  public void close() {}
}
