package io.viprouter.launcher.legacy;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the lines of {@code virtual_ipaddress}. Confined to the reading thread. */
final class AddressReader {

  private static final int MAX_LABEL = 15;
  private static final Set<String> SCOPES = Set.of("site", "link", "host", "nowhere", "global");
  private static final Set<String> WITH_VALUE =
      Set.of("brd", "broadcast", "dev", "scope", "label", "peer", "preferred_lft", "track_group");
  private static final Set<String> WITHOUT_VALUE =
      Set.of(
          "home",
          "-nodad",
          "nodad",
          "mngtmpaddr",
          "noprefixroute",
          "autojoin",
          "no_track",
          "use_vmac");

  private final Scope scope;

  AddressReader(Scope scope) {
    this.scope = scope;
  }

  /** One line; nothing and a fault if it is no address that can be moved. */
  Optional<VirtualIp> read(Statement line, Optional<String> interfaceName) {
    Optional<Map<String, String>> options = options(line);
    Optional<VirtualIp> address = address(line);
    options.ifPresent(found -> judge(line, found, interfaceName));
    return options.isEmpty() ? Optional.empty() : address;
  }

  private Optional<VirtualIp> address(Statement line) {
    String written = line.keyword();
    int slash = written.indexOf('/');
    String host = slash < 0 ? written : written.substring(0, slash);
    if (host.indexOf('%') >= 0 || !InetAddresses.isInetAddress(host)) {
      scope.fault(line, "is an invalid IP address");
      return Optional.empty();
    }
    InetAddress address = InetAddresses.forString(host);
    int most = address instanceof Inet6Address ? 128 : 32;
    OptionalInt prefix =
        slash < 0 ? OptionalInt.of(most) : Scope.signed(written.substring(slash + 1));
    if (prefix.isEmpty() || prefix.getAsInt() < 0 || prefix.getAsInt() > most) {
      scope.fault(line, "has an invalid prefix length; 1 to " + most);
      return Optional.empty();
    }
    if (prefix.getAsInt() == 0 || address.isMulticastAddress() || address.isAnyLocalAddress()) {
      scope.fault(line, "is no address of a host in a network");
      return Optional.empty();
    }
    if (slash < 0) {
      scope.note(line, "has no prefix length; /" + most + " is meant, as in keepalived");
    }
    return Optional.of(new VirtualIp(address, prefix.getAsInt()));
  }

  private Optional<Map<String, String>> options(Statement line) {
    Map<String, String> options = new HashMap<>();
    Iterator<String> words = line.arguments().iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (WITHOUT_VALUE.contains(word)) {
        options.put(word, "");
      } else if (!WITH_VALUE.contains(word)) {
        scope.fault(
            line,
            "Unknown configuration entry "
                + Remarks.quote(word)
                + " for ip address"
                + Remarks.hint(word, WITH_VALUE));
        return Optional.empty();
      } else if (words.hasNext()) {
        options.put(word, words.next());
      } else {
        scope.fault(line, "No " + word + " parameter specified");
        return Optional.empty();
      }
    }
    return Optional.of(options);
  }

  private void judge(Statement line, Map<String, String> options, Optional<String> interfaceName) {
    options.forEach(
        (word, value) -> {
          switch (word) {
            case "dev" -> device(line, value, interfaceName);
            case "label" -> label(line, value);
            case "scope" -> scope(line, value);
            case "peer" -> scope.fault(line, "peer has no equal; the address is one of a network");
            default ->
                scope.note(
                    line, word + " has no equal; the address is added as 'ip addr add' does");
          }
        });
  }

  private void device(Statement line, String device, Optional<String> interfaceName) {
    if (!device.equals(interfaceName.orElse(device))) {
      scope.fault(
          line,
          "dev "
              + Remarks.quote(device)
              + ": an address on another interface than the virtual router's has no equal");
    }
  }

  private void label(Statement line, String label) {
    if (label.length() > MAX_LABEL) {
      scope.fault(line, "label " + Remarks.quote(label) + " is longer than " + MAX_LABEL);
    } else {
      scope.note(line, "label has no equal; programs that look for it will not find it");
    }
  }

  private void scope(Statement line, String name) {
    OptionalInt number = Scope.signed(name);
    boolean isNumber = number.isPresent() && number.getAsInt() >= 0 && number.getAsInt() <= 255;
    if (!SCOPES.contains(name) && !isNumber) {
      scope.fault(line, "Invalid scope " + Remarks.quote(name));
    } else if (!name.equals("global")) {
      scope.note(line, "scope has no equal; it is global");
    }
  }
}
