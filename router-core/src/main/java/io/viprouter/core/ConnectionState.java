package io.viprouter.core;

/** How far a client's connection has come. */
public enum ConnectionState {
  /** Accepted; no server has greeted it yet. */
  CONNECTING,
  /** A server has greeted it; its login is under way. */
  HANDSHAKE,
  /** The server has answered the login, or the client has begun TLS: bytes go both ways. */
  RELAYING
}
