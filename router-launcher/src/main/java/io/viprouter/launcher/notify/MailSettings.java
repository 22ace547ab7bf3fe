package io.viprouter.launcher.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where mail goes and how. Immutable.
 *
 * @param routerName how this router calls itself; stands in brackets before each subject
 * @param to who gets it; 1 to 20 addresses
 * @param from the sender, in the header and in the envelope
 * @param server where it is handed in
 */
public record MailSettings(String routerName, List<String> to, String from, Server server) {

  /** Most recipients. */
  public static final int MOST_RECIPIENTS = 20;

  /**
   * The mail server. It is spoken to in plain SMTP without a login, as a relay in one's own network
   * is.
   *
   * @param host name or address; not empty
   * @param port 1 to 65535
   * @param connectTimeout for the connection and for each answer of the server; 1 ms to 1 h
   * @param heloName how to greet it; empty: the host's name
   */
  public record Server(String host, int port, Duration connectTimeout, String heloName) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** Checks the ranges. */
    public Server {
      require(!host.isBlank(), "smtp-host", host, "a name or an address is needed");
      require(port >= 1 && port <= 65535, "smtp-port", port, "1 to 65535");
      require(
          connectTimeout.toMillis() >= 1 && connectTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
          "connect-timeout",
          connectTimeout,
          "1ms to 1h");
      require(
          heloName.matches("[A-Za-z0-9.:\\[\\]_-]*"),
          "helo-name",
          heloName,
          "only letters, digits and . : - _ [ ]");
    }
  }

  /** Checks the addresses. */
  public MailSettings {
    to = List.copyOf(to);
    routerName = Notice.line(routerName, Notice.LONGEST_SUBJECT);
    require(
        !to.isEmpty() && to.size() <= MOST_RECIPIENTS,
        "to",
        to.size() + " addresses",
        "1 to " + MOST_RECIPIENTS);
    to.forEach(address -> checkAddress("to", address));
    checkAddress("from", from);
  }

  /**
   * Checks one mail address, such as {@code dba@example.org}.
   *
   * @param key named in the message
   * @param address the address alone, without a name
   * @throws IllegalArgumentException if it is none
   */
  public static void checkAddress(String key, String address) {
    String fault = "an address such as 'dba@example.org' is needed";
    try {
      new InternetAddress(address, true).validate();
      // No host is fine for a mail server on this host: 'root'.
      require(address.matches("[\\x21-\\x7e&&[^<>,;()]]+"), key, address, fault);
    } catch (AddressException e) {
      if (!address.matches("[A-Za-z0-9._-]+")) {
        throw new IllegalArgumentException(
            "mail." + key + ": '" + Notice.line(address, Notice.LONGEST_SUBJECT) + "': " + fault,
            e);
      }
    }
  }

  private static void require(boolean fine, String key, Object value, String rule) {
    if (!fine) {
      throw new IllegalArgumentException(
          "mail." + key + ": '" + Notice.line(value.toString(), 200) + "' is wrong; " + rule);
    }
  }
}
