package io.viprouter.launcher.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.viprouter.vrrp.ChecksumForm;
import io.viprouter.vrrp.GratuitousArp;
import io.viprouter.vrrp.VirtualAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one virtual router. Confined to the thread that reads. */
final class VirtualRouterReader {

  private static final int MAX_ID = 255;
  private static final int MAX_REAL_TIME = 99;
  private static final int MAX_PASSWORD = 8;
  private static final Duration MIN_INTERVAL = Duration.ofMillis(10);
  private static final Duration MAX_INTERVAL = Duration.ofSeconds(255);
  private static final Duration MAX_PREEMPT_DELAY = Duration.ofSeconds(1000);

  /** How a password may be given. */
  private enum Authentication {
    NONE,
    PASS
  }

  private final Node router;
  private final Node node;
  private final String name;
  private final Set<String> sections;

  /**
   * Makes one.
   *
   * @param sections names of all sections
   */
  VirtualRouterReader(Node router, Node node, String name, Set<String> sections) {
    this.router = router;
    this.node = node;
    this.name = name;
    this.sections = sections;
  }

  VirtualRouterSettings read() {
    Parsers.checkName(node, name, "a virtual router's name");
    return new VirtualRouterSettings(
        name,
        node.readRequired("interface", Parsers.interfaceName()).orElse(""),
        node.readRequired("virtual-router-id", Parsers.integer(1, MAX_ID)).orElse(0),
        node.read("priority", Parsers.integer(1, MAX_ID)),
        protocol(),
        addresses(),
        new VirtualRouterSettings.Preemption(
            node.read("preempt", Parsers.bool()),
            node.read("preempt-delay", Parsers.duration(Duration.ZERO, MAX_PREEMPT_DELAY))),
        new VirtualRouterSettings.Tracking(
            trackedSections(),
            strings("track-interfaces", "interface names", Parsers.interfaceName()),
            new TrackCommandReader(router, node).read()),
        gratuitousArp(),
        NotifyReader.read(node));
  }

  private List<VirtualAddress> addresses() {
    if (node.readRequired("addresses", value -> value).isEmpty()) {
      return List.of();
    }
    List<VirtualAddress> read =
        strings("addresses", "a list such as [\"172.168.1.20/24\"]", VirtualRouterReader::address);
    if (node.find("addresses").value().unwrapped() instanceof List<?> list && list.isEmpty()) {
      node.reading()
          .fault(node.find("addresses").path(), "the list is empty; at least one is needed");
    }
    return read;
  }

  private VirtualRouterSettings.Protocol protocol() {
    return new VirtualRouterSettings.Protocol(
        node.readIfAny("version", Parsers.integer(2, 3)),
        node.read("advertisement-interval", Parsers.duration(MIN_INTERVAL, MAX_INTERVAL)),
        password(),
        strings("unicast-peers", "a list of addresses", VirtualRouterReader::plainAddress),
        node.readIfAny("source-address", VirtualRouterReader::plainAddress),
        node.read(
            "checksum",
            Parsers.choice(
                "checksum",
                ChecksumForm.values(),
                form -> form == ChecksumForm.PSEUDO_HEADER ? "pseudo-header" : "plain")),
        node.read("accept", Parsers.bool()),
        node.read("real-time-priority", Parsers.integer(0, MAX_REAL_TIME)));
  }

  private Secret password() {
    Node group = node.group("authentication");
    Optional<Authentication> type =
        group.parse(
            group.find("type"),
            Parsers.choice(
                "type", Authentication.values(), kind -> kind.name().toLowerCase(Locale.ROOT)));
    Optional<Secret> read = group.parse(group.find("pass"), Parsers.secret());
    if (type.isEmpty() || read.isEmpty()) {
      return Secret.NONE;
    }
    checkPassword(group, type.get(), read.get());
    return type.get() == Authentication.PASS ? read.get() : Secret.NONE;
  }

  private void checkPassword(Node group, Authentication type, Secret password) {
    KeyPath found = group.find("pass").path();
    KeyPath path = node.reading().origins().given(found) ? found : group.path().then("pass");
    if (type == Authentication.PASS) {
      int length = password.value().length();
      boolean ascii = password.value().chars().allMatch(c -> c >= ' ' && c < 0x7f);
      if (length < 1 || length > MAX_PASSWORD || !ascii) {
        node.reading()
            .fault(
                path,
                "the password has "
                    + length
                    + " characters; 1 to "
                    + MAX_PASSWORD
                    + " of ASCII (keepalived cuts longer ones)");
      }
    } else if (password.given()) {
      node.reading().fault(path, "a password needs type = pass");
    }
  }

  private List<String> trackedSections() {
    List<Item<ConfigValue>> elements =
        node.list("track-sections", "a list of the names of sections");
    elements.forEach(
        element ->
            node.parse(element, Parsers.string())
                .filter(section -> !sections.contains(section))
                .ifPresent(
                    section ->
                        node.reading()
                            .fault(
                                element.path(),
                                "there is no section "
                                    + Words.quote(section)
                                    + Nearest.hint(section, sections))));
    return elements.stream()
        .map(Item::value)
        .filter(value -> value.valueType() == ConfigValueType.STRING)
        .map(value -> ((String) value.unwrapped()).strip())
        .toList();
  }

  private GratuitousArp gratuitousArp() {
    Node group = node.group("gratuitous-arp");
    return new GratuitousArp(
        group.read("delay", Parsers.duration(Duration.ZERO, GratuitousArp.MAX_TIME)),
        group.read("repeat", Parsers.integer(1, GratuitousArp.MAX_REPEAT)),
        group.read("refresh", Parsers.duration(Duration.ZERO, GratuitousArp.MAX_TIME)));
  }

  private <T> List<T> strings(String key, String expected, Parsers.Parser<T> parser) {
    return node.list(key, expected).stream()
        .flatMap(element -> node.parse(element, parser).stream())
        .toList();
  }

  private static VirtualAddress address(ConfigValue value) throws Fault {
    String text = Parsers.text(value, "an address such as 172.168.1.20/24");
    try {
      return VirtualAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()).replaceFirst("^addresses: ", ""));
    }
  }

  private static InetAddress plainAddress(ConfigValue value) throws Fault {
    String text = Parsers.text(value, "an address");
    Optional<InetAddress> address = Addresses.literal(text);
    return address.orElseThrow(() -> new Fault(Words.quote(text) + " is no address"));
  }
}
