package io.viprouter.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this host calls itself. Stateless. */
final class HostName {

  private HostName() {}

  /** The name, or {@code localhost} where the system knows none. */
  static String get() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The message is "NAME: NAME: ..." when the system has a name that it cannot resolve.
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(':');
      return colon > 0 ? message.substring(0, colon) : "localhost";
    }
  }
}
