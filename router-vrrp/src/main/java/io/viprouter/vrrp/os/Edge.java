package io.viprouter.vrrp.os;

/**
 * What a virtual router does to the world. Confined to its driver thread.
 *
 * <p>No method blocks and none throws for what the network or the system does: packets may be lost,
 * and {@link #addAddresses()} says whether it worked.
 */
public interface Edge {

  /**
   * Sends an advertisement to the group or to every peer.
   *
   * @param priority 0 to 255
   */
  void send(int priority);

  /**
   * Puts every virtual address on the interface; one that is there already is taken over.
   *
   * @return false if one of them is not there now
   */
  boolean addAddresses();

  /** Takes every virtual address off the interface; one that is not there is fine. */
  void removeAddresses();

  /** Sends one gratuitous ARP or neighbour advertisement for every virtual address. */
  void announce();
}
