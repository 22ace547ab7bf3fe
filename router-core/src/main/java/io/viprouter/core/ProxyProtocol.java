package io.viprouter.core;

/**
 * Which header of the PROXY protocol servers are sent before anything else, so that they know the
 * client's address.
 */
public enum ProxyProtocol {
  /** None: servers see the router's address. */
  NONE("none"),
  /** A line of text: {@code PROXY TCP4 10.0.0.9 10.1.1.20 51234 7001}. */
  V1("v1"),
  /** The same in bytes. */
  V2("v2");

  private final String key;

  ProxyProtocol(String key) {
    this.key = key;
  }

  /**
   * How configuration files write it.
   *
   * @return {@code none}, {@code v1} or {@code v2}
   */
  public String key() {
    return key;
  }
}
