package io.viprouter.examples.bench;

import io.viprouter.examples.bench.figures.Metric;
import io.viprouter.examples.bench.figures.Sample;
import io.viprouter.examples.bench.subject.RunningTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The rounds: in each, every case, and in each case every target right after the other, so that
 * they share the machine's mood. The order of the targets is reversed from case to case and from
 * round to round. Yardsticks are left out of the later rounds: what is compared gets their time.
 * Confined to the main thread.
 */
final class Rounds {

  /** A round is expected to take no longer than this many times the one before. */
  private static final double SLACK = 1.1;

  private final Plan plan;
  private final Measuring measuring;
  private final Budget budget;
  private final Notes notes;
  private final List<RunningTarget> targets;
  private final String base;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * Makes them.
   *
   * @param targets they run
   * @param base the one that the others are compared with
   */
  Rounds(
      Plan plan,
      Measuring measuring,
      Budget budget,
      Notes notes,
      List<RunningTarget> targets,
      String base) {
    this.plan = plan;
    this.measuring = measuring;
    this.budget = budget;
    this.notes = notes;
    this.targets = new ArrayList<>(targets);
    this.base = base;
  }

  /** Puts each kind of load on each target, and forgets the figures. */
  void warmUp() throws InterruptedException {
    if (plan.warmUpMillis() == 0) {
      return;
    }
    for (Case.Kind kind : plan.cases().stream().map(Case::kind).distinct().toList()) {
      for (RunningTarget target : List.copyOf(targets)) {
        if (Targets.warmsUp(target.name())) {
          notes.progress("warm-up " + kind + ": " + target.name());
          measure(plan.warmUp(kind), target, plan.warmUpMillis(kind));
        }
      }
    }
  }

  /** Measures, until all rounds are done or the time is up. */
  List<Sample> run() throws InterruptedException {
    long last = 0;
    for (int round = 1; round <= plan.rounds(); round++) {
      long from = System.nanoTime();
      if (round > 1 && !budget.fits(from, (long) (last * SLACK))) {
        notes.add("%d of %d rounds: no time for more".formatted(round - 1, plan.rounds()));
        break;
      }
      round(round);
      last = System.nanoTime() - from;
    }
    return List.copyOf(samples);
  }

  private void round(int round) throws InterruptedException {
    for (int i = 0; i < plan.cases().size(); i++) {
      Case test = plan.cases().get(i);
      for (RunningTarget target : inTurn(round, i)) {
        if (budget.spent(System.nanoTime())) {
          notes.add("%s of round %d: not measured, the time was up".formatted(test.name(), round));
          break;
        }
        notes.progress("round " + round + ", " + test.name() + ": " + target.name());
        Map<Metric, Double> figures = measure(test, target, plan.millis());
        if (!figures.isEmpty()) {
          samples.add(new Sample(round, test.name(), target.name(), figures));
        }
      }
    }
  }

  private List<RunningTarget> inTurn(int round, int number) {
    List<RunningTarget> turn = new ArrayList<>(targets);
    if (round > plan.wholeRounds()) {
      turn.removeIf(target -> Targets.yardstick(target.name()) && !target.name().equals(base));
    }
    if ((round + number) % 2 != 0) {
      Collections.reverse(turn);
    }
    return turn;
  }

  /** A target that fails takes no further part; nothing is in its figures then. */
  private Map<Metric, Double> measure(Case test, RunningTarget target, long millis)
      throws InterruptedException {
    try {
      return measuring.measure(test, target, millis);
    } catch (IOException e) {
      notes.failure(target.name() + " in " + test.name(), e.getMessage() + "\n" + target.tails());
      targets.remove(target);
      return Map.of();
    }
  }
}
