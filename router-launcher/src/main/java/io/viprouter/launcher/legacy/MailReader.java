package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads what {@code global_defs} says about mail. Confined to the reading thread. */
final class MailReader {

  /** Longest connect timeout that keepalived takes, in seconds. */
  private static final int MAX_TIMEOUT = 4294;

  /** Longest one of ours. */
  private static final int HOUR = 3600;

  private static final int MAX_PORT = 65_535;
  private static final int MAX_RECIPIENTS = 64;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]+@[^\\s<>,;:\"@]+");
  private static final String LOCAL_SERVER = "127.0.0.1";

  private final Scope scope;
  private final Group group;
  private final String hostName;
  private final List<String> recipients = new ArrayList<>();
  private Optional<Statement> recipientsAt = Optional.empty();
  private boolean hasFrom;
  private boolean hasServer;

  /**
   * Prepares it.
   *
   * @param scope of global_defs
   * @param group takes what is read
   * @param hostName of this host, for the sender that keepalived takes by default
   */
  MailReader(Scope scope, Group group, String hostName) {
    this.scope = scope;
    this.group = group;
    this.hostName = hostName;
  }

  Map<String, Consumer<Statement>> readers() {
    return Map.of(
        "notification_email", this::recipients,
        "notification_email_from", this::from,
        "smtp_server", this::server,
        "smtp_helo_name", this::helo,
        "smtp_connect_timeout", this::timeout,
        "stmp_connect_timeout", this::misspelt);
  }

  /** Where the recipients stand, if there are any. */
  Optional<Statement> recipientsAt() {
    return recipients.isEmpty() ? Optional.empty() : recipientsAt;
  }

  /** Writes the recipients, and what keepalived takes by default. */
  void finish() {
    Optional<Statement> at = recipientsAt();
    if (at.isEmpty()) {
      return;
    }
    List<String> comments = new ArrayList<>(at.get().comments());
    at.get().block().forEach(line -> comments.addAll(line.comments()));
    group.set(at.get().order(), comments, "to", Group.list(recipients));
    if (!hasFrom) {
      String from = "keepalived@" + (Addresses.isHost(hostName) ? hostName : "localhost");
      byDefault(at.get(), "from", from);
    }
    if (!hasServer) {
      byDefault(at.get(), "smtp-host", LOCAL_SERVER);
    }
  }

  private void byDefault(Statement at, String key, String value) {
    group.set(at.order(), key, Group.text(value));
    scope.note(at, "mail." + key + " is '" + value + "', as in keepalived where none is given");
  }

  private void recipients(Statement at) {
    recipientsAt = Optional.of(at);
    if (at.block().isEmpty()) {
      scope.note(at, "is empty; no mail is sent");
    }
    Scope inner = scope.inner(at.keyword());
    for (Statement line : at.block()) {
      for (String address : line.words()) {
        if (!ADDRESS.matcher(address).matches()) {
          inner.note(line, "is no mail address with an '@'; it is left out");
        } else if (recipients.size() == MAX_RECIPIENTS) {
          inner.note(line, "is one of more than " + MAX_RECIPIENTS + "; it is left out");
        } else if (!recipients.contains(address)) {
          recipients.add(address);
        }
      }
    }
  }

  private void from(Statement at) {
    Optional<String> from = scope.argument(at);
    if (from.isPresent() && !ADDRESS.matcher(from.get()).matches()) {
      scope.fault(at, Remarks.quote(from.get()) + " is no plain mail address such as dba@host");
    } else if (from.isPresent()) {
      hasFrom = true;
      set(at, "from", from.get());
    }
  }

  private void server(Statement at) {
    Optional<String> host = scope.argument(at);
    if (host.isEmpty()) {
      return;
    }
    hasServer = true;
    if (!Addresses.isHost(host.get())) {
      scope.fault(at, "Invalid smtp server " + Remarks.quote(host.get()));
      return;
    }
    set(at, "smtp-host", host.get());
    if (at.arguments().size() > 1) {
      String port = at.arguments().get(1);
      OptionalInt number = Scope.signed(port);
      if (number.isEmpty() || number.getAsInt() < 1 || number.getAsInt() > MAX_PORT) {
        scope.fault(at, "port " + Scope.outside(port, "1", Integer.toString(MAX_PORT)));
      } else {
        group.set(at.order(), "smtp-port", Integer.toString(number.getAsInt()));
      }
    }
  }

  private void helo(Statement at) {
    Optional<String> name = scope.argument(at);
    if (name.isPresent() && !Addresses.isHost(name.get())) {
      scope.fault(at, Remarks.quote(name.get()) + " is neither a name nor an address");
    } else if (name.isPresent()) {
      set(at, "helo-name", name.get());
    }
  }

  private void timeout(Statement at) {
    OptionalInt seconds = scope.atLeastOne(at, MAX_TIMEOUT);
    if (seconds.isPresent() && seconds.getAsInt() > HOUR) {
      scope.note(at, "is set to an hour, the longest");
      seconds = OptionalInt.of(HOUR);
    }
    seconds.ifPresent(
        value -> group.set(at.order(), at.comments(), "connect-timeout", value + "s"));
  }

  /** Many examples on the web have it; old versions of keepalived passed over it. */
  private void misspelt(Statement at) {
    scope.note(at, "is taken for smtp_connect_timeout, which keepalived does not do");
    timeout(at);
  }

  private void set(Statement at, String key, String value) {
    group.set(at.order(), at.comments(), key, Group.text(value));
  }
}
