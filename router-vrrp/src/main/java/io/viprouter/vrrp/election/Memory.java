package io.viprouter.vrrp.election;

import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.VrrpState;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything an election remembers. Immutable; {@link #change()} makes a changed copy.
 *
 * <p>Invariant: the state is FAULT only with an obstacle, and BACKUP or ACTIVE only without one.
 */
public final class Memory {

  private final Rules rules;
  private final VrrpState state;
  private final int priority;
  private final boolean lastResort;
  private final Set<Obstacle> obstacles;
  private final String whyUnfit;
  private final @Nullable InetAddress local;
  private final @Nullable InetAddress master;
  private final long masterIntervalNanos;
  private final Patience patience;
  private final Losses losses;
  private final Step stay;
  private final Step listen;
  private final Step advertise;

  private Memory(Change from) {
    this.rules = from.rules;
    this.state = from.state;
    this.priority = from.priority;
    this.lastResort = from.lastResort;
    this.obstacles = Set.copyOf(from.obstacles);
    this.whyUnfit = from.whyUnfit;
    this.local = from.local;
    this.master = from.master;
    this.masterIntervalNanos = from.masterIntervalNanos;
    this.patience = from.patience;
    this.losses = from.losses;
    this.stay = new Step(this, List.of(), Step.KEEP);
    this.listen = new Step(this, List.of(), downNanos());
    this.advertise =
        new Step(this, List.of(new Action.SendAdvert(priority())), rules.intervalNanos());
  }

  /**
   * The memory of a router that has not started.
   *
   * @param rules its configuration
   * @return state INITIALIZE
   */
  public static Memory of(Rules rules) {
    return new Memory(new Change(rules));
  }

  /**
   * The state.
   *
   * @return never changes: a new state is a new memory
   */
  public VrrpState state() {
    return state;
  }

  /**
   * The effective priority.
   *
   * @return 1 to 255; {@link Rules#LAST_RESORT} for a last resort
   */
  public int priority() {
    return lastResort ? Rules.LAST_RESORT : priority;
  }

  /**
   * How fit the application says we are.
   *
   * @return {@link Fitness#FIT} until it says otherwise
   */
  public Fitness fitness() {
    return obstacles.contains(Obstacle.UNFIT)
        ? Fitness.UNFIT
        : lastResort ? Fitness.LAST_RESORT : Fitness.FIT;
  }

  /**
   * What keeps us from taking part.
   *
   * @return empty unless FAULT, or INITIALIZE
   */
  public Set<Obstacle> obstacles() {
    return obstacles;
  }

  /**
   * What keeps us from taking part, in words.
   *
   * @return half a sentence; empty if nothing does
   */
  public String hindrance() {
    return String.join(", ", obstacles.stream().sorted().map(this::text).toList());
  }

  /** An obstacle in words, with what the application says of it. */
  String text(Obstacle obstacle) {
    return obstacle == Obstacle.UNFIT ? whyUnfit : obstacle.text();
  }

  /**
   * The router that was last heard to be active, if it is not us.
   *
   * @return its address
   */
  public Optional<InetAddress> master() {
    return Optional.ofNullable(master);
  }

  /**
   * Our own address on the wire.
   *
   * @return empty until it is known
   */
  public Optional<InetAddress> local() {
    return Optional.ofNullable(local);
  }

  /**
   * Skew time with the interval of the active router.
   *
   * @return nanoseconds
   */
  public long skewNanos() {
    return Timing.skewNanos(rules.version(), priority(), masterIntervalNanos);
  }

  /**
   * Master down interval.
   *
   * @return nanoseconds
   */
  public long downNanos() {
    return Timing.downNanos(rules.version(), priority(), masterIntervalNanos);
  }

  /**
   * By how much the timer may be missed before {@link Event.Plain#WOKE_LATE} is what happened.
   *
   * @return nanoseconds
   */
  public long lateAfterNanos() {
    return state == VrrpState.ACTIVE ? 2 * rules.intervalNanos() : skewNanos();
  }

  Rules rules() {
    return rules;
  }

  /**
   * The interval that counts: the active router's, or our own.
   *
   * @return nanoseconds
   */
  public long masterIntervalNanos() {
    return masterIntervalNanos;
  }

  Patience patience() {
    return patience;
  }

  Losses losses() {
    return losses;
  }

  /** Whether we follow this router already, with this interval. */
  boolean follows(Event.AdvertHeard heard) {
    return heard.intervalNanos() == masterIntervalNanos && heard.source().equals(master);
  }

  boolean isOwner() {
    return priority() == Rules.OWNER;
  }

  boolean isLastResort() {
    return lastResort;
  }

  /** Nothing changes; the same object every time. */
  Step stay() {
    return stay;
  }

  /** Stays backup and waits for the next advertisement; the same object every time. */
  Step listen() {
    return listen;
  }

  /** Stays active and advertises; the same object every time. */
  Step advertise() {
    return advertise;
  }

  Change change() {
    return new Change(this);
  }

  /** Fields of the next memory. Confined to one call of the election. */
  static final class Change {
    private Rules rules;
    private VrrpState state = VrrpState.INITIALIZE;
    private int priority;
    private boolean lastResort;
    private final EnumSet<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
    private String whyUnfit = Obstacle.UNFIT.text();
    private @Nullable InetAddress local;
    private @Nullable InetAddress master;
    private long masterIntervalNanos;
    private Patience patience = Patience.NONE;
    private Losses losses = Losses.NONE;

    private Change(Rules rules) {
      this.rules = rules;
      this.priority = rules.priority();
      this.masterIntervalNanos = rules.intervalNanos();
    }

    private Change(Memory from) {
      this.rules = from.rules;
      this.state = from.state;
      this.priority = from.priority;
      this.lastResort = from.lastResort;
      this.obstacles.addAll(from.obstacles);
      this.whyUnfit = from.whyUnfit;
      this.local = from.local;
      this.master = from.master;
      this.masterIntervalNanos = from.masterIntervalNanos;
      this.patience = from.patience;
      this.losses = from.losses;
    }

    /**
     * Other rules; without a known active router, and in version 2, their interval counts at once.
     * A priority that the application set stays, unless the rules' one changes.
     */
    Change rules(Rules next) {
      priority = next.priority() == rules.priority() ? priority : next.priority();
      boolean learned = master != null && next.version() != 2;
      masterIntervalNanos = learned ? masterIntervalNanos : next.intervalNanos();
      rules = next;
      return this;
    }

    Change state(VrrpState next) {
      state = next;
      return this;
    }

    Change priority(int next) {
      priority = next;
      return this;
    }

    Change lastResort(boolean next) {
      lastResort = next;
      return this;
    }

    Change whyUnfit(String next) {
      whyUnfit = next;
      return this;
    }

    Change add(Obstacle obstacle) {
      obstacles.add(obstacle);
      return this;
    }

    Change remove(Obstacle obstacle) {
      obstacles.remove(obstacle);
      return this;
    }

    Change local(InetAddress address) {
      local = address;
      return this;
    }

    /** Follows another router: its interval counts from now on (RFC 9568, section 6.4.2). */
    Change follow(Event.AdvertHeard heard) {
      master = heard.source();
      masterIntervalNanos = heard.intervalNanos();
      return this;
    }

    /** Nobody else is active as far as we know. */
    Change followNobody() {
      master = null;
      masterIntervalNanos = rules.intervalNanos();
      return this;
    }

    Change patience(Patience next) {
      patience = next;
      return this;
    }

    Change losses(Losses next) {
      losses = next;
      return this;
    }

    Memory done() {
      return new Memory(this);
    }
  }
}
