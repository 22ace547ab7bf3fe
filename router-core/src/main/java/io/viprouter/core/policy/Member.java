package io.viprouter.core.policy;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.WeightedDestination;

/**
 * One destination of a pool, with what is known of it. Immutable.
 *
 * @param spec destination, weight and limit
 * @param fallback whether it stands in the second list
 * @param health what is held of it
 * @param fitness whether it has the role that the section needs
 * @param draining whether it was taken out by command
 * @param active sessions to it, dials included
 * @param standing the state that follows from all that, since when and why
 */
public record Member(
    WeightedDestination spec,
    boolean fallback,
    Health health,
    Fitness fitness,
    boolean draining,
    int active,
    Standing standing) {

  /** How much a member is worth to a new connection; earlier is better. */
  public enum Tier {
    /** Nothing bad is known of it; or it is on parole. */
    WELL,
    /** Up, but its last dials or probes failed. */
    SUSPECT,
    /** Well, but to be used only while no other is. */
    STANDBY,
    /** Quarantined, but it fails at once, so that a last try costs nothing. */
    LAST_RESORT,
    /** Draining, without the role, or quarantined and silent: not to be tried. */
    OUT
  }

  private static final Standing NEW = new Standing(DestinationState.UP, 0, "new");

  static Member fresh(
      WeightedDestination spec, boolean fallback, HealthRules rules, long nowNanos) {
    Fitness fitness = rules.role() ? Fitness.UNKNOWN : Fitness.UNASKED;
    Member fresh = new Member(spec, fallback, Health.fresh(nowNanos), fitness, false, 0, NEW);
    return fresh.with(Standing.initial(fresh, nowNanos));
  }

  /**
   * The server.
   *
   * @return the destination
   */
  public Destination destination() {
    return spec.destination();
  }

  /**
   * What it is worth now.
   *
   * @return the tier
   */
  public Tier tier() {
    if (draining || !fitness.fit()) {
      return Tier.OUT;
    }
    if (fitness.standby() && health.up()) {
      return Tier.STANDBY;
    }
    if (health.well() || health.look() == Health.Look.PAROLE) {
      return Tier.WELL;
    }
    if (health.up()) {
      return Tier.SUSPECT;
    }
    return health.silent() ? Tier.OUT : Tier.LAST_RESORT;
  }

  /**
   * Whether new connections may be sent to it in the ordinary way.
   *
   * @return true if it is up, has the role and is not draining
   */
  public boolean usable() {
    return health.up() && fitness.fit() && !draining;
  }

  /**
   * Whether its own limit is reached.
   *
   * @return true if no further session may be opened
   */
  public boolean full() {
    return spec.maxConnections() > 0 && active >= spec.maxConnections();
  }

  /**
   * Whether nothing but its number of sessions follows from an outcome: no state, no place in the
   * pool, no deadline. The end of a session is such a thing, unless a drain waits for the last one.
   *
   * @param outcome what happened with it
   * @return true if so
   */
  public boolean onlyCounts(Outcome outcome) {
    return outcome instanceof Outcome.Closed && !draining;
  }

  /** Whether nothing bad is known of it, so that a walk may leave another for it. */
  boolean takesWalk() {
    return usable() && (health.well() || health.look() == Health.Look.PAROLE);
  }

  /** Whether nobody took it out: it is a member for a walk to stand at, be it down. */
  boolean stays() {
    return fitness.fit() && !draining;
  }

  /** Whether a client that waits should be sent to it. */
  boolean servesNow() {
    return tier() == Tier.WELL || (tier() == Tier.STANDBY && health.well());
  }

  /** Whether all is well with it but that its role has not been looked at yet. */
  boolean awaitsVerdict() {
    return health.up() && fitness.kind() == Fitness.Kind.UNKNOWN && !draining;
  }

  /**
   * Whether a walk steps over it without having been there.
   *
   * @return true if it is draining or has not the role
   */
  public boolean steppedOver() {
    return draining || !fitness.fit();
  }

  Member dueAt(long nanos) {
    return withHealth(health.lookingAt(nanos, health.look()));
  }

  Member withHealth(Health changed) {
    Fitness proven = health.up() && !changed.up() ? fitness.away() : fitness;
    return new Member(spec, fallback, changed, proven, draining, active, standing);
  }

  Member withFitness(Fitness changed) {
    return new Member(spec, fallback, health, changed, draining, active, standing);
  }

  Member withDraining(boolean changed) {
    return new Member(spec, fallback, health, fitness, changed, active, standing);
  }

  Member withActive(int changed) {
    return new Member(spec, fallback, health, fitness, draining, changed, standing);
  }

  Member withSpec(WeightedDestination changed, boolean asFallback) {
    return new Member(changed, asFallback, health, fitness, draining, active, standing);
  }

  /** Under other rules: whether roles are asked for may have changed. */
  Member ruledBy(HealthRules rules, long nowNanos) {
    boolean asked = fitness.kind() != Fitness.Kind.UNASKED;
    if (asked == rules.role()) {
      return this;
    }
    return rules.role()
        ? withFitness(Fitness.TRUSTED).dueAt(nowNanos)
        : withFitness(Fitness.UNASKED);
  }

  /** What it stands at now that something has changed. */
  Member restated(long nowNanos) {
    Standing next = standing.next(this, nowNanos);
    return next.equals(standing) ? this : with(next);
  }

  private Member with(Standing next) {
    return new Member(spec, fallback, health, fitness, draining, active, next);
  }
}
