package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.GroupMoved;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Obstacle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncGroupTest {

  private final SyncGroup group = new SyncGroup();
  private final List<Event> first = new ArrayList<>();
  private final List<Event> second = new ArrayList<>();

  SyncGroupTest() {
    group.join("A", first::add);
    group.join("B", second::add);
    first.clear();
    second.clear();
  }

  @Test
  void theOthersFollowAMove() {
    group.moved("A", VrrpState.ACTIVE);
    group.moved("A", VrrpState.BACKUP);
    group.moved("A", VrrpState.FAULT);
    assertThat(first).isEmpty();
    assertThat(second)
        .containsExactly(new GroupMoved(VrrpState.ACTIVE), new GroupMoved(VrrpState.BACKUP));
  }

  @Test
  void theOthersAreObstructedUntilTheLastFaultIsGone() {
    group.fault("A", true);
    assertThat(first).last().isEqualTo(new Cleared(Obstacle.GROUP));
    assertThat(second).last().isEqualTo(new Obstructed(Obstacle.GROUP));
    group.fault("B", true);
    assertThat(first).last().isEqualTo(new Obstructed(Obstacle.GROUP));
    group.fault("A", false);
    assertThat(first).last().isEqualTo(new Obstructed(Obstacle.GROUP));
    assertThat(second).last().isEqualTo(new Cleared(Obstacle.GROUP));
    group.leave("B");
    assertThat(first).last().isEqualTo(new Cleared(Obstacle.GROUP));
  }

  @Test
  void allAreReleasedTogether() {
    group.release();
    assertThat(first).containsExactly(Event.Plain.RELEASE);
    assertThat(second).containsExactly(Event.Plain.RELEASE);
  }
}
