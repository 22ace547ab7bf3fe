package io.viprouter.launcher.legacy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads {@code global_defs}, and remembers what counts for all. Confined to the reading thread. */
final class Globals {

  private static final int MAX_REAL_TIME = 99;
  private static final String MULTICAST_4 = "224.0.0.18";
  private static final String MULTICAST_6 = "ff02::12";

  private final Scope scope;
  private final Group router;
  private final Names names;
  private final MailReader mail;
  private final GarpReader garp;
  private Optional<Statement> name = Optional.empty();
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
   * @param hostName of this host
   */
  Globals(Group router, Group mail, Group defaults, Remarks remarks, String hostName) {
    this.router = router;
    this.scope = new Scope("[global_defs]", router, remarks);
    this.names = new Names(remarks);
    this.mail = new MailReader(scope, mail, hostName);
    this.garp = new GarpReader(new Scope("[global_defs]", defaults, remarks), "vrrp_garp_master_");
  }

  void read(Statement block) {
    Map<String, Consumer<Statement>> readers = new HashMap<>(garp.readers());
    mail.readers().forEach(readers::put);
    readers.put("router_id", at -> argument(at, id -> name = Optional.of(at)));
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
    mail.finish();
    name.ifPresent(
        at -> {
          String written = at.arguments().get(0);
          String plain = names.name(written, at.place(), "[global_defs].router_id");
          router.set(0, at.comments(), "name", Group.text(plain));
        });
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
    return mail.recipientsAt().isPresent();
  }

  /** Says why there will be no mail about some virtual routers. */
  void noteSilence(String whom) {
    mail.recipientsAt()
        .ifPresent(
            at ->
                scope.note(
                    at,
                    "no mail about "
                        + whom
                        + " without smtp_alert, as in keepalived; notify.mail = true turns it on"));
  }

  String scriptUser() {
    return scriptUser;
  }

  private void argument(Statement at, Consumer<String> reader) {
    scope.argument(at).ifPresent(reader);
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
