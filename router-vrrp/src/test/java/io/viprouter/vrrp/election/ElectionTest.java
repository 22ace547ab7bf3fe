package io.viprouter.vrrp.election;

import static io.viprouter.vrrp.VrrpState.ACTIVE;
import static io.viprouter.vrrp.VrrpState.BACKUP;
import static io.viprouter.vrrp.VrrpState.FAULT;
import static io.viprouter.vrrp.VrrpState.INITIALIZE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.election.Action.Warn;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Event.Plain;
import io.viprouter.vrrp.election.Event.PriorityChanged;
import io.viprouter.vrrp.election.Event.RulesChanged;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** The finer points, one each. */
class ElectionTest {

  private static final long SECOND = 1_000_000_000L;
  private static final InetAddress PEER = InetAddresses.forString("10.0.0.1");
  private static final InetAddress HIGH_PEER = InetAddresses.forString("200.0.0.1");

  private static Rules rules(int version, int priority, boolean preempt, long delay) {
    return new Rules(version, priority, SECOND, preempt, delay);
  }

  private static AdvertHeard heard(int priority) {
    return new AdvertHeard(priority, SECOND, PEER);
  }

  @Test
  void ownerIsActiveAtOnce() {
    Step step =
        Election.on(ElectionTableTest.in(INITIALIZE, rules(2, 255, true, 0)), Plain.START, 0);
    assertThat(step.memory().state()).isEqualTo(ACTIVE);
    assertThat(ElectionTableTest.text(step.actions())).isEqualTo("ADVERT255,ADD,ANNOUNCE,TELL");
  }

  @Test
  void twoOwnersComplainAndTheHigherAddressWins() {
    Memory owner =
        Election.on(ElectionTableTest.in(INITIALIZE, rules(2, 255, true, 0)), Plain.START, 0)
            .memory();
    Step stays = Election.on(owner, heard(255), 0);
    assertThat(stays.memory().state()).isEqualTo(ACTIVE);
    assertThat(stays.actions().get(0)).isInstanceOf(Warn.class);
    Step yields = Election.on(owner, new AdvertHeard(255, SECOND, HIGH_PEER), 0);
    assertThat(yields.memory().state()).isEqualTo(BACKUP);
    assertThat(yields.actions().get(0)).asString().contains("CONFIGURATION ERROR");
  }

  @Test
  void withoutPreemptALowerPriorityIsFollowed() {
    Memory backup = ElectionTableTest.in(BACKUP, rules(2, 120, false, 0));
    Step step = Election.on(backup, heard(80), 0);
    assertThat(step.waitNanos()).isEqualTo(Timing.downNanos(2, 120, SECOND));
    assertThat(step.memory().master()).contains(PEER);
  }

  @Test
  void preemptDelayIsCountedFromTheFirstLowerAdvert() {
    Memory backup = ElectionTableTest.in(BACKUP, rules(2, 120, true, 5 * SECOND));
    long down = Timing.downNanos(2, 120, SECOND);
    Step first = Election.on(backup, heard(80), 10 * SECOND);
    assertThat(first.waitNanos()).isEqualTo(down);
    Step within = Election.on(first.memory(), heard(80), 15 * SECOND - 1);
    assertThat(within.waitNanos()).isEqualTo(down);
    Step after = Election.on(within.memory(), heard(80), 15 * SECOND);
    assertThat(after.waitNanos()).isEqualTo(Step.KEEP);
    Step better = Election.on(after.memory(), heard(130), 16 * SECOND);
    Step anew = Election.on(better.memory(), heard(80), 17 * SECOND);
    assertThat(anew.waitNanos()).as("a better router ends the watch").isEqualTo(down);
    assertThat(Election.on(anew.memory(), heard(80), 18 * SECOND).waitNanos()).isEqualTo(down);
  }

  @Test
  void version3LearnsTheIntervalAndForgetsItWhenActive() {
    Memory backup = ElectionTableTest.in(BACKUP, rules(3, 100, true, 0));
    Step learned = Election.on(backup, new AdvertHeard(120, SECOND / 2, PEER), 0);
    assertThat(learned.waitNanos()).isEqualTo(Timing.downNanos(3, 100, SECOND / 2));
    Step lower = Election.on(learned.memory(), new AdvertHeard(80, SECOND * 9, PEER), 0);
    assertThat(lower.memory().masterIntervalNanos()).isEqualTo(SECOND / 2);
    Step active = Election.on(learned.memory(), Plain.DEADLINE_REACHED, 0);
    assertThat(active.waitNanos()).isEqualTo(SECOND);
    Step inferior = Election.on(active.memory(), new AdvertHeard(80, SECOND / 2, PEER), 0);
    assertThat(inferior.memory().masterIntervalNanos()).isEqualTo(SECOND);
  }

  @Test
  void releaseIsNotTakenBackFromALivingRouterButFromADeadOne() {
    Memory active = ElectionTableTest.in(ACTIVE, rules(2, 120, true, 0));
    Memory released = Election.on(active, Plain.RELEASE, 0).memory();
    Step follows = Election.on(released, heard(80), 0);
    assertThat(follows.waitNanos()).isEqualTo(follows.memory().downNanos());
    Step again = Election.on(follows.memory(), Plain.DEADLINE_REACHED, 0);
    assertThat(again.memory().state()).isEqualTo(ACTIVE);
    Memory later = Election.on(again.memory(), heard(200), 0).memory();
    assertThat(Election.on(later, heard(80), 0).waitNanos())
        .as("once only: now it pre-empts again")
        .isEqualTo(Step.KEEP);
  }

  @Test
  void aReleasedBackupLetsALowerPriorityBe() {
    Memory backup = ElectionTableTest.in(BACKUP, rules(2, 120, true, 0));
    assertThat(Election.on(backup, heard(80), 0).waitNanos()).isEqualTo(Step.KEEP);
    Memory released = Election.on(backup, Plain.RELEASE, 0).memory();
    assertThat(Election.on(released, heard(80), 0).waitNanos()).isEqualTo(released.downNanos());
  }

  @Test
  void aLateWakeUpIsForgivenOnceUntilSomethingIsHeard() {
    Memory backup = ElectionTableTest.in(BACKUP, rules(2, 100, true, 0));
    Memory graced = Election.on(backup, Plain.WOKE_LATE, 0).memory();
    assertThat(graced.state()).isEqualTo(BACKUP);
    assertThat(Election.on(graced, Plain.WOKE_LATE, 0).memory().state()).isEqualTo(ACTIVE);
    Memory heard = Election.on(graced, heard(120), 0).memory();
    assertThat(Election.on(heard, Plain.WOKE_LATE, 0).memory().state()).isEqualTo(BACKUP);
  }

  @Test
  void anAddressIsPutBackFiveTimesInTenSecondsThenGivenUpForTenSeconds() {
    Memory memory = ElectionTableTest.in(ACTIVE);
    for (int i = 0; i < 5; i++) {
      memory = Election.on(memory, Plain.ADDRESS_LOST, i).memory();
      assertThat(memory.state()).isEqualTo(ACTIVE);
    }
    Step window = Election.on(memory, Plain.ADDRESS_LOST, 11 * SECOND);
    assertThat(window.memory().state()).as("a new window").isEqualTo(ACTIVE);
    Step given = Election.on(memory, Plain.ADDRESS_LOST, SECOND);
    assertThat(given.memory().state()).isEqualTo(FAULT);
    assertThat(ElectionTableTest.text(given.actions())).isEqualTo("ADVERT0,REMOVE,TELL");
    Step retried = Election.on(given.memory(), Plain.DEADLINE_REACHED, 12 * SECOND);
    assertThat(retried.memory().state()).isEqualTo(BACKUP);
  }

  @Test
  void allObstaclesMustBeCleared() {
    Memory fault = ElectionTableTest.in(FAULT);
    Memory two = Election.on(fault, new Obstructed(Obstacle.LINK), 0).memory();
    Memory one = Election.on(two, new Cleared(Obstacle.UNFIT), 0).memory();
    assertThat(one.state()).isEqualTo(FAULT);
    assertThat(Election.on(one, new Cleared(Obstacle.LINK), 0).memory().state()).isEqualTo(BACKUP);
  }

  @Test
  void aChangedPriorityCountsFromTheNextAdvert() {
    Memory active = ElectionTableTest.in(ACTIVE);
    Memory changed = Election.on(active, new PriorityChanged(50), 0).memory();
    Step advert = Election.on(changed, Plain.DEADLINE_REACHED, 0);
    assertThat(ElectionTableTest.text(advert.actions())).isEqualTo("ADVERT50");
    assertThat(Election.on(changed, heard(80), 0).memory().state()).isEqualTo(BACKUP);
  }

  @Test
  void inSteadyStateTheStepIsTheSameObject() {
    Memory active = ElectionTableTest.in(ACTIVE);
    Step advert = Election.on(active, Plain.DEADLINE_REACHED, 0);
    assertThat(Election.on(advert.memory(), Plain.DEADLINE_REACHED, 1)).isSameAs(advert);
    Memory backup = ElectionTableTest.in(BACKUP);
    Step first = Election.on(backup, heard(120), 0);
    assertThat(Election.on(first.memory(), heard(120), 1)).isSameAs(first);
  }

  @Test
  void neitherPreemptionNorDelayNorReleaseProtectsALastResort() {
    Memory polite = ElectionTableTest.in(BACKUP, rules(2, 120, false, 0));
    assertThat(Election.on(polite, heard(1), 0).waitNanos()).isEqualTo(polite.skewNanos());
    Memory slow = ElectionTableTest.in(BACKUP, rules(2, 120, true, 5 * SECOND));
    assertThat(Election.on(slow, heard(1), 0).waitNanos()).isEqualTo(slow.skewNanos());
    Memory released = Election.on(polite, Plain.RELEASE, 0).memory();
    assertThat(Election.on(released, heard(1), 0).waitNanos()).isEqualTo(polite.skewNanos());
  }

  @Test
  void theIntervalOfALastResortCountsSoThatItCannotAlwaysSpeakFirst() {
    Memory backup = ElectionTableTest.in(BACKUP, rules(3, 100, true, 0));
    Step step = Election.on(backup, new AdvertHeard(1, SECOND / 4, PEER), 0);
    assertThat(step.waitNanos()).isLessThan(SECOND / 4);
  }

  @Test
  void anOfferIsOverBeforeAnotherLastResortActs() {
    Memory master = ElectionTableTest.in(ACTIVE);
    Step offer = Election.on(master, new FitnessChanged(Fitness.LAST_RESORT), 0);
    Memory backup = ElectionTableTest.in(BACKUP);
    Memory last = Election.on(backup, new FitnessChanged(Fitness.LAST_RESORT), 0).memory();
    Step other = Election.on(last, heard(0), 0);
    assertThat(other.waitNanos()).isGreaterThan(offer.waitNanos());
    assertThat(Election.on(backup, heard(0), 0).waitNanos()).isLessThan(offer.waitNanos());
  }

  @Test
  void aWeightSurvivesAnUpdateUnlessThePriorityChanges() {
    Memory weighed = Election.on(ElectionTableTest.in(BACKUP), new PriorityChanged(50), 0).memory();
    assertThat(Election.on(weighed, changed(2, 100), 0).memory().priority()).isEqualTo(50);
    assertThat(Election.on(weighed, changed(2, 110), 0).memory().priority()).isEqualTo(110);
    Step owner = Election.on(weighed, changed(2, 255), 0);
    assertThat(owner.memory().state()).isEqualTo(ACTIVE);
  }

  private static RulesChanged changed(int version, int priority) {
    return new RulesChanged(rules(version, priority, true, 0));
  }
}
