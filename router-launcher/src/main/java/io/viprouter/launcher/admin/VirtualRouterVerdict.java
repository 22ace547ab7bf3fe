package io.viprouter.launcher.admin;

import io.viprouter.launcher.admin.Verdict.Level;
import io.viprouter.launcher.admin.Verdict.Problem;
import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.VrrpStatus;
import io.viprouter.vrrp.VrrpStatus.Rejection;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a virtual router. Immutable: functions only. */
final class VirtualRouterVerdict {

  private VirtualRouterVerdict() {}

  static List<Problem> of(VrrpStatus status) {
    List<Problem> problems = new ArrayList<>();
    switch (status.state()) {
      case INITIALIZE -> problems.add(new Problem(Level.WARNING, status.name(), state(status)));
      case FAULT -> problems.add(new Problem(Level.CRITICAL, status.name(), state(status)));
      case BACKUP, ACTIVE -> {}
    }
    for (Rejection rejection : status.rejecting()) {
      boolean twoMasters = stranger(rejection.reason()) && status.state() == VrrpState.ACTIVE;
      problems.add(
          new Problem(
              twoMasters ? Level.CRITICAL : Level.WARNING,
              status.name(),
              "Virtual router "
                  + status.name()
                  + " drops the advertisements of "
                  + Texts.host(rejection.sender())
                  + ": "
                  + words(rejection.reason())
                  + (twoMasters ? ", so there may be two masters" : "")));
    }
    return problems;
  }

  private static String state(VrrpStatus status) {
    return "Virtual router "
        + status.name()
        + " is "
        + status.state().word()
        + ": "
        + status.situation().last().reason();
  }

  /** Whether the sender may be sound, but cannot come to terms with us. */
  private static boolean stranger(RejectReason reason) {
    return switch (reason) {
      case VERSION,
          AUTHENTICATION_TYPE,
          AUTHENTICATION_MISMATCH,
          PASSWORD,
          INTERVAL,
          ADDRESSES,
          SENDER,
          DESTINATION ->
          true;
      case TTL, TYPE, LENGTH, CHECKSUM -> false;
    };
  }

  private static String words(RejectReason reason) {
    return switch (reason) {
      case TTL -> "their hop count is not 255";
      case VERSION -> "it speaks another version of the protocol";
      case TYPE -> "its packets are no advertisements";
      case LENGTH -> "they are of the wrong length";
      case CHECKSUM -> "their checksum is wrong";
      case AUTHENTICATION_TYPE -> "its authentication type is unknown";
      case AUTHENTICATION_MISMATCH -> "it has another authentication type";
      case PASSWORD -> "it has another password";
      case INTERVAL -> "it has another advertisement interval";
      case ADDRESSES -> "it has other addresses for the same virtual router id";
      case SENDER -> "it is none of the unicast peers";
      case DESTINATION -> "one sends unicast, the other multicast";
    };
  }
}
