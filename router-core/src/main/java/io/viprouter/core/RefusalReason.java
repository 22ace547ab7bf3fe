package io.viprouter.core;

/** Why a client was turned away with an error of the router's own. */
public enum RefusalReason {
  /** The section's or the router's limit of connections is reached (error 1040). */
  TOO_MANY_CONNECTIONS("RA"),
  /**
   * The client's address is in none of the section's allowed networks, or in a denied one (1130).
   */
  NOT_ALLOWED("PA"),
  /** The client's address is blocked for broken handshakes (error 1129). */
  CLIENT_BLOCKED("PA"),
  /** A trusted proxy sent no PROXY protocol header, or a broken one (error 1043). */
  BAD_PROXY_HEADER("PA"),
  /** No destination could take the connection (error 1053). */
  NO_DESTINATION("SA"),
  /** The router itself lacks something, a file descriptor for example (error 1040). */
  ROUTER_EXHAUSTED("IA");

  private final String code;

  RefusalReason(String code) {
    this.code = code;
  }

  /**
   * The code of two letters that the log has of a client turned away at accept, see {@link
   * CloseReason#code}: {@code P} by rule, {@code R} for a limit, {@code S} for want of a server,
   * {@code I} for want of something of the router's; then {@code A}, at accept.
   *
   * @return two letters
   */
  public String code() {
    return code;
  }
}
