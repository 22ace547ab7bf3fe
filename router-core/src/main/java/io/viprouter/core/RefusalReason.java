package io.viprouter.core;

/** Why a client was turned away with an error of the router's own. */
public enum RefusalReason {
  /** The section's or the router's limit of connections is reached (error 1040). */
  TOO_MANY_CONNECTIONS,
  /**
   * The client's address is in none of the section's allowed networks, or in a denied one (1130).
   */
  NOT_ALLOWED,
  /** The client's address is blocked for broken handshakes (error 1129). */
  CLIENT_BLOCKED,
  /** A trusted proxy sent no PROXY protocol header, or a broken one (error 1043). */
  BAD_PROXY_HEADER,
  /** No destination could take the connection (error 1053). */
  NO_DESTINATION,
  /** The router itself lacks something, a file descriptor for example (error 1040). */
  ROUTER_EXHAUSTED
}
