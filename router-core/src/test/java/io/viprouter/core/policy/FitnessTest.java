package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Mode;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.core.policy.PoolChange.StateChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a pool learns that a member has its role, has lost it, and has it again. */
class FitnessTest {

  private static final Verdict WRITER = Verdict.fit("writable primary");
  private static final Verdict READ_ONLY = Verdict.unfit("read-only");

  private DestinationPool pool = pool(Mode.READ_WRITE, Strategy.FIRST_AVAILABLE);
  private long now;

  private static DestinationPool pool(Mode mode, Strategy strategy) {
    RoutingSection section =
        RoutingSection.builder("s")
            .mode(mode)
            .strategy(strategy)
            .destination(server("a"))
            .destination(server("b"))
            .health(HealthCheck.DEFAULT.withKind(HealthCheck.Kind.ROLE))
            .build();
    return DestinationPool.of(section, 0);
  }

  private FitnessTest seen(String server, Verdict verdict, int times) {
    for (int i = 0; i < times; i++) {
      pool = pool.after(new Outcome.RoleSeen(server(server), verdict), ++now);
    }
    return this;
  }

  private void away(String server) {
    for (int i = 0; i < 3; i++) {
      pool = pool.after(new Outcome.ProbeFailed(server(server), "refused", false), ++now);
    }
  }

  private void back(String server) {
    for (int i = 0; i < 2; i++) {
      pool = pool.after(new Outcome.ProbeSucceeded(server(server)), ++now);
    }
  }

  private DestinationState state(String server) {
    return member(server).standing().state();
  }

  private Member member(String server) {
    return pool.member(server(server)).orElseThrow();
  }

  private List<String> plan() {
    return pool.plan().asList().stream()
        .map(i -> pool.members().get(i).destination().host())
        .toList();
  }

  @Test
  void nobodyIsUsedBeforeItsRoleIsKnown() {
    assertThat(pool.usable()).isFalse();
    assertThat(plan()).isEmpty();
    assertThat(state("a")).isEqualTo(DestinationState.UNFIT);

    seen("a", WRITER, 1).seen("b", READ_ONLY, 1);

    assertThat(plan()).containsExactly("a");
    assertThat(state("b")).isEqualTo(DestinationState.UNFIT);
    assertThat(member("b").standing().cause()).isEqualTo("read-only");
  }

  @Test
  void aWalkWaitsForTheVerdictOnWhereItStands() {
    seen("b", WRITER, 1);
    assertThat(pool.current()).contains(server("a"));

    seen("a", READ_ONLY, 1);

    assertThat(pool.current()).contains(server("b"));
  }

  @Test
  void lossOfTheRoleNeedsFallVerdictsAndMovesTheWalk() {
    seen("a", WRITER, 1).seen("b", READ_ONLY, 1).seen("a", READ_ONLY, 2);
    assertThat(state("a")).isEqualTo(DestinationState.UP);
    seen("a", WRITER, 1).seen("a", READ_ONLY, 2);
    assertThat(state("a")).as("in a row").isEqualTo(DestinationState.UP);
    DestinationPool before = pool;

    seen("a", READ_ONLY, 1);

    assertThat(PoolChange.between(before, pool))
        .contains(
            new StateChanged(
                server("a"), DestinationState.UP, DestinationState.UNFIT, "read-only"));
    assertThat(pool.usable()).isFalse();
    seen("b", WRITER, 2);
    assertThat(pool.current()).contains(server("b"));
  }

  @Test
  void theVerdictThatSpeaksAgainstOneIsFollowedByAnotherLookSoon() {
    seen("a", WRITER, 1);
    long at = now + 1;

    seen("a", READ_ONLY, 1);

    assertThat(member("a").health().lookAtNanos())
        .isEqualTo(at + HealthCheck.DEFAULT.interval().toNanos() / 4);
  }

  @Test
  void aSecondWriterIsNotUsedWhileTheFirstIs() {
    seen("a", WRITER, 1).seen("b", READ_ONLY, 1);

    seen("b", WRITER, 5);

    assertThat(state("b")).isEqualTo(DestinationState.UNFIT);
    assertThat(member("b").standing().cause())
        .isEqualTo("writable primary, but so is a:3306: two writers");
    seen("a", READ_ONLY, 3).seen("b", WRITER, 1);
    assertThat(state("b")).as("once the first is none").isEqualTo(DestinationState.UP);
  }

  @Test
  void whoReturnsHasToProveItselfAndMovesNothing() {
    seen("a", WRITER, 1).seen("b", READ_ONLY, 1);
    away("a");
    assertThat(state("a")).isEqualTo(DestinationState.QUARANTINED);
    assertThat(plan()).as("not even as a last resort").isEmpty();
    seen("b", WRITER, 2);
    assertThat(pool.current()).contains(server("b"));

    seen("a", WRITER, 1);
    back("a");

    assertThat(state("a")).as("old primary, still writable").isEqualTo(DestinationState.UNFIT);
    assertThat(member("a").standing().cause()).contains("two writers");
    assertThat(pool.current()).contains(server("b"));
    assertThat(plan()).containsExactly("b");
  }

  @Test
  void theOnlyWriterReturnsAndServesAtOnce() {
    seen("a", WRITER, 1).seen("b", READ_ONLY, 1);
    away("a");
    seen("a", WRITER, 1);

    back("a");

    assertThat(state("a")).isEqualTo(DestinationState.UP);
    assertThat(pool.current()).contains(server("a"));
  }

  @Test
  void whereNobodyMayAskHealthAloneDecides() {
    seen("a", Verdict.unknown("Access denied"), 2);
    assertThat(state("a")).isEqualTo(DestinationState.UNFIT);
    seen("a", Verdict.unknown("Access denied"), 1);
    assertThat(state("a")).isEqualTo(DestinationState.UP);

    seen("b", READ_ONLY, 1).seen("b", Verdict.unknown("Access denied"), 9);
    assertThat(state("b")).as("what is known stays").isEqualTo(DestinationState.UNFIT);
  }

  @Test
  void readersPreferReplicasAndFallBackToThePrimary() {
    pool = pool(Mode.READ_ONLY, Strategy.ROUND_ROBIN);
    seen("a", Verdict.standby("writable primary"), 1).seen("b", Verdict.fit("replicates"), 1);
    assertThat(plan()).containsExactly("b", "a");
    assertThat(pool.usable()).isTrue();

    seen("b", Verdict.unfit("lags 20 s; at most 10 s"), 3);

    assertThat(plan()).containsExactly("a");
  }

  @Test
  void aForcedFailbackTakesAnUnfitTarget() {
    seen("a", READ_ONLY, 1).seen("b", WRITER, 1);
    Destination first = pool.failbackTarget().destination();
    assertThat(first).isEqualTo(server("a"));

    pool = pool.failback(true, ++now);

    assertThat(pool.current()).contains(server("a"));
    assertThat(state("a")).isEqualTo(DestinationState.UP);
    assertThat(member("a").standing().cause()).isEqualTo("decreed by command");
  }

  @Test
  void aDrainedMemberRestsOnceItsLastSessionHasEnded() {
    seen("a", WRITER, 1);
    pool = pool.dialing(server("a"), true).draining(server("a"), true, 50);
    assertThat(member("a").standing())
        .isEqualTo(new Standing(DestinationState.DRAINING, 50, "drained by command"));

    pool = pool.after(new Outcome.Closed(server("a")), 60);

    assertThat(member("a").standing())
        .isEqualTo(new Standing(DestinationState.MAINTENANCE, 60, "drained, no session left"));
    pool = pool.draining(server("a"), false, 70);
    assertThat(member("a").standing())
        .isEqualTo(new Standing(DestinationState.UP, 70, "drain ended by command"));
  }

  @Test
  void updateBeginsOrEndsToAskForRoles() {
    RoutingSection plain =
        RoutingSection.builder("s").destination(server("a")).destination(server("b")).build();

    pool = pool.updated(plain, ++now);

    assertThat(state("a")).isEqualTo(DestinationState.UP);
  }

  @Test
  void whoWasUsedBeforeRolesWereAskedForIsUsedUntilALookSaysNo() {
    RoutingSection plain =
        RoutingSection.builder("s").destination(server("a")).destination(server("b")).build();
    RoutingSection asks =
        plain.toBuilder().health(HealthCheck.DEFAULT.withKind(HealthCheck.Kind.ROLE)).build();
    pool = DestinationPool.of(plain, 0).updated(asks, 7);
    assertThat(state("a")).isEqualTo(DestinationState.UP);
    assertThat(pool.due(7)).as("looked at now").hasSize(2);

    seen("a", READ_ONLY, 3);

    assertThat(state("a")).isEqualTo(DestinationState.UNFIT);
    assertThat(member("a").fitness().wrong()).isTrue();
  }

  @Test
  void aWalkBeginsWhereItStoodBeforeTheRestart() {
    assertThat(pool.startingAt(server("b")).orElseThrow().current()).contains(server("b"));
    assertThat(pool.startingAt(server("x"))).isEmpty();
    assertThat(pool(Mode.READ_ONLY, Strategy.ROUND_ROBIN).startingAt(server("b"))).isEmpty();
  }
}
