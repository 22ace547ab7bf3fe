package io.viprouter.launcher.legacy;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads {@code global_defs}, and remembers what counts for all. Confined to the reading thread. */
final class Globals {

  /** Longest connect timeout that keepalived takes, in seconds. */
  private static final int MAX_SMTP_TIMEOUT = 4294;

  private static final int MAX_REAL_TIME = 99;
  private static final String MULTICAST_4 = "224.0.0.18";
  private static final String MULTICAST_6 = "ff02::12";

  private final Scope scope;
  private final Group router;
  private final Group mail;
  private final GarpReader garp;
  private final List<String> recipients = new ArrayList<>();
  private Optional<Statement> recipientsAt = Optional.empty();
  private OptionalInt version = OptionalInt.empty();
  private OptionalInt realTime = OptionalInt.empty();
  private Optional<Boolean> alerts = Optional.empty();
  private Optional<Boolean> vrrpAlerts = Optional.empty();
  private String scriptUser = "";

  /**
   * Prepares it.
   *
   * @param router takes the name and what has no equal
   * @param mail takes what is about mail
   * @param defaults takes what counts for all virtual routers
   */
  Globals(Group router, Group mail, Group defaults, Remarks remarks) {
    this.router = router;
    this.mail = mail;
    this.scope = new Scope("[global_defs]", router, remarks);
    this.garp = new GarpReader(new Scope("[global_defs]", defaults, remarks), "vrrp_garp_master_");
  }

  void read(Statement block) {
    Map<String, Consumer<Statement>> readers = new HashMap<>(garp.readers());
    readers.put(
        "router_id",
        at -> argument(at, id -> router.set(0, at.comments(), "name", Group.text(id))));
    readers.put("notification_email", this::recipients);
    readers.put("notification_email_from", at -> argument(at, from -> set(at, "from", from)));
    readers.put("smtp_server", this::server);
    readers.put("smtp_helo_name", at -> argument(at, name -> set(at, "helo-name", name)));
    readers.put("smtp_connect_timeout", this::timeout);
    readers.put("stmp_connect_timeout", this::misspelt);
    readers.put("smtp_alert", at -> alerts = scope.flag(at));
    readers.put("smtp_alert_vrrp", at -> vrrpAlerts = scope.flag(at));
    readers.put("vrrp_version", at -> version = scope.number(at, 2, 3));
    readers.put("vrrp_rt_priority", this::realTime);
    readers.put("script_user", this::scriptUser);
    readers.put("vrrp_mcast_group4", at -> multicast(at, MULTICAST_4));
    readers.put("vrrp_mcast_group6", at -> multicast(at, MULTICAST_6));
    readers.put("vrrp_min_garp", this::minGarp);
    readers.put("vrrp_down_timer_adverts", at -> DownTimer.read(scope, at));
    scope.read(block.block(), readers, KeepWords.global());
  }

  /** Writes what had to be gathered first. */
  void finish() {
    garp.finish();
  }

  OptionalInt version() {
    return version;
  }

  OptionalInt realTimePriority() {
    return realTime;
  }

  /** Whether virtual routers send mail unless they say otherwise. */
  boolean mails() {
    return vrrpAlerts.or(() -> alerts).orElse(false);
  }

  boolean hasRecipients() {
    return !recipients.isEmpty();
  }

  /** Says why there will be no mail about virtual routers. */
  void noteSilence() {
    recipientsAt.ifPresent(
        at ->
            scope.note(
                at,
                "no mail about virtual routers without smtp_alert, as in keepalived; notify.mail ="
                    + " true turns it on"));
  }

  String scriptUser() {
    return scriptUser;
  }

  private void argument(Statement at, Consumer<String> reader) {
    scope.argument(at).ifPresent(reader);
  }

  private void set(Statement at, String key, String value) {
    mail.set(at.order(), at.comments(), key, Group.text(value));
  }

  private void recipients(Statement at) {
    recipientsAt = Optional.of(at);
    for (Statement line : at.block()) {
      recipients.addAll(line.words());
    }
    if (at.block().isEmpty()) {
      scope.note(at, "is empty; no mail is sent");
      return;
    }
    List<String> comments = new ArrayList<>(at.comments());
    at.block().forEach(line -> comments.addAll(line.comments()));
    mail.set(at.order(), comments, "to", Group.list(recipients));
  }

  private void server(Statement at) {
    Optional<String> host = scope.argument(at);
    if (host.isEmpty()) {
      return;
    }
    if (host.get().isEmpty() || !isHost(host.get())) {
      scope.fault(at, "Invalid smtp server " + Remarks.quote(host.get()));
      return;
    }
    set(at, "smtp-host", host.get());
    if (at.arguments().size() > 1) {
      String port = at.arguments().get(1);
      OptionalInt number = Scope.signed(port);
      if (number.isEmpty() || number.getAsInt() < 1 || number.getAsInt() > 65_535) {
        scope.fault(at, "port " + Scope.outside(port, "1", "65535"));
      } else {
        mail.set(at.order(), "smtp-port", Integer.toString(number.getAsInt()));
      }
    }
  }

  /** A name or an address; four numbers that are no address are not a name. */
  private static boolean isHost(String host) {
    if (host.matches("[0-9.]+")) {
      return InetAddresses.isInetAddress(host);
    }
    try {
      return HostAndPort.fromHost(host).getHost().matches("[A-Za-z0-9_.:%-]{1,255}");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void timeout(Statement at) {
    scope
        .atLeastOne(at, MAX_SMTP_TIMEOUT)
        .ifPresent(
            seconds -> mail.set(at.order(), at.comments(), "connect-timeout", seconds + "s"));
  }

  /** Many examples on the web have it; old versions of keepalived passed over it. */
  private void misspelt(Statement at) {
    scope.note(at, "is taken for smtp_connect_timeout, which keepalived does not do");
    timeout(at);
  }

  private void realTime(Statement at) {
    OptionalInt value = scope.number(at, 1, Integer.MAX_VALUE);
    if (value.isPresent() && value.getAsInt() > MAX_REAL_TIME) {
      scope.note(at, "is above 99; it is set to 99, as keepalived does");
      value = OptionalInt.of(MAX_REAL_TIME);
    }
    realTime = value;
  }

  private void scriptUser(Statement at) {
    argument(at, user -> scriptUser = user);
    if (at.arguments().size() > 1) {
      scope.note(at, "the group has no equal; it is the user's own");
    }
  }

  private void multicast(Statement at, String usual) {
    argument(
        at,
        group -> {
          if (!group.equals(usual)) {
            scope.fault(at, Remarks.quote(group) + " has no equal; the group is " + usual);
          }
        });
  }

  private void minGarp(Statement at) {
    Optional<Boolean> on = scope.flag(at);
    if (on.orElse(false)) {
      garp.minimal(at);
    }
  }
}
