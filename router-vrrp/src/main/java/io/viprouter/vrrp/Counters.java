package io.viprouter.vrrp;

import io.viprouter.vrrp.VrrpStatus.Adverts;
import io.viprouter.vrrp.VrrpStatus.Traffic;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What a virtual router sent and received. Thread-safe, but {@link #reject} is the driver's. */
final class Counters {

  final LongAdder sent = new LongAdder();
  final LongAdder received = new LongAdder();
  final LongAdder goodbyesSent = new LongAdder();
  final LongAdder goodbyesReceived = new LongAdder();
  final LongAdder announcements = new LongAdder();
  final LongAdder otherChecksumForm = new LongAdder();
  final Rejections rejections = new Rejections();
  private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);

  Counters() {
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(reason, new LongAdder());
    }
  }

  void reject(RejectReason reason, InetAddress sender, long now) {
    adder(reason).increment();
    rejections.note(reason, sender, now);
  }

  private LongAdder adder(RejectReason reason) {
    return Objects.requireNonNull(rejected.get(reason));
  }

  Traffic snapshot() {
    Map<RejectReason, Long> drops = new EnumMap<>(RejectReason.class);
    for (RejectReason reason : RejectReason.values()) {
      long count = adder(reason).sum();
      if (count > 0) {
        drops.put(reason, count);
      }
    }
    return new Traffic(
        new Adverts(sent.sum(), goodbyesSent.sum()),
        new Adverts(received.sum(), goodbyesReceived.sum()),
        announcements.sum(),
        otherChecksumForm.sum(),
        drops);
  }
}
