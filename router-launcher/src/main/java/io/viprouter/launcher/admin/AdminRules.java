package io.viprouter.launcher.admin;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What the admin interface asks of its own settings. Pure; resolves no name. */
public final class AdminRules {

  /** Longest token. */
  public static final int MAX_TOKEN_LENGTH = 256;

  private AdminRules() {}

  /**
   * Whether an admin interface may be bound like this.
   *
   * @param bind where it is to listen; may be unresolved
   * @param token the bearer token; empty: none
   * @return what is wrong, as a sentence that follows a key's name; empty if it is fine
   */
  public static Optional<String> fault(InetSocketAddress bind, String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Optional.of("token has " + token.length() + " characters; at most 256");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.of("token holds a character other than visible ASCII");
    }
    if (token.isEmpty() && !loopback(bind)) {
      return Optional.of(
          "a token is required, for '" + bind.getHostString() + "' is not a loopback address");
    }
    return Optional.empty();
  }

  /**
   * Whether only this host can reach an address. A name counts if it is {@code localhost}.
   *
   * @param bind resolved or not
   * @return whether it is loopback
   */
  static boolean loopback(InetSocketAddress bind) {
    InetAddress address = bind.getAddress();
    if (address != null) {
      return address.isLoopbackAddress();
    }
    String host = bind.getHostString();
    return host.equalsIgnoreCase("localhost")
        || (InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress());
  }
}
