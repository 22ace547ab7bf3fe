package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.viprouter.launcher.admin.Endpoint.Access;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who is let in. Immutable and pure.
 *
 * <p>With a token, whatever is not open needs it: as a bearer token, or as the password of basic
 * authentication, which is what the exporter for MySQL Router can send. Without one, only peers on
 * this host are let in, and only under a name that a hostile page cannot point here (DNS
 * rebinding): an address literal or {@code localhost}. What a browser sends on behalf of another
 * site never changes anything, with or without a token.
 */
final class Gate {

  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private final String token;

  /**
   * Makes one.
   *
   * @param token empty: none
   */
  Gate(String token) {
    this.token = token;
  }

  /**
   * What is looked at. Immutable; headers that were not sent are empty.
   *
   * @param peerIsLoopback whether the request comes from this host
   * @param host header of that name
   * @param authorization header of that name
   * @param origin header of that name
   * @param fetchSite header Sec-Fetch-Site
   * @param contentType header of that name
   */
  record Visitor(
      boolean peerIsLoopback,
      String host,
      String authorization,
      String origin,
      String fetchSite,
      String contentType) {}

  /** The refusal, unless the visitor is let in. */
  Optional<Reply> refusal(Access access, Visitor visitor) {
    if (access == Access.CHANGE) {
      Optional<Reply> crossSite = crossSite(visitor);
      if (crossSite.isPresent()) {
        return crossSite;
      }
    }
    if (access == Access.OPEN) {
      return Optional.empty();
    }
    if (!token.isEmpty()) {
      return authorized(visitor.authorization()) ? Optional.empty() : Optional.of(unauthorized());
    }
    if (!visitor.peerIsLoopback()) {
      return Optional.of(Reply.error(403, "without a token, only this host is let in"));
    }
    return safeHost(visitor.host())
        ? Optional.empty()
        : Optional.of(
            Reply.error(403, "without a token, the Host header must be an address or localhost"));
  }

  private static Optional<Reply> crossSite(Visitor visitor) {
    String site = visitor.fetchSite();
    if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
      return Optional.of(Reply.error(403, "a request from another site changes nothing here"));
    }
    String origin = visitor.origin().toLowerCase(Locale.ROOT);
    String host = visitor.host().toLowerCase(Locale.ROOT);
    if (!origin.isEmpty()
        && !origin.equals("http://" + host)
        && !origin.equals("https://" + host)) {
      return Optional.of(Reply.error(403, "a request from another origin changes nothing here"));
    }
    String type = visitor.contentType().split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (FORMS.contains(type)) {
      return Optional.of(
          Reply.error(415, "content type " + type + "; send no body, or application/json"));
    }
    return Optional.empty();
  }

  private static Reply unauthorized() {
    return Reply.error(401, "the token is missing or wrong")
        .with("WWW-Authenticate", "Bearer realm=\"VIP Router\"");
  }

  private boolean authorized(String authorization) {
    String[] parts = authorization.trim().split(" +", 2);
    if (parts.length < 2) {
      return false;
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> isToken(parts[1]);
      case "basic" -> isToken(password(parts[1]));
      default -> false;
    };
  }

  /** Takes as long for a wrong guess as for a right one. */
  private boolean isToken(String guess) {
    return MessageDigest.isEqual(guess.getBytes(UTF_8), token.getBytes(UTF_8));
  }

  private static String password(String credentials) {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean safeHost(String host) {
    try {
      String name = HostAndPort.fromString(host).getHost();
      return name.equalsIgnoreCase("localhost") || InetAddresses.isInetAddress(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
