package io.viprouter.launcher.config;

import com.typesafe.config.ConfigValue;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads monitor, mail and admin. Confined to the thread that reads. */
final class ExtrasReader {

  private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s<>,;:\"]+@[^\\s<>,;:\"@]+");
  private static final int MAX_RECIPIENTS = 64;
  private static final int MAX_PORT = 65_535;
  private static final Duration MIN_TIME = Duration.ofMillis(100);
  private static final Duration MAX_TIME = Duration.ofHours(1);

  private final Reading reading;
  private final Node router;

  ExtrasReader(Reading reading, Node router) {
    this.reading = reading;
    this.router = router;
  }

  MonitorSettings monitor() {
    Node node = router.group("monitor");
    MonitorSettings monitor =
        new MonitorSettings(
            node.read("user", Parsers.string()),
            node.read("password", Parsers.secret()),
            node.read("interval", Parsers.duration(MIN_TIME, MAX_TIME)),
            node.read(
                "max-replication-lag",
                Parsers.durationOrZero(Duration.ofMillis(1), Duration.ofDays(1))));
    boolean userless = !monitor.given() && !reading.isFaulty(node.path().then("user"));
    if (userless && monitor.password().given()) {
      reading.fault(node.find("password").path(), "a password needs 'user'");
    }
    return monitor;
  }

  MailSettings mail() {
    Node node = router.group("mail");
    List<Item<ConfigValue>> recipients = node.list("to", "a list such as [\"dba@example.com\"]");
    List<String> to =
        recipients.stream()
            .flatMap(element -> node.parse(element, ExtrasReader::mailAddress).stream())
            .toList();
    if (recipients.size() > MAX_RECIPIENTS) {
      reading.fault(
          node.find("to").path(), recipients.size() + " addresses; at most " + MAX_RECIPIENTS);
    }
    String from = node.read("from", ExtrasReader::mailAddressOrNone);
    String host = node.read("smtp-host", ExtrasReader::hostOrNone);
    if (!recipients.isEmpty()) {
      needed(node, "from", from);
      needed(node, "smtp-host", host);
    }
    return new MailSettings(
        to,
        from,
        host,
        node.read("smtp-port", Parsers.integer(1, MAX_PORT)),
        node.read("helo-name", ExtrasReader::hostOrNone),
        node.read("connect-timeout", Parsers.duration(MIN_TIME, MAX_TIME)));
  }

  private void needed(Node node, String key, String value) {
    if (value.isEmpty()
        && node.find(key).value().unwrapped() instanceof String text
        && text.isBlank()) {
      reading.fault(node.path(), "'" + key + "' is missing; 'to' names somebody to write to");
    }
  }

  AdminSettings admin() {
    Node node = router.group("admin");
    Optional<InetSocketAddress> bind = node.read("bind", ExtrasReader::bindOrNone);
    Secret token = node.read("token", Parsers.secret());
    boolean asked = reading.origins().given(node.path().then("bind"));
    return new AdminSettings(bind, token, asked);
  }

  private static Optional<InetSocketAddress> bindOrNone(ConfigValue value) throws Fault {
    if (Parsers.text(value, "host:port or [v6]:port").isEmpty()) {
      return Optional.empty();
    }
    SocketAddress bind = Addresses.bind(value);
    if (bind instanceof InetSocketAddress inet) {
      return Optional.of(inet);
    }
    throw new Fault(Words.quote(value) + " is not host:port or [v6]:port");
  }

  private static String mailAddress(ConfigValue value) throws Fault {
    String text = Parsers.text(value, "a mail address");
    if (!MAIL_ADDRESS.matcher(text).matches()) {
      throw new Fault(Words.quote(text) + " is not a mail address such as dba@example.com");
    }
    return text;
  }

  private static String mailAddressOrNone(ConfigValue value) throws Fault {
    return Parsers.text(value, "a mail address").isEmpty() ? "" : mailAddress(value);
  }

  private static String hostOrNone(ConfigValue value) throws Fault {
    String text = Parsers.text(value, "a host name or an address");
    if (!text.isEmpty() && !Addresses.isHost(text)) {
      throw new Fault(Words.quote(text) + " is neither a name nor an address");
    }
    return text;
  }
}
