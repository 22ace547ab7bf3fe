package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.FailbackRefusedException;
import io.viprouter.core.Mode;
import io.viprouter.core.health.Answer;
import io.viprouter.core.health.ExecutedGtids;
import io.viprouter.core.health.Monitors;
import io.viprouter.core.health.Question;
import io.viprouter.core.health.RoleRules;
import io.viprouter.core.health.ServerFacts;
import io.viprouter.core.policy.DestinationPool;
import io.viprouter.core.policy.Member;
import io.viprouter.core.policy.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a section may go back to its first destination: only if that one holds every transaction
 * that the current one holds. Runs on the thread of whoever asks, and blocks.
 */
final class Failback {

  /** Longest wait for the two servers. */
  private static final long PATIENCE_SECONDS = 10;

  private final Monitors monitors;

  Failback(Monitors monitors) {
    this.monitors = monitors;
  }

  /**
   * Returns if nothing speaks against it.
   *
   * @throws FailbackRefusedException if something does
   */
  void check(Mode mode, DestinationPool pool) {
    Member target = pool.failbackTarget();
    Destination current = pool.current().orElse(target.destination());
    if (current.equals(target.destination())) {
      return;
    }
    if (!target.usable()) {
      throw refused(
          target, target.standing().state().key() + " (" + target.standing().cause() + ")");
    }
    // The current one first: what the target executes in between does no harm.
    CompletableFuture<ServerFacts> ofCurrent = facts(current);
    CompletableFuture<ServerFacts> ofTarget =
        ofCurrent.thenCompose(known -> facts(target.destination()));
    ExecutedGtids here = await(current, ofCurrent).executed();
    ServerFacts there = await(target.destination(), ofTarget);
    Verdict role = RoleRules.verdict(mode, there, monitors.monitor().maxReplicationLag());
    if (role.worth() == Verdict.Worth.UNFIT) {
      throw refused(target, role.cause());
    }
    String missing = missing(here, there.executed());
    if (!missing.isEmpty()) {
      throw new FailbackRefusedException(
          "cannot go back to "
              + target.destination()
              + ": it lacks transactions that "
              + current
              + " has: "
              + missing,
          missing);
    }
  }

  private static String missing(ExecutedGtids here, ExecutedGtids there) {
    try {
      return here.lackedBy(there);
    } catch (IllegalArgumentException e) {
      throw new FailbackRefusedException("cannot compare: " + e.getMessage(), "");
    }
  }

  private static FailbackRefusedException refused(Member target, String why) {
    return new FailbackRefusedException(
        "cannot go back to " + target.destination() + ": it is " + why, "");
  }

  private CompletableFuture<ServerFacts> facts(Destination destination) {
    CompletableFuture<ServerFacts> facts = new CompletableFuture<>();
    monitors.ask(
        destination,
        new Question(true, false),
        answer -> {
          if (answer instanceof Answer.Alive alive && alive.facts().isPresent()) {
            facts.complete(alive.facts().get());
          } else {
            facts.completeExceptionally(
                new FailbackRefusedException(
                    "cannot compare: " + destination + " does not tell: " + answer.cause(), ""));
          }
        });
    return facts;
  }

  private static ServerFacts await(Destination destination, CompletableFuture<ServerFacts> facts) {
    try {
      return facts.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FailbackRefusedException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new FailbackRefusedException(
          "cannot compare: no answer from " + destination + " in " + PATIENCE_SECONDS + " s", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailbackRefusedException("interrupted while comparing", "");
    }
  }
}
