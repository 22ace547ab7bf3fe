package io.viprouter.vrrp;

import java.net.InetAddress;
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
 */
public record VrrpStatus(VirtualRouterConfig config, Situation situation, Traffic traffic) {

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
   * @param since when it was entered
   * @param effectivePriority with which it takes part
   * @param master who owns the addresses, as far as is known; our own address if it is us
   * @param transitions how many there were
   * @param lastReason why the last one was
   */
  public record Situation(
      VrrpState state,
      Instant since,
      int effectivePriority,
      Optional<InetAddress> master,
      long transitions,
      String lastReason) {}

  /**
   * What it sent and received. Immutable.
   *
   * @param advertisementsSent to the group, or to all peers at once
   * @param advertisementsReceived valid ones
   * @param goodbyesSent of those sent, with priority 0
   * @param goodbyesReceived of those received, with priority 0
   * @param announcementsSent gratuitous ARP or neighbour advertisements, each for all addresses
   * @param otherChecksumForm of those received, with the checksum form that we do not send
   * @param rejected dropped ones by kind; kinds that did not occur are absent
   */
  public record Traffic(
      long advertisementsSent,
      long advertisementsReceived,
      long goodbyesSent,
      long goodbyesReceived,
      long announcementsSent,
      long otherChecksumForm,
      Map<RejectReason, Long> rejected) {

    /** The map is copied. */
    public Traffic {
      rejected = Map.copyOf(rejected);
    }
  }
}
