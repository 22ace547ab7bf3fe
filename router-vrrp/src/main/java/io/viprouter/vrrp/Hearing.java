package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.wire.Advert;
import io.viprouter.vrrp.wire.AdvertFilter;
import io.viprouter.vrrp.wire.Datagram;
import io.viprouter.vrrp.wire.Decoded;
import io.viprouter.vrrp.wire.Decoded.Accepted;
import io.viprouter.vrrp.wire.Decoded.Rejected;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Turns what arrives into events, and counts. Confined to its driver thread.
 *
 * <p>A router says the same thing every second: the judgement of the last {@link #REMEMBERED}
 * different messages is kept, so that hearing one again allocates nothing.
 */
final class Hearing {

  static final int REMEMBERED = 16;

  private static final class Known {
    private final byte[] bytes;
    private final Decoded decoded;
    private final InetAddress sender;
    private final @Nullable AdvertHeard event;

    Known(byte[] bytes, Decoded decoded, InetAddress sender, @Nullable AdvertHeard event) {
      this.bytes = bytes;
      this.decoded = decoded;
      this.sender = sender;
      this.event = event;
    }
  }

  private static final long CENTI_NANOS = 10_000_000L;

  private final AdvertFilter filter;
  private final ChecksumForm form;
  private final Counters counters;
  private final Complaints complaints;
  private final @Nullable Known[] known = new Known[REMEMBERED];
  private int next;

  Hearing(AdvertFilter filter, ChecksumForm form, Counters counters, Complaints complaints) {
    this.filter = filter;
    this.form = form;
    this.counters = counters;
    this.complaints = complaints;
  }

  /** Our own address is another one. */
  void forget() {
    java.util.Arrays.fill(known, null);
  }

  /** The event that a message means; null for none, as this is where nothing is allocated. */
  @Nullable AdvertHeard hear(Datagram datagram, InetAddress local, long now) {
    Known judged = find(datagram);
    if (judged == null) {
      judged = judge(datagram, local);
      known[next] = judged;
      next = (next + 1) % REMEMBERED;
    }
    if (judged.decoded instanceof Rejected rejected) {
      counters.reject(rejected.reason(), judged.sender, now);
      complaints.rejected(rejected.reason(), judged.sender, now);
    } else if (judged.decoded instanceof Accepted accepted) {
      count(accepted.advert(), judged.sender, now);
    }
    return judged.event;
  }

  private @Nullable Known find(Datagram datagram) {
    for (int i = 0; i < REMEMBERED; i++) {
      Known candidate = known[i];
      if (candidate != null && datagram.sameAs(candidate.bytes)) {
        return candidate;
      }
    }
    return null;
  }

  private Known judge(Datagram datagram, InetAddress local) {
    Decoded decoded = filter.judge(datagram, local);
    InetAddress sender = datagram.source();
    AdvertHeard event = null;
    if (decoded instanceof Accepted accepted) {
      Advert advert = accepted.advert();
      event = new AdvertHeard(advert.priority(), advert.intervalCentis() * CENTI_NANOS, sender);
    }
    return new Known(datagram.copy(), decoded, sender, event);
  }

  private void count(Advert advert, InetAddress sender, long now) {
    counters.received.increment();
    if (advert.priority() == 0) {
      counters.goodbyesReceived.increment();
    }
    if (advert.dialect().checksum() != form && advert.dialect().version() == 3) {
      if (sender instanceof java.net.Inet4Address) {
        counters.otherChecksumForm.increment();
        complaints.otherChecksumForm(sender, now);
      }
    }
  }
}
