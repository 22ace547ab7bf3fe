package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.VrrpStatus.Rejection;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RejectionsTest {

  private static final InetAddress PEER = InetAddresses.forString("10.0.0.3");
  private static final InetAddress OTHER = InetAddresses.forString("10.0.0.4");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Rejections rejections = new Rejections();

  private static long at(long seconds) {
    return Long.MAX_VALUE - 5 + seconds * 1_000_000_000L;
  }

  @Test
  void theLatestComesFirstAndSoonNoneIsLeft() {
    rejections.note(RejectReason.PASSWORD, PEER, at(0));
    rejections.note(RejectReason.ADDRESSES, OTHER, at(1));
    assertThat(rejections.recent(at(2), SECOND))
        .containsExactly(
            new Rejection(RejectReason.ADDRESSES, OTHER, SECOND),
            new Rejection(RejectReason.PASSWORD, PEER, SECOND.multipliedBy(2)));
    rejections.note(RejectReason.PASSWORD, PEER, at(3));
    assertThat(rejections.recent(at(3), SECOND))
        .extracting(Rejection::sender)
        .containsExactly(PEER, OTHER);
    assertThat(rejections.recent(at(12), SECOND)).extracting(Rejection::sender).containsOnly(PEER);
    assertThat(rejections.recent(at(14), SECOND)).isEmpty();
    assertThat(rejections.recent(at(33), SECOND.multipliedBy(10)))
        .as("three intervals, if these are longer")
        .hasSize(1);
  }

  @Test
  void aFloodOfSendersIsBounded() {
    rejections.note(RejectReason.PASSWORD, PEER, at(0));
    for (int i = 0; i < 1000; i++) {
      rejections.note(RejectReason.PASSWORD, PEER, at(1));
      rejections.note(RejectReason.TTL, InetAddresses.fromInteger(0x0a000100 + i), at(0));
    }
    assertThat(rejections.recent(at(1), SECOND))
        .hasSize(Rejections.REMEMBERED)
        .first()
        .extracting(Rejection::sender)
        .isEqualTo(PEER);
  }
}
