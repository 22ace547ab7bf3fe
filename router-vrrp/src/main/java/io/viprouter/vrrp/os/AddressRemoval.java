package io.viprouter.vrrp.os;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes addresses off an interface and nothing else with them. Confined to its driver thread.
 *
 * <p>With the primary address of an IPv4 network the kernel removes the secondary ones, which are
 * not ours to lose: they are put back. What is gone for another reason is not, for it may be the
 * address of another virtual router that has just lost the mastership, too; so within a process one
 * removes after the other.
 */
final class AddressRemoval {

  private static final Logger LOG = LoggerFactory.getLogger("io.viprouter.vrrp.edge");
  private static final Lock ONE_AT_A_TIME = new ReentrantLock();

  private final String label;
  private final Netlink netlink;

  AddressRemoval(String label, Netlink netlink) {
    this.label = label;
    this.netlink = netlink;
  }

  void remove(int family, int index, List<AddressEntry> entries) {
    ONE_AT_A_TIME.lock();
    try {
      removeNow(family, index, entries);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private void removeNow(int family, int index, List<AddressEntry> entries) {
    Set<InetAddress> ours =
        entries.stream().map(AddressEntry::address).collect(ImmutableSet.toImmutableSet());
    List<AddressEntry> before = list(family, index);
    // As they are, for a leftover may have another prefix length than we would give it.
    List<AddressEntry> there = before.stream().filter(e -> ours.contains(e.address())).toList();
    for (AddressEntry entry : before.isEmpty() ? entries : there) {
      int error = netlink.remove(index, entry);
      if (error != 0) {
        LOG.warn("({}) cannot remove {}: errno {}", label, entry.address(), error);
      }
    }
    List<AddressEntry> primary = there.stream().filter(e -> isPrimary(e, before)).toList();
    if (!primary.isEmpty()) {
      List<AddressEntry> after = list(family, index);
      before.stream()
          .filter(e -> !after.contains(e) && !ours.contains(e.address()))
          .filter(e -> primary.stream().anyMatch(p -> sameNetwork(p, e)))
          .forEach(e -> netlink.add(index, e));
    }
  }

  /** What is on the interface, or nothing if the kernel does not say. */
  private List<AddressEntry> list(int family, int index) {
    try {
      return netlink.addresses(family, index);
    } catch (SystemCallException e) {
      LOG.warn("({}) cannot list addresses", label, e);
      return List.of();
    }
  }

  /** The kernel lists the primary address of a network before its secondary ones. */
  private static boolean isPrimary(AddressEntry entry, List<AddressEntry> all) {
    return all.stream()
        .filter(e -> sameNetwork(e, entry))
        .findFirst()
        .equals(java.util.Optional.of(entry));
  }

  /** IPv6 knows no secondary addresses. */
  static boolean sameNetwork(AddressEntry one, AddressEntry other) {
    if (one.prefixLength() != other.prefixLength()
        || !(one.address() instanceof Inet4Address)
        || !(other.address() instanceof Inet4Address)) {
      return false;
    }
    int differ =
        InetAddresses.coerceToInteger(one.address())
            ^ InetAddresses.coerceToInteger(other.address());
    return one.prefixLength() == 0 || differ >>> (32 - one.prefixLength()) == 0;
  }
}
