package io.viprouter.launcher.legacy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the parts of a virtual router against each other, and corrects what keepalived corrects; a
 * note says so. Confined to the reading thread.
 */
final class InstanceJudge {

  private static final int OWNER = 255;
  private static final int MAX_V4 = 255;

  /** What fits into a packet. */
  private static final int MAX_V6 = 90;

  private static final BigDecimal CENTI = new BigDecimal("0.01");
  private static final BigDecimal LONGEST_V3 = new BigDecimal("40.95");

  private final Draft draft;
  private final Scope scope;
  private final Globals globals;

  InstanceJudge(Draft draft, Globals globals) {
    this.draft = draft;
    this.scope = draft.scope;
    this.globals = globals;
  }

  void judge() {
    needed();
    version();
    addresses();
    interval();
    preempting();
  }

  private void needed() {
    if (draft.interfaceName.isEmpty() && !draft.at.containsKey("interface")) {
      scope.faultHere(draft.head, "Unknown interface! 'interface' is missing");
    }
    if (draft.virtualRouterId.isEmpty() && !draft.at.containsKey("virtual_router_id")) {
      scope.faultHere(draft.head, "the virtual router id must be set");
    }
    if (draft.addressLines.isEmpty()) {
      scope.faultHere(draft.head, "No VIP specified; at least one is needed");
    }
  }

  private void version() {
    boolean two = draft.version.orElse(0) == 2;
    if (draft.isV6() && two) {
      scope.note(draft.where("version"), "IPv6 addresses make it 3, as in keepalived");
    }
    if (draft.isV6()) {
      draft.version = java.util.OptionalInt.empty();
    } else if (draft.version.isEmpty()) {
      draft.version = globals.version();
    }
  }

  /** The one that is spoken. */
  static int version(Draft draft) {
    return draft.isV6() ? 3 : draft.version.orElse(2);
  }

  private void addresses() {
    int most = draft.isV6() ? MAX_V6 : MAX_V4;
    Statement at = draft.where("virtual_ipaddress");
    if (draft.addresses.size() > most) {
      scope.fault(at, draft.addresses.size() + " addresses; at most " + most);
    }
    if (!draft.isV6() || draft.addresses.get(0).address().isLinkLocalAddress()) {
      return;
    }
    Optional<VirtualIp> local =
        draft.addresses.stream().filter(a -> a.address().isLinkLocalAddress()).findFirst();
    if (local.isEmpty()) {
      scope.fault(at, "the first IPv6 VIP address must be link local (RFC 9568, section 5.2.9)");
      return;
    }
    scope.note(at, "the link-local address " + local.get() + " is put first, as RFC 9568 wants it");
    List<VirtualIp> sorted = new ArrayList<>(draft.addresses);
    sorted.remove(local.get());
    sorted.add(0, local.get());
    draft.addresses.clear();
    draft.addresses.addAll(sorted);
  }

  private void interval() {
    if (draft.interval.isEmpty()) {
      return;
    }
    BigDecimal written = draft.interval.get();
    BigDecimal fixed;
    if (version(draft) == 2) {
      fixed = written.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ONE);
    } else {
      fixed = written.setScale(2, RoundingMode.HALF_UP).max(CENTI).min(LONGEST_V3);
    }
    if (fixed.compareTo(written) != 0) {
      scope.note(
          draft.where("advert_int"),
          Remarks.quote(written.toPlainString())
              + (version(draft) == 2
                  ? " is no whole number of seconds, which version 2 needs; it is set to "
                  : " is not in steps of 10 ms up to 40.95 s; it is set to ")
              + fixed.toPlainString()
              + ", as keepalived does");
    }
    draft.interval = Optional.of(fixed);
  }

  private void preempting() {
    boolean owner = draft.priority.orElse(0) == OWNER;
    if (!draft.preempt && (draft.master || owner)) {
      scope.note(
          draft.where("nopreempt"),
          "will not work with "
              + (owner ? "priority 255" : "initial state MASTER")
              + "; it is left out, as keepalived does");
      draft.preempt = true;
    }
    if (draft.preemptDelay.isEmpty() || draft.preemptDelay.get().signum() == 0) {
      draft.preemptDelay = Optional.empty();
      return;
    }
    if (draft.master || owner || !draft.preempt) {
      String with = draft.master ? "initial state MASTER" : owner ? "priority 255" : "nopreempt";
      scope.note(
          draft.where("preempt_delay"),
          "will not work with " + with + "; it is left out, as keepalived does");
      draft.preemptDelay = Optional.empty();
    }
  }
}
