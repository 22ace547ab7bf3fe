package io.viprouter.core;

/** Why a session ended. */
public enum CloseReason {
  /** The client ended it in order. */
  CLIENT_CLOSED('C'),
  /** The server ended it in order. */
  SERVER_CLOSED('S'),
  /** The client's connection was reset or broke. */
  CLIENT_FAILED('C'),
  /** The server's connection was reset or broke. */
  SERVER_FAILED('S'),
  /** The server refused the login; whoever ended the connection after that. */
  LOGIN_REFUSED('S'),
  /** The client left before the handshake was done; the server's side was carried to its end. */
  CLIENT_LEFT_HANDSHAKE('C'),
  /** The client did not finish the handshake in time. */
  HANDSHAKE_TIMEOUT('c'),
  /** The client sent something that is no handshake. */
  HANDSHAKE_ERROR('P'),
  /** No destination took it. */
  NO_DESTINATION('S'),
  /** No byte either way for the idle timeout. */
  IDLE_TIMEOUT('c'),
  /** Its destination was drained or killed, or its section removed. */
  DRAINED('K'),
  /** The address of this host that the client came in at is no longer this host's. */
  ADDRESS_GONE('A'),
  /** Its destination turned unfit for the section. */
  UNFIT('D'),
  /** The router closed. */
  ROUTER_CLOSED('X'),
  /** The router failed it: a fault of ours, or something the router lacked. */
  ROUTER_FAILED('I');

  /** The code of a connection that ended as it should. */
  private static final String IN_ORDER = "--";

  private final char who;

  CloseReason(char who) {
    this.who = who;
  }

  /**
   * The code of two letters that the log has, after the manner of HAProxy's termination states. The
   * first says who ended the connection: {@code C} the client, {@code S} the server or the want of
   * one, {@code c} the router for the client was silent too long, {@code P} the router for the
   * client broke the protocol, {@code K} a command (drain, kill), {@code D} its server became
   * unfit, {@code A} the address left this host, {@code X} the router closed, {@code I} an internal
   * fault. The second says how far it had come: {@code C} connecting, {@code H} handshake, {@code
   * D} data. {@code --} is the ordinary end: the client left after its login.
   *
   * @param state how far the connection had come
   * @return two letters
   */
  public String code(ConnectionState state) {
    if (this == CLIENT_CLOSED && state == ConnectionState.RELAYING) {
      return IN_ORDER;
    }
    return new String(new char[] {who, state.letter()});
  }
}
