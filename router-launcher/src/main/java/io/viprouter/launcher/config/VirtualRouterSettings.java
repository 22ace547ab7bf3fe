package io.viprouter.launcher.config;

import io.viprouter.vrrp.ChecksumForm;
import io.viprouter.vrrp.GratuitousArp;
import io.viprouter.vrrp.VirtualAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One virtual router. Immutable.
 *
 * @param name its name
 * @param interfaceName where its addresses live
 * @param virtualRouterId 1 to 255
 * @param priority 1 to 255
 * @param protocol how it speaks
 * @param addresses what it owns while it is master
 * @param preemption when it takes over from a living master
 * @param tracking what it depends on
 * @param gratuitousArp how it announces its addresses
 * @param notifications whom it tells
 */
public record VirtualRouterSettings(
    String name,
    String interfaceName,
    int virtualRouterId,
    int priority,
    Protocol protocol,
    List<VirtualAddress> addresses,
    Preemption preemption,
    Tracking tracking,
    GratuitousArp gratuitousArp,
    NotifySettings notifications) {

  /** Copies the list. */
  public VirtualRouterSettings {
    addresses = List.copyOf(addresses);
  }

  /**
   * How it speaks. Immutable.
   *
   * @param version 2 or 3; empty: by the family of the addresses
   * @param interval between advertisements
   * @param password of version 2
   * @param unicastPeers empty: multicast
   * @param sourceAddress empty: the interface's first
   * @param checksum of version 3 over IPv4
   * @param accept whether packets to the addresses are accepted
   * @param realTimePriority 0: none
   */
  public record Protocol(
      Optional<Integer> version,
      Duration interval,
      Secret password,
      List<InetAddress> unicastPeers,
      Optional<InetAddress> sourceAddress,
      ChecksumForm checksum,
      boolean accept,
      int realTimePriority) {

    /** Copies the list. */
    public Protocol {
      unicastPeers = List.copyOf(unicastPeers);
    }
  }

  /**
   * When it takes over from a living master of lower priority. Immutable.
   *
   * @param preempt whether at all
   * @param delay after watching it for so long
   */
  public record Preemption(boolean preempt, Duration delay) {}

  /**
   * What it depends on. Immutable.
   *
   * @param sections names of sections that must have a usable destination
   * @param interfaces names of interfaces that must be up
   * @param commands that must pass
   */
  public record Tracking(
      List<String> sections, List<String> interfaces, List<TrackCommandSettings> commands) {

    /** Copies the lists. */
    public Tracking {
      sections = List.copyOf(sections);
      interfaces = List.copyOf(interfaces);
      commands = List.copyOf(commands);
    }
  }
}
