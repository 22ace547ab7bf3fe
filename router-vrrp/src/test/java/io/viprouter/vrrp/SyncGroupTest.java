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
    group.join("A", new Event.FitnessChanged(Fitness.FIT), first::add);
    group.join("B", new Event.FitnessChanged(Fitness.FIT), second::add);
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

  @Test
  void aLastResortIsOneForAll() {
    group.fitness("A", new Event.FitnessChanged(Fitness.LAST_RESORT));
    assertThat(first).last().isEqualTo(new Event.FitnessChanged(Fitness.LAST_RESORT));
    assertThat(second).last().isEqualTo(new Event.FitnessChanged(Fitness.LAST_RESORT));
    group.fitness("B", new Event.FitnessChanged(Fitness.UNFIT));
    assertThat(second).last().isEqualTo(new Event.FitnessChanged(Fitness.UNFIT));
    group.fitness("A", new Event.FitnessChanged(Fitness.FIT));
    group.fitness("B", new Event.FitnessChanged(Fitness.FIT));
    assertThat(first).last().isEqualTo(new Event.FitnessChanged(Fitness.FIT));
    assertThat(second).last().isEqualTo(new Event.FitnessChanged(Fitness.FIT));
  }

  @Test
  void whoJoinsLearnsHowTheOthersAre() {
    group.fitness("A", new Event.FitnessChanged(Fitness.LAST_RESORT));
    group.fault("B", true);
    List<Event> third = new ArrayList<>();
    group.join("C", new Event.FitnessChanged(Fitness.FIT), third::add);
    assertThat(third)
        .contains(new Event.FitnessChanged(Fitness.LAST_RESORT), new Obstructed(Obstacle.GROUP));
  }
}
