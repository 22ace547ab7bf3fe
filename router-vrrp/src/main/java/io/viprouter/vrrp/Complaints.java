package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Event.AdvertHeard;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/**
 * Says once who sends what we have to drop. Confined to its driver thread.
 *
 * <p>Each kind and sender is named at most once in {@link #PAUSE_NANOS}, and at most {@link
 * #MAX_REMEMBERED} pairs are remembered.
 */
final class Complaints {

  static final long PAUSE_NANOS = Duration.ofHours(1).toNanos();
  static final int MAX_REMEMBERED = 64;

  private record Key(String kind, InetAddress sender) {}

  private final Logger log;
  private final VirtualRouterConfig config;
  private final Executor later;
  private final Map<Key, Long> said = new LinkedHashMap<>();

  Complaints(Logger log, VirtualRouterConfig config, Executor later) {
    this.log = log;
    this.config = config;
    this.later = later;
  }

  void rejected(RejectReason reason, InetAddress sender, long now) {
    say(reason.name(), sender, text(reason), now);
  }

  void otherChecksumForm(InetAddress sender, long now) {
    say(
        "form",
        sender,
        "sends the other form of checksum; it is accepted, but the sender may drop ours: set the"
            + " form to "
            + (config.checksumForm() == ChecksumForm.PSEUDO_HEADER
                ? ChecksumForm.MESSAGE_ONLY
                : ChecksumForm.PSEUDO_HEADER)
            + " if it does",
        now);
  }

  /** We are master and stay it, and this router is, too. */
  void alsoMaster(AdvertHeard heard, long now) {
    say(
        "inferior",
        heard.source(),
        "is master, too, with priority "
            + heard.priority()
            + "; if this stays so, it does not hear us: look for a filter of multicast or of protocol"
            + " 112",
        now);
  }

  /** How many pairs are remembered. */
  int remembered() {
    return said.size();
  }

  private void say(String kind, InetAddress sender, String text, long now) {
    Key key = new Key(kind, sender);
    Long last = said.get(key);
    if (last != null && now - last < PAUSE_NANOS) {
      return;
    }
    if (said.size() >= MAX_REMEMBERED) {
      said.remove(said.keySet().iterator().next());
    }
    said.remove(key);
    said.put(key, now);
    later.execute(() -> log.warn("({}) {} {}", config.name(), sender.getHostAddress(), text));
  }

  private String text(RejectReason reason) {
    String dropped = "; its advertisements are dropped, so there may be two masters";
    String ours = "our virtual router id " + config.virtualRouterId();
    return switch (reason) {
      case ADDRESSES ->
          "uses "
              + ours
              + " with other addresses than our "
              + config.addresses()
              + ": another router with other addresses uses our VRID, or one list is wrong"
              + dropped;
      case PASSWORD -> "has another password" + dropped;
      case AUTHENTICATION_MISMATCH -> "has another authentication type" + dropped;
      case AUTHENTICATION_TYPE -> "has an unknown authentication type" + dropped;
      case VERSION -> "speaks another version than our version " + config.version() + dropped;
      case INTERVAL ->
          "has another interval than our " + config.advertisementInterval() + ", or zero" + dropped;
      case SENDER -> "uses " + ours + " but is none of our unicast peers" + dropped;
      case DESTINATION ->
          "sends "
              + (config.unicastPeers().isEmpty()
                  ? "unicast, we use multicast"
                  : "multicast, we use unicast")
              + dropped;
      case TTL -> "sent an advertisement with a hop count other than 255: forwarded, or forged";
      case TYPE -> "sent a packet that is no advertisement";
      case LENGTH -> "sent an advertisement of the wrong length";
      case CHECKSUM -> "sent an advertisement with a wrong checksum";
    };
  }
}
