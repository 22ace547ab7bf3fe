package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.RefusalReason;
import java.time.Duration;
import java.util.Locale;

/**
 * The line about a connection that is over, for the log {@value Journal#ACCESS}. Pure.
 *
 * <pre>
 * [routing:rw] 10.0.0.9:51234 via 10.1.1.20:7001 -> db1:3306 id=42 in=310 out=5120 time=12.345 end=SD SERVER_CLOSED
 * </pre>
 */
final class AccessLine {

  private static final String NONE = "-";

  private AccessLine() {}

  /** Of a connection that was admitted. */
  static String of(Connection connection, CloseReason reason) {
    return line(
        Sockets.text(connection.client()) + " via " + Sockets.text(connection.local()),
        connection,
        reason.code(connection.state()) + " " + reason);
  }

  private static String line(String who, Connection connection, String end) {
    return String.format(
        Locale.ROOT,
        "[routing:%s] %s -> %s id=%s in=%d out=%d time=%s end=%s",
        connection.section(),
        who,
        connection.destination().map(Object::toString).orElse(NONE),
        connection.serverConnectionId().map(Object::toString).orElse(NONE),
        connection.bytesFromClient(),
        connection.bytesFromServer(),
        seconds(connection.age()),
        end);
  }

  /** Of a client that was turned away at the door. */
  static String refused(String section, Peer peer, RefusalReason reason) {
    return String.format(
        Locale.ROOT,
        "[routing:%s] %s via %s -> - id=- in=0 out=0 time=0.000 end=%s %s",
        section,
        Sockets.text(peer.address()),
        Sockets.text(peer.local()),
        reason.code(),
        reason);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%d.%03d", time.toSeconds(), time.toMillisPart());
  }
}
