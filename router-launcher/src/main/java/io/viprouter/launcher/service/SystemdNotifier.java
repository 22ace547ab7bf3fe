package io.viprouter.launcher.service;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is doing (sd_notify(3)). Thread-safe. Silent when systemd did not
 * ask; a message that cannot be sent is a warning and nothing else.
 */
public final class SystemdNotifier {

  /** Names the socket, by a path or, after {@code @}, in the abstract name space. */
  public static final String VARIABLE = "NOTIFY_SOCKET";

  /** Characters of a status line; what is longer is cut. */
  private static final int LONGEST_STATUS = 500;

  private static final Logger log = LoggerFactory.getLogger(SystemdNotifier.class);

  private final Optional<String> socket;
  private boolean readyTold;

  /**
   * Makes one.
   *
   * @param socket the value of {@link #VARIABLE}; empty if it is not set
   */
  public SystemdNotifier(Optional<String> socket) {
    this.socket = socket.filter(address -> !address.isEmpty());
  }

  /**
   * Makes one for this process.
   *
   * @return one that is silent when the environment names no socket
   */
  public static SystemdNotifier ofEnvironment() {
    return new SystemdNotifier(Optional.ofNullable(System.getenv(VARIABLE)));
  }

  /**
   * All configured parts run and signals are heard. Said once; also after a reload, if {@link
   * #reloading} went before.
   *
   * @param status what the service does, in one line
   */
  public synchronized void ready(String status) {
    if (!readyTold) {
      readyTold = true;
      send("READY=1\n" + statusLine(status));
    } else {
      status(status);
    }
  }

  /** A reload has begun; {@link #ready} is to follow, whatever becomes of it. */
  public synchronized void reloading() {
    if (socket.isPresent()) {
      readyTold = false;
      send("RELOADING=1\nMONOTONIC_USEC=" + NotifySocket.monotonicMicros());
    }
  }

  /**
   * The service begins to stop.
   *
   * @param status what it still does, in one line
   */
  public synchronized void stopping(String status) {
    send("STOPPING=1\n" + statusLine(status));
  }

  /**
   * Something to show in {@code systemctl status}.
   *
   * @param status one line
   */
  public synchronized void status(String status) {
    send(statusLine(status));
  }

  private static String statusLine(String status) {
    String line = status.replaceAll("\\p{Cntrl}", " ");
    return "STATUS=" + line.substring(0, Math.min(line.length(), LONGEST_STATUS));
  }

  private void send(String message) {
    if (socket.isEmpty()) {
      return;
    }
    try {
      NotifySocket.send(socket.get(), message.getBytes(StandardCharsets.UTF_8));
    } catch (NotifySocket.Failed | LinkageError e) {
      log.warn("systemd could not be told: {}", String.valueOf(e.getMessage()));
    }
  }
}
