package io.viprouter.core;

/** How far a client's connection has come. */
public enum ConnectionState {
  /** Accepted; no server has greeted it yet. */
  CONNECTING('C'),
  /** A server has greeted it; its login is under way. */
  HANDSHAKE('H'),
  /** The server has answered the login, or the client has begun TLS: bytes go both ways. */
  RELAYING('D');

  private final char letter;

  ConnectionState(char letter) {
    this.letter = letter;
  }

  /** Its place in the codes of the log. */
  char letter() {
    return letter;
  }
}
