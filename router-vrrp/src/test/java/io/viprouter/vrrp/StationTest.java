package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.RulesChanged;
import io.viprouter.vrrp.election.Event.SourceChanged;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Rules;
import io.viprouter.vrrp.os.Edge;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which things are done. */
class StationTest implements Edge, Reports {

  private static final long SECOND = 1_000_000_000L;
  private static final InetAddress LOCAL = InetAddresses.forString("10.0.0.2");
  private static final InetAddress PEER = InetAddresses.forString("10.0.0.3");

  private final List<String> done = new ArrayList<>();
  private final Station station =
      new Station(Memory.of(new Rules(2, 100, SECOND, true, 0)), GratuitousArp.DEFAULT, this, this);
  private boolean addWorks = true;

  @BeforeEach
  void becomeBackup() {
    station.on(new SourceChanged(LOCAL), 0);
    station.on(Event.Plain.START, 0);
    done.clear();
  }

  private void takeOver() {
    long now = station.waitNanos(0);
    station.wake(now);
    station.settle(now);
  }

  @Test
  void takeover() {
    takeOver();
    assertThat(done)
        .containsExactly(
            "send 100",
            "add",
            "announce",
            "announce",
            "announce",
            "announce",
            "announce",
            "BACKUP->ACTIVE");
  }

  @Test
  void anAddressThatCannotBeAddedGivesMastershipUp() {
    addWorks = false;
    takeOver();
    assertThat(done)
        .containsExactly(
            "send 100", "add", "BACKUP->ACTIVE", "send 0", "remove", "ACTIVE->FAULT", "fault true");
    assertThat(station.memory().state()).isEqualTo(VrrpState.FAULT);
    addWorks = true;
    long retry = 4 * SECOND + station.waitNanos(4 * SECOND);
    station.wake(retry);
    station.settle(retry);
    assertThat(station.memory().state()).isEqualTo(VrrpState.BACKUP);
    assertThat(done).endsWith("remove", "FAULT->BACKUP", "fault false");
  }

  @Test
  void steppingDownSaysOneLastWordFirst() {
    takeOver();
    done.clear();
    station.hear(new AdvertHeard(120, SECOND, PEER), 4 * SECOND);
    station.settle(4 * SECOND);
    assertThat(done).containsExactly("send 100", "remove", "ACTIVE->BACKUP");
  }

  @Test
  void anInferiorAdvertIsAnsweredAndAnnounced() {
    takeOver();
    done.clear();
    station.hear(new AdvertHeard(80, SECOND, PEER), 4 * SECOND);
    station.settle(4 * SECOND);
    assertThat(done).startsWith("send 100", "announce").hasSize(6);
  }

  @Test
  void anUpdateNeverSaysGoodbye() {
    takeOver();
    done.clear();
    Rules rules = new Rules(2, 90, SECOND, true, 0);
    station.change(new RulesChanged(rules), GratuitousArp.DEFAULT, 4 * SECOND);
    assertThat(done).containsExactly("add", "send 90");
  }

  @Override
  public void send(int priority) {
    done.add("send " + priority);
  }

  @Override
  public boolean addAddresses() {
    done.add("add");
    return addWorks;
  }

  @Override
  public void removeAddresses() {
    done.add("remove");
  }

  @Override
  public void announce() {
    done.add("announce");
  }

  @Override
  public void changed(Memory memory) {}

  @Override
  public void told(Tell tell) {
    done.add(tell.from() + "->" + tell.to());
  }

  @Override
  public void warn(String text) {
    done.add("warn");
  }

  @Override
  public void fault(boolean atFault) {
    done.add("fault " + atFault);
  }
}
