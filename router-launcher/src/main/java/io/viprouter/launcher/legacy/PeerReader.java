package io.viprouter.launcher.legacy;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Reads the other routers and the own source address. Confined to the reading thread. */
final class PeerReader {

  private final Draft draft;

  PeerReader(Draft draft) {
    this.draft = draft;
  }

  /** After the virtual addresses, whose family they must have. */
  void read() {
    Statement block = draft.at.get("unicast_peer");
    if (block != null) {
      Scope inner = draft.scope.inner(block.keyword());
      for (Statement line : block.block()) {
        peer(inner, line);
      }
    }
    source("mcast_src_ip");
    source("unicast_src_ip");
    boolean unicast = block != null || draft.at.containsKey("unicast_src_ip");
    if (unicast && draft.peers.isEmpty()) {
      draft.scope.note(
          block != null ? block : draft.where("unicast_src_ip"),
          "without peers the advertisements are multicast, as in keepalived");
    }
  }

  private void peer(Scope inner, Statement line) {
    Optional<InetAddress> address = address(inner, line, line.keyword());
    for (int i = 0; i < line.arguments().size(); i += 2) {
      String word = line.arguments().get(i);
      if (!word.equals("min_ttl") && !word.equals("max_ttl")) {
        inner.fault(line, Remarks.quote(word) + " is unknown; one peer on a line");
        return;
      }
      inner.note(line, word + " has no equal; a packet must have 255");
    }
    if (address.isPresent()) {
      if (draft.peers.contains(address.get())) {
        inner.note(line, "stands twice; the second is left out");
      } else {
        draft.peers.add(address.get());
      }
    }
  }

  private void source(String keyword) {
    Statement at = draft.at.get(keyword);
    if (at != null) {
      draft
          .scope
          .argument(at)
          .flatMap(text -> address(draft.scope, at, text))
          .ifPresent(address -> draft.source = Optional.of(address));
    }
  }

  private Optional<InetAddress> address(Scope scope, Statement at, String text) {
    if (text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
      scope.fault(at, "malformed address " + Remarks.quote(text));
      return Optional.empty();
    }
    InetAddress address = InetAddresses.forString(text);
    boolean fits = draft.addresses.isEmpty() || address instanceof Inet6Address == draft.isV6();
    if (!fits || address.isMulticastAddress()) {
      scope.fault(at, Remarks.quote(text) + " MUST be of the same family as the virtual addresses");
      return Optional.empty();
    }
    return Optional.of(address);
  }
}
