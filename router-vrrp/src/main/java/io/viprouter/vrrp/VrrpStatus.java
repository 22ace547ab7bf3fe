package io.viprouter.vrrp;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a virtual router stands. Immutable: a snapshot, taken by {@link VirtualRouter#status()}.
 *
 * @param config what it was asked to do
 * @param situation what it is doing
 * @param traffic what it sent and received
 * @param rejecting whose advertisements it dropped within the last three advertisement intervals,
 *     or ten seconds if these are shorter; the latest first, at most 16
 */
public record VrrpStatus(
    VirtualRouterConfig config, Situation situation, Traffic traffic, List<Rejection> rejecting) {

  /** The list is copied. */
  public VrrpStatus {
    rejecting = List.copyOf(rejecting);
  }

  /**
   * One that drops nothing.
   *
   * @param config what it was asked to do
   * @param situation what it is doing
   * @param traffic what it sent and received
   */
  public VrrpStatus(VirtualRouterConfig config, Situation situation, Traffic traffic) {
    this(config, situation, traffic, List.of());
  }

  /**
   * Its name.
   *
   * @return as configured
   */
  public String name() {
    return config.name();
  }

  /**
   * Its state.
   *
   * @return the state
   */
  public VrrpState state() {
    return situation.state();
  }

  /**
   * Since when it is in this state.
   *
   * @return wall time
   */
  public Instant since() {
    return situation.last().at();
  }

  /**
   * Its addresses.
   *
   * @return as configured
   */
  public List<VirtualAddress> addresses() {
    return config.addresses();
  }

  /**
   * What it is doing. Immutable.
   *
   * @param state the state
   * @param effectivePriority with which it takes part
   * @param fitness as the application says
   * @param master who owns the addresses, as far as is known; our own address if it is us
   * @param last how it came into this state
   */
  public record Situation(
      VrrpState state,
      int effectivePriority,
      Fitness fitness,
      Optional<InetAddress> master,
      Change last) {}

  /**
   * The last transition. Immutable.
   *
   * @param at when it was
   * @param reason half a sentence; in FAULT what is in the way now
   * @param count how many there were, with this one
   */
  public record Change(Instant at, String reason, long count) {}

  /**
   * What it sent and received. Immutable.
   *
   * @param sent to the group, or to all peers at once
   * @param received valid ones
   * @param announcementsSent gratuitous ARP or neighbour advertisements, each for all addresses
   * @param otherChecksumForm of those received, with the checksum form that we do not send
   * @param rejected dropped ones by kind; kinds that did not occur are absent
   */
  public record Traffic(
      Adverts sent,
      Adverts received,
      long announcementsSent,
      long otherChecksumForm,
      Map<RejectReason, Long> rejected) {

    /** The map is copied. */
    public Traffic {
      rejected = Map.copyOf(rejected);
    }
  }

  /**
   * Somebody whose advertisements for our virtual router id are dropped. Immutable.
   *
   * @param reason why
   * @param sender its address
   * @param age how long ago the last one was
   */
  public record Rejection(RejectReason reason, InetAddress sender, Duration age) {}

  /**
   * Advertisements of one direction. Immutable.
   *
   * @param count all of them
   * @param goodbyes those with priority 0
   */
  public record Adverts(long count, long goodbyes) {}
}
