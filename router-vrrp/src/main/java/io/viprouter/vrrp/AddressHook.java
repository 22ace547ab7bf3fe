package io.viprouter.vrrp;

import java.util.List;

/**
 * Acts in step with the virtual addresses: right after they are up, and before they go. For an
 * application that listens on them: it starts to listen in {@link #added} and stops in {@link
 * #removing}. Who only wants to know uses {@link VrrpListener}.
 *
 * <p>Called in order, on a thread of its virtual router that does nothing else. The driver waits
 * for a call, but never longer than a quarter of a second, or one advertisement interval if that is
 * shorter; then it says so in the log and goes on, and the call may end when it likes. A hook that
 * throws is logged. So no hook can stop the protocol, but one that is late is out of step.
 *
 * <p>The order when mastership comes: advertisement, addresses, {@code added}, gratuitous ARP, so
 * that clients arrive where somebody listens. When it goes: advertisement, {@code removing},
 * addresses. For every address the calls alternate, beginning with {@code added}; what a crash left
 * behind is removed without a call, and what somebody else removed is put back without one.
 */
public interface AddressHook {

  /**
   * Addresses are up, and not announced yet.
   *
   * @param addresses all of them, or after {@link VirtualRouter#update} only the new ones
   */
  default void added(List<VirtualAddress> addresses) {}

  /**
   * Addresses are about to go.
   *
   * @param addresses all of them, or in {@link VirtualRouter#update} only the old ones
   */
  default void removing(List<VirtualAddress> addresses) {}
}
