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
 * they share the machine's mood. The order of the targets turns from case to case. Confined to the
 * main thread.
 */
final class Rounds {

  /** A round is expected to take no longer than this many times the one before. */
  private static final double SLACK = 1.1;

  private final Plan plan;
  private final Measuring measuring;
  private final Budget budget;
  private final Notes notes;
  private final List<RunningTarget> targets;
  private final List<Sample> samples = new ArrayList<>();

  Rounds(Plan plan, Measuring measuring, Budget budget, Notes notes, List<RunningTarget> targets) {
    this.plan = plan;
    this.measuring = measuring;
    this.budget = budget;
    this.notes = notes;
    this.targets = new ArrayList<>(targets);
  }

  /** Puts each kind of load on each target, and forgets the figures. */
  void warmUp() throws InterruptedException {
    if (plan.warmUpMillis() == 0) {
      return;
    }
    for (Case.Kind kind : plan.cases().stream().map(Case::kind).distinct().toList()) {
      int connections = kind == Case.Kind.RESULT ? 1 : kind == Case.Kind.BUSY ? 64 : 16;
      for (RunningTarget target : List.copyOf(targets)) {
        notes.progress("warm-up " + kind + ": " + target.name());
        measure(new Case(kind, connections), target, plan.warmUpMillis(kind));
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
    for (Case test : plan.cases()) {
      for (RunningTarget target : List.copyOf(targets)) {
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
      Collections.rotate(targets, 1);
    }
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
