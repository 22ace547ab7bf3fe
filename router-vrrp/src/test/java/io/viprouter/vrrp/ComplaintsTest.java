package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

  private static final InetAddress PEER = InetAddresses.forString("172.168.1.50");

  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Logger log = new LoggerContext().getLogger("complaints.test");
  private final Complaints complaints =
      new Complaints(
          log,
          VirtualRouterConfig.builder("VI_1")
              .interfaceName("eth1")
              .virtualRouterId(51)
              .addresses("172.168.1.20/24")
              .build(),
          Runnable::run);

  @BeforeEach
  void listen() {
    appender.start();
    log.detachAndStopAllAppenders();
    log.setAdditive(false);
    log.addAppender(appender);
  }

  private List<String> said() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void namesTheSenderOnceAnHourForEachKind() {
    for (long second = 0; second < 3600; second++) {
      complaints.rejected(RejectReason.ADDRESSES, PEER, second * 1_000_000_000L);
      complaints.rejected(RejectReason.PASSWORD, PEER, second * 1_000_000_000L);
    }
    assertThat(said()).hasSize(2);
    assertThat(said().get(0))
        .startsWith("(VI_1) 172.168.1.50 uses our virtual router id 51 with other addresses")
        .contains("[172.168.1.20/24]", "another router with other addresses uses our VRID");
    assertThat(said().get(1)).startsWith("(VI_1) 172.168.1.50 has another password");
    complaints.rejected(RejectReason.PASSWORD, PEER, Complaints.PAUSE_NANOS);
    assertThat(said()).hasSize(3);
  }

  @Test
  void everyKindHasASentence() {
    for (RejectReason reason : RejectReason.values()) {
      complaints.rejected(reason, PEER, 0);
    }
    complaints.otherChecksumForm(PEER, 0);
    complaints.alsoMaster(new AdvertHeard(80, 1, PEER), 0);
    assertThat(said())
        .hasSize(RejectReason.values().length + 2)
        .allSatisfy(line -> assertThat(line).startsWith("(VI_1) 172.168.1.50 "))
        .doesNotHaveDuplicates();
  }

  @Test
  void remembersAFewOnly() {
    for (int i = 0; i < 10_000; i++) {
      complaints.rejected(RejectReason.TTL, InetAddresses.fromInteger(i + 1), 0);
    }
    assertThat(complaints.remembered()).isEqualTo(Complaints.MAX_REMEMBERED);
  }
}
