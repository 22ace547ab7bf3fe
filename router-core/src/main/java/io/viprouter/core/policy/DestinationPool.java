package io.viprouter.core.policy;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The destinations of one section and all that decides where the next connection goes. Immutable:
 * every change gives another pool.
 *
 * <p>The position of a sticky strategy moves only by a failure of the destination it stands at, by
 * quarantine or drain of it, or by failback. So a slow dial that succeeds at an old place moves
 * nothing back. What becomes of it when nobody answers: {@link Place}.
 */
public final class DestinationPool {

  private final Strategy strategy;
  private final HealthRules rules;
  private final Roster roster;
  private final ImmutableList<Member> members;
  private final Place place;
  private final long ticket;

  private DestinationPool(
      Strategy strategy, HealthRules rules, Roster roster, Place place, long ticket) {
    this.strategy = strategy;
    this.rules = rules;
    this.roster = roster;
    this.members = roster.members();
    this.place = place;
    this.ticket = ticket;
  }

  /**
   * The pool of a section of which nothing is known yet: all in good standing, all due for a look.
   *
   * @param section where the destinations stand
   * @param nowNanos the time
   * @return a pool
   */
  public static DestinationPool of(RoutingSection section, long nowNanos) {
    return new DestinationPool(
        section.strategy(),
        HealthRules.of(section),
        new Roster(PoolUpdate.members(section, List.of(), Map.of(), nowNanos), ImmutableMap.of()),
        Place.at(0),
        0);
  }

  /**
   * The same pool with its walk standing at another member.
   *
   * @param destination where new connections are to go first
   * @return a pool; empty if it is none of the section's or the strategy keeps to none
   */
  public Optional<DestinationPool> startingAt(Destination destination) {
    int index = roster.indexOf(destination);
    return strategy.sticky() && index >= 0 ? Optional.of(at(Place.at(index))) : Optional.empty();
  }

  /**
   * The pool after the section changed: who stays keeps health, drain and count.
   *
   * @param section the new definition
   * @param nowNanos the time
   * @return a pool
   */
  public DestinationPool updated(RoutingSection section, long nowNanos) {
    ImmutableList<Member> changed =
        PoolUpdate.members(section, members, roster.leavers(), nowNanos);
    Place stays =
        section.strategy() == strategy
            ? PoolUpdate.place(strategy, members, place, changed)
            : Place.at(Walk.first(section.strategy(), changed) % changed.size());
    return new DestinationPool(
            section.strategy(),
            HealthRules.of(section),
            new Roster(changed, PoolUpdate.leavers(members, roster.leavers(), changed)),
            stays,
            ticket)
        .settled();
  }

  /**
   * All members.
   *
   * @return in the order of the section, the fallback last
   */
  public List<Member> members() {
    return members;
  }

  /**
   * One member.
   *
   * @param destination which
   * @return the member, if it is one
   */
  public Optional<Member> member(Destination destination) {
    int index = roster.indexOf(destination);
    return index < 0 ? Optional.empty() : Optional.of(members.get(index));
  }

  /**
   * The order in which the next connection is to try the members.
   *
   * @return indexes into {@link #members()}, without those that are out
   */
  public ImmutableIntArray plan() {
    return Strategies.plan(strategy, members, place.position(), ticket);
  }

  /**
   * Where a connection is to be tried next.
   *
   * @param tried destinations it has tried already
   * @return a destination below its own limit, or none if there is nothing left to try
   */
  public Optional<Destination> pick(Collection<Destination> tried) {
    ImmutableIntArray plan = plan();
    for (int i = 0; i < plan.length(); i++) {
      Member candidate = members.get(plan.get(i));
      if (!candidate.full() && !tried.contains(candidate.destination())) {
        return Optional.of(candidate.destination());
      }
    }
    return Optional.empty();
  }

  /**
   * The one destination that new connections go to, for strategies that keep to one.
   *
   * @return where it stands; empty for strategies that spread, and when a walk is spent
   */
  public Optional<Destination> current() {
    if (strategy == Strategy.PRIMARY_PREFERRED) {
      ImmutableIntArray plan = plan();
      return Optional.of(members.get(plan.isEmpty() ? 0 : plan.get(0)).destination());
    }
    int index = standing();
    return strategy.sticky() && index < members.size()
        ? Optional.of(members.get(index).destination())
        : Optional.empty();
  }

  /**
   * Whether the section can serve: at least one destination that the next client could be sent to
   * is in good standing. What next-available has walked past does not count.
   *
   * @return true if so
   */
  public boolean usable() {
    return ahead().stream().anyMatch(Member::usable);
  }

  /** Those that the strategy has not left behind. */
  List<Member> ahead() {
    return strategy == Strategy.NEXT_AVAILABLE
        ? members.subList(standing(), members.size())
        : members;
  }

  /**
   * Whether members that would be tried are left out because their own limit is reached.
   *
   * @return true if at least one is
   */
  public boolean full() {
    return members.stream().anyMatch(m -> m.full() && m.tier() != Member.Tier.OUT);
  }

  /**
   * Whether the pool wants to be told when a dial to this destination is greeted. Of one in the
   * best standing it learns enough from the traffic counters.
   *
   * @param destination which
   * @return true if a greeting would change what is held of it
   */
  public boolean awaitsNewsOf(Destination destination) {
    int index = roster.indexOf(destination);
    return index < 0
        || !members.get(index).health().well()
        || (place.unproven() && index == place.position());
  }

  /**
   * A dial begins: the destination's slot is taken.
   *
   * @param destination which
   * @param first whether it is the connection's first dial, which takes a ticket
   * @return a pool
   */
  public DestinationPool dialing(Destination destination, boolean first) {
    DestinationPool next = change(destination, m -> m.withActive(m.active() + 1));
    return first ? new DestinationPool(strategy, rules, next.roster, place, ticket + 1) : next;
  }

  /**
   * What happened with a destination. Of a destination that is no member any more only its sessions
   * are counted.
   *
   * @param outcome what
   * @param nowNanos the time
   * @return a pool
   */
  public DestinationPool after(Outcome outcome, long nowNanos) {
    int index = roster.indexOf(outcome.destination());
    if (index < 0) {
      boolean left = roster.hasLeft(outcome.destination()) && Transitions.releases(outcome);
      return left ? with(roster.left(outcome.destination())) : this;
    }
    Member before = members.get(index);
    if (before.onlyCounts(outcome)) {
      return with(roster.change(index, Transitions.released(before)));
    }
    Member changed =
        Transitions.apply(before, outcome, rules(index), roster.otherWriter(before), nowNanos)
            .restated(nowNanos);
    DestinationPool next = with(roster.change(index, changed));
    if (Transitions.answers(outcome) && index == place.position()) {
      next = next.at(place.answered());
    }
    if (before.health().up() && !changed.health().up()) {
      next = next.othersDue(nowNanos);
    }
    return Transitions.movesOn(outcome) && index == standing()
        ? next.movedOn().settled()
        : next.settled();
  }

  /**
   * Takes a destination out or lets it in again.
   *
   * @param destination a member
   * @param draining whether it is out
   * @param nowNanos the time
   * @return a pool
   * @throws IllegalArgumentException if it is no member
   */
  public DestinationPool draining(Destination destination, boolean draining, long nowNanos) {
    checkArgument(
        roster.indexOf(destination) >= 0, "destination %s is none of the section's", destination);
    return change(destination, m -> m.withDraining(draining).restated(nowNanos)).settled();
  }

  /**
   * Sends new connections to the first again.
   *
   * @param force whether the first is to be taken even if it has not the role
   * @param nowNanos the time
   * @return a pool
   * @throws IllegalStateException if the strategy is not sticky or none is usable
   */
  public DestinationPool failback(boolean force, long nowNanos) {
    if (!strategy.sticky()) {
      throw new IllegalStateException(
          "strategy " + strategy.key() + " has no current destination to move back");
    }
    Member target = failbackTarget();
    if (force && !target.fitness().fit() && target.health().up()) {
      return change(
              target.destination(), m -> m.withFitness(m.fitness().decreed()).restated(nowNanos))
          .at(Place.at(roster.indexOf(target.destination())));
    }
    int first = Walk.first(strategy, members);
    if (first < members.size()) {
      return at(Place.at(first));
    }
    throw new IllegalStateException("no destination is usable");
  }

  /**
   * Whom a failback is meant to go back to.
   *
   * @return the first that is not drained; where roles do not count, the first that is usable
   */
  public Member failbackTarget() {
    int index = 0;
    while (index < members.size() - 1
        && (rules.role() ? members.get(index).draining() : !members.get(index).usable())) {
      index++;
    }
    return members.get(index);
  }

  /**
   * Whether one that waits should be sent on: a destination is well and has the role, or nothing
   * probes and clients are to try it.
   *
   * @return true if so
   */
  public boolean servesNow() {
    return ahead().stream().anyMatch(Member::servesNow);
  }

  /**
   * When to look at the members again.
   *
   * @return the earliest time at which {@link #due} names one; empty if nothing is due ever
   */
  public OptionalLong nextDeadline() {
    return members.stream()
        .filter(m -> watched(m))
        .mapToLong(m -> m.health().lookAtNanos())
        .reduce((a, b) -> a - b < 0 ? a : b);
  }

  /**
   * Whom to look at now.
   *
   * @param nowNanos the time
   * @return members to probe, or whose traffic to look at
   */
  public List<Member> due(long nowNanos) {
    return members.stream()
        .filter(m -> watched(m) && m.health().lookAtNanos() - nowNanos <= 0)
        .toList();
  }

  /**
   * A look begins: a probe is under way or, where nothing probes, a client may try again.
   *
   * @param destination a member that was due
   * @param nowNanos the time
   * @return a pool
   */
  public DestinationPool lookedAt(Destination destination, long nowNanos) {
    return change(
            destination,
            m -> m.withHealth(rules.probes() ? m.health().probed() : m.health().paroled()))
        .settled();
  }

  /** One is lost, perhaps all: the others are looked at now, not after the idle interval. */
  private DestinationPool othersDue(long nowNanos) {
    return with(roster.changeAll(m -> rules.probes() && m.health().well() ? m.dueAt(nowNanos) : m));
  }

  /**
   * A session of this destination broke on the server's side: it is looked at now.
   *
   * @param destination which
   * @param nowNanos the time
   * @return a pool
   */
  public DestinationPool doubted(Destination destination, long nowNanos) {
    return change(destination, m -> rules.probes() && m.health().well() ? m.dueAt(nowNanos) : m);
  }

  private boolean watched(Member member) {
    return member.health().look() == Health.Look.NONE
        && (rules.probes() || !member.health().well());
  }

  private int standing() {
    return Walk.standing(strategy, members, place.position());
  }

  /** The rules for one member, as things are. */
  private HealthRules rules(int index) {
    boolean another = strategy == Strategy.FIRST_AVAILABLE && index != place.position();
    return another && !rules.role() && !usable() ? rules.patient() : rules;
  }

  /** The place after the member it stands at failed. */
  private DestinationPool movedOn() {
    return switch (strategy) {
      case FIRST_AVAILABLE -> at(Walk.onward(members, place));
      case NEXT_AVAILABLE -> at(Place.at(standing() + 1));
      default -> this;
    };
  }

  private DestinationPool settled() {
    return strategy == Strategy.FIRST_AVAILABLE ? at(Walk.settled(members, place)) : this;
  }

  private DestinationPool at(Place other) {
    return other.equals(place) ? this : new DestinationPool(strategy, rules, roster, other, ticket);
  }

  private DestinationPool change(Destination destination, UnaryOperator<Member> change) {
    return with(roster.change(destination, change));
  }

  private DestinationPool with(Roster changed) {
    return new DestinationPool(strategy, rules, changed, place, ticket);
  }
}
