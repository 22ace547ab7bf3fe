package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Addresses;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Turns a whole {@code mysqlrouter.conf} into sections. Confined to the thread that converts. */
final class RouterConf {

  private static final String ROUTING = "routing";
  private static final int LONGEST_NAME = 64;
  private static final int MAX_TOTAL = 10_000_000;

  /** Where its parts stand among those of the router. */
  private static final int BEFORE = 10_000_000;

  private static final int SECTIONS = 20_000_000;
  private static final int AFTER = 30_000_000;

  private final IniFile file;
  private final Remarks remarks;
  private final boolean faithful;
  private final Group router;
  private final Group sections;
  private final List<Routing> routings = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** Names of [DEFAULT] that some option refers to. */
  private final Set<String> used = new HashSet<>();

  RouterConf(IniFile file, Remarks remarks, boolean faithful, Group router) {
    this.file = file;
    this.remarks = remarks;
    this.faithful = faithful;
    this.router = router;
    this.sections = router.group(SECTIONS, List.of(), "sections");
  }

  /** Converts all; what the sections are called and where they listen. */
  List<Routing> convert() {
    for (IniSection section : file.sections()) {
      if (section.name().equals(ROUTING)) {
        routing(section);
      } else {
        other(section);
      }
    }
    if (file.sections().stream().noneMatch(section -> section.name().equals(ROUTING))) {
      remarks.fault(file.place(0), "", "there is no [routing:...] section");
    } else if (routings.isEmpty()) {
      remarks.fault(file.place(0), "", "no section is left that could be routed");
    }
    defaults();
    if (!file.trailing().isEmpty()) {
      router.remark(AFTER + BEFORE - 1, file.trailing());
    }
    return List.copyOf(routings);
  }

  private void routing(IniSection section) {
    RoutingOptions options = new RoutingOptions(file, section, remarks);
    String name = name(section);
    List<String> above = new ArrayList<>(section.comments());
    above.add(section.title());
    if (options.speaksX()) {
      above.add("protocol = x: no equal, the section is left out; clients speak first there");
      sections.remark(section.line(), above);
      options.note(
          "protocol", "no equal for the X protocol: the section is left out, nothing listens");
      return;
    }
    Group placed = sections.group(section.line(), above, name);
    List<SocketAddress> binds = new RoutingReader(options, faithful, placed).read();
    used.addAll(options.interpolation().used());
    for (SocketAddress bind : binds) {
      collisions(section, bind);
    }
    routings.add(new Routing(name, file.place(section.line()), binds));
  }

  private void collisions(IniSection section, SocketAddress bind) {
    routings.stream()
        .filter(other -> other.binds().stream().anyMatch(b -> Addresses.collide(b, bind)))
        .forEach(
            other ->
                remarks.fault(
                    file.place(section.line()),
                    section.title(),
                    "in "
                        + section.title()
                        + ": duplicate IP or name found in bind_address '"
                        + Addresses.text(bind)
                        + "', as in section '"
                        + other.name()
                        + "'"));
  }

  private String name(IniSection section) {
    String wanted = section.key().isEmpty() ? ROUTING : section.key();
    String cut = wanted.length() > LONGEST_NAME ? wanted.substring(0, LONGEST_NAME - 4) : wanted;
    String name = cut;
    for (int i = 2; !names.add(name); i++) {
      name = cut + "-" + i;
    }
    if (!name.equals(wanted)) {
      remarks.note(
          file.place(section.line()), section.title() + ": the section is called '" + name + "'");
    }
    return name;
  }

  private void other(IniSection section) {
    String why = RouterWords.sectionReason(section.name());
    if (why.isEmpty()) {
      remarks.fault(
          file.place(section.line()),
          section.title(),
          "unknown section; MySQL Router has no such plugin"
              + Remarks.hint(section.name(), RouterWords.sections()));
      return;
    }
    List<String> lines = new ArrayList<>(section.comments());
    lines.add(section.title() + ": " + why);
    section
        .options()
        .values()
        .forEach(
            option -> {
              lines.addAll(option.comments());
              lines.add("  " + option.name() + " = " + option.value());
            });
    remark(section.line(), lines);
    remarks.note(file.place(section.line()), section.title() + ": " + why);
  }

  private void defaults() {
    for (IniOption option : file.defaults().options().values()) {
      String name = option.name();
      if (RouterWords.ROUTING.contains(name) || used.contains(name)) {
        continue;
      }
      if (name.equals(RouterWords.MAX_TOTAL_CONNECTIONS)) {
        maxTotal(option);
        continue;
      }
      String why = RouterWords.defaultReason(name);
      List<String> lines = new ArrayList<>(option.comments());
      lines.add("[DEFAULT] " + name + " = " + option.value() + ": " + why);
      remark(option.line(), lines);
      remarks.note(file.place(option.line()), "[DEFAULT]." + name + ": " + why);
    }
  }

  private void maxTotal(IniOption option) {
    RoutingOptions options = new RoutingOptions(file, file.defaults(), remarks);
    OptionalLong most = options.number(option.name(), 1, MAX_TOTAL);
    most.ifPresent(
        value ->
            router.set(
                option.line(), option.comments(), "max-total-connections", Long.toString(value)));
  }

  /** Where it stood: before, between or after the routing sections. */
  private void remark(int line, List<String> lines) {
    int first = boundary(Integer.MAX_VALUE, true);
    int last = boundary(0, false);
    if (line < first) {
      router.remark(BEFORE + line, lines);
    } else if (line > last) {
      router.remark(AFTER + line, lines);
    } else {
      sections.remark(line, lines);
    }
  }

  private int boundary(int start, boolean lowest) {
    int found = start;
    for (IniSection section : file.sections()) {
      if (section.name().equals(ROUTING)) {
        found = lowest ? Math.min(found, section.line()) : Math.max(found, section.line());
      }
    }
    return found;
  }
}
