package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.health.Answer;
import io.viprouter.core.health.Monitors;
import io.viprouter.core.health.Question;
import io.viprouter.core.health.RoleRules;
import io.viprouter.core.health.ServerFacts;
import io.viprouter.core.policy.Member;
import io.viprouter.core.policy.Outcome;
import io.viprouter.core.policy.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at destinations by asking them over the monitor's sessions. Confined to the home loop of
 * its route; answers come from the monitors' threads and are carried here.
 *
 * <p>A server that does not answer in time has failed one look, and the question stays open: no
 * other is put meanwhile, each further look fails too, and an answer that comes late is a good one.
 * So a slow server is suspected, and a frozen one is quarantined, without a connection cut off.
 * Where the monitor does not get in, an ordinary greeting probe tells whether the server lives.
 */
final class MonitorLooks {

  private static final Logger log = LoggerFactory.getLogger(MonitorLooks.class);

  private final RouteHome home;
  private final Monitors monitors;
  private final Prober prober;
  private final Consumer<Outcome> told;
  private final Map<Destination, Asked> open = new HashMap<>();
  private final Set<Destination> complained = new HashSet<>();
  private boolean closed;

  MonitorLooks(RouteHome home, Monitors monitors, Prober prober, Consumer<Outcome> told) {
    this.home = home;
    this.monitors = monitors;
    this.prober = prober;
    this.told = told;
  }

  /** A question that waits for its answer. */
  private final class Asked {
    private final Destination destination;
    private final Deadline deadline = new Deadline(now -> late(this));

    Asked(Destination destination) {
      this.destination = destination;
    }
  }

  /** Asks; what is seen is told in time. */
  void ask(Member member, long nowNanos) {
    Destination destination = member.destination();
    if (open.containsKey(destination)) {
      told.accept(new Outcome.ProbeFailed(destination, "still no answer to the monitor", true));
      return;
    }
    HealthCheck check = home.section().health();
    Asked asked = new Asked(destination);
    open.put(destination, asked);
    home.loop().deadlines().set(asked.deadline, nowNanos + check.timeout().toNanos());
    Question question =
        new Question(check.kind() == HealthCheck.Kind.ROLE, !member.health().well());
    monitors.ask(
        destination, question, answer -> home.post(() -> answered(asked, question, answer)));
  }

  /** The destinations are others now. */
  void updated() {
    Set<Destination> all =
        home.pool().members().stream().map(Member::destination).collect(Collectors.toSet());
    monitors.wanted(this, all);
    complained.retainAll(all);
  }

  void close() {
    closed = true;
    open.values().forEach(asked -> home.loop().deadlines().cancel(asked.deadline));
    monitors.wanted(this, Set.of());
  }

  private void late(Asked asked) {
    told.accept(
        new Outcome.ProbeFailed(
            asked.destination,
            "no answer to the monitor in " + home.section().health().timeout().toMillis() + " ms",
            true));
  }

  private void answered(Asked asked, Question question, Answer answer) {
    home.loop().deadlines().cancel(asked.deadline);
    if (!open.remove(asked.destination, asked) || closed) {
      return;
    }
    Destination destination = asked.destination;
    if (answer instanceof Answer.Alive alive) {
      if (complained.remove(destination)) {
        log.info("{} the monitor gets in at {} again", home.prefix(), destination);
      }
      alive.facts().ifPresent(facts -> judge(destination, facts));
      told.accept(new Outcome.ProbeSucceeded(destination));
    } else if (answer instanceof Answer.Full) {
      told.accept(new Outcome.ProbeSucceeded(destination));
    } else if (answer instanceof Answer.Mute mute) {
      notJudged(destination, question, mute.cause());
      told.accept(new Outcome.ProbeSucceeded(destination));
    } else if (answer instanceof Answer.NoSession none) {
      prober.probe(
          destination,
          home.section().health(),
          home.loop().now(),
          outcome -> {
            if (outcome instanceof Outcome.ProbeSucceeded) {
              notJudged(destination, question, none.cause());
            }
            told.accept(outcome);
          });
    }
  }

  private void judge(Destination destination, ServerFacts facts) {
    Verdict verdict =
        RoleRules.verdict(home.section().mode(), facts, monitors.monitor().maxReplicationLag());
    told.accept(new Outcome.RoleSeen(destination, verdict));
  }

  /** It lives, and nothing is learnt of its role: said once, and health alone decides. */
  private void notJudged(Destination destination, Question question, String cause) {
    if (complained.add(destination)) {
      log.warn(
          "{} the monitor learns nothing of {}, its greeting alone counts: {}",
          home.prefix(),
          destination,
          cause);
    }
    if (question.facts()) {
      told.accept(new Outcome.RoleSeen(destination, Verdict.unknown("role not known: " + cause)));
    }
  }
}
