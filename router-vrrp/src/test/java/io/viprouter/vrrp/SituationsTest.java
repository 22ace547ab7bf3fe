package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Event.SourceChanged;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Obstacle;
import io.viprouter.vrrp.os.Edge;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** What the status says of a router at fault. */
class SituationsTest implements Edge {

  private static final VirtualRouterConfig CONFIG =
      VirtualRouterConfig.builder("VI_1")
          .interfaceName("eth1")
          .virtualRouterId(51)
          .addresses("172.31.7.20/24")
          .build();
  private static final FitnessChanged UNFIT =
      new FitnessChanged(Fitness.UNFIT, "rw cannot listen on 172.31.7.20:7001");

  private final Notifier notifier =
      new Notifier(NOPLogger.NOP_LOGGER, List.of(), task -> new Thread(task));
  private final Situations situations =
      new Situations(
          NOPLogger.NOP_LOGGER,
          CONFIG,
          new Surrounding(
              notifier,
              AddressHooks.rehearsal(),
              Optional.empty(),
              () -> 0,
              InstantSource.system()));
  private final Station station =
      new Station(
          Memory.of(ProtocolSettings.of(CONFIG).rules()), GratuitousArp.DEFAULT, this, situations);

  @BeforeEach
  void start() {
    station.on(new SourceChanged(InetAddresses.forString("172.31.7.2")), 0);
    station.on(Event.Plain.START, 0);
  }

  @AfterEach
  void close() {
    notifier.close();
  }

  private String reason() {
    assertThat(situations.current().state()).isEqualTo(VrrpState.FAULT);
    return situations.current().last().reason();
  }

  @Test
  void theApplicationsReasonIsTheReason() {
    station.on(UNFIT, 0);
    assertThat(reason()).isEqualTo("rw cannot listen on 172.31.7.20:7001");
    station.on(new FitnessChanged(Fitness.FIT), 0);
    assertThat(situations.current().state()).isEqualTo(VrrpState.BACKUP);
    assertThat(situations.current().last().reason())
        .isEqualTo("no longer: rw cannot listen on 172.31.7.20:7001");
    station.on(new FitnessChanged(Fitness.UNFIT), 0);
    assertThat(reason()).as("without a word").isEqualTo("it was declared unfit");
  }

  @Test
  void atFaultTheReasonIsWhatIsInTheWayNow() {
    station.on(new Obstructed(Obstacle.LINK), 0);
    VrrpStatus.Change entered = situations.current().last();
    assertThat(reason()).isEqualTo("its interface is down");
    station.on(UNFIT, 0);
    assertThat(reason()).isEqualTo("its interface is down, rw cannot listen on 172.31.7.20:7001");
    station.on(new FitnessChanged(Fitness.UNFIT, "track command disk failed"), 0);
    station.on(new Cleared(Obstacle.LINK), 0);
    assertThat(reason()).isEqualTo("track command disk failed");
    assertThat(situations.current().last().at()).as("no transition").isEqualTo(entered.at());
    assertThat(situations.current().last().count()).isEqualTo(entered.count());
  }

  @Override
  public void send(int priority) {}

  @Override
  public boolean addAddresses() {
    return true;
  }

  @Override
  public void removeAddresses() {}

  @Override
  public void announce() {}
}
