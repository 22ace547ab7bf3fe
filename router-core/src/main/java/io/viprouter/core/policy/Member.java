package io.viprouter.core.policy;

import io.viprouter.core.Destination;
import io.viprouter.core.WeightedDestination;

/**
 * One destination of a pool, with what is known of it. Immutable.
 *
 * @param spec destination, weight and limit
 * @param fallback whether it stands in the second list
 * @param health what is held of it
 * @param draining whether it was taken out by command
 * @param active sessions to it, dials included
 */
public record Member(
    WeightedDestination spec, boolean fallback, Health health, boolean draining, int active) {

  /** How much a member is worth to a new connection; earlier is better. */
  public enum Tier {
    /** Nothing bad is known of it; or it is on parole. */
    WELL,
    /** Up, but its last dials or probes failed. */
    SUSPECT,
    /** Quarantined, but it fails at once, so that a last try costs nothing. */
    LAST_RESORT,
    /** Draining, or quarantined and silent: not to be tried. */
    OUT
  }

  static Member fresh(WeightedDestination spec, boolean fallback, long nowNanos) {
    return new Member(spec, fallback, Health.fresh(nowNanos), false, 0);
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
    if (draining) {
      return Tier.OUT;
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
   * @return true if it is up and not draining
   */
  public boolean usable() {
    return health.up() && !draining;
  }

  /**
   * Whether its own limit is reached.
   *
   * @return true if no further session may be opened
   */
  public boolean full() {
    return spec.maxConnections() > 0 && active >= spec.maxConnections();
  }

  Member dueAt(long nanos) {
    return withHealth(health.lookingAt(nanos, health.look()));
  }

  Member withHealth(Health changed) {
    return new Member(spec, fallback, changed, draining, active);
  }

  Member withDraining(boolean changed) {
    return new Member(spec, fallback, health, changed, active);
  }

  Member withActive(int changed) {
    return new Member(spec, fallback, health, draining, changed);
  }

  Member withSpec(WeightedDestination changed, boolean asFallback) {
    return new Member(changed, asFallback, health, draining, active);
  }
}
