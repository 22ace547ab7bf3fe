package io.viprouter.core;

/** Why a session ended. */
public enum CloseReason {
  /** The client ended it in order. */
  CLIENT_CLOSED,
  /** The server ended it in order. */
  SERVER_CLOSED,
  /** The client's connection was reset or broke. */
  CLIENT_FAILED,
  /** The server's connection was reset or broke. */
  SERVER_FAILED,
  /** The client left before the handshake was done; the server's side was carried to its end. */
  CLIENT_LEFT_HANDSHAKE,
  /** The client did not finish the handshake in time. */
  HANDSHAKE_TIMEOUT,
  /** The client sent something that is no handshake. */
  HANDSHAKE_ERROR,
  /** No destination took it. */
  NO_DESTINATION,
  /** No byte either way for the idle timeout. */
  IDLE_TIMEOUT,
  /** Its destination was drained or killed, or its section removed. */
  DRAINED,
  /** The address of this host that the client came in at is no longer this host's. */
  ADDRESS_GONE,
  /** Its destination turned unfit for the section. */
  UNFIT,
  /** The router closed. */
  ROUTER_CLOSED,
  /** The router failed it: a fault of ours, or something the router lacked. */
  ROUTER_FAILED
}
