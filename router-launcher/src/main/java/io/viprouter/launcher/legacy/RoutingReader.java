package io.viprouter.launcher.legacy;

import io.viprouter.core.Destination;
import io.viprouter.launcher.config.Addresses;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Turns one routing section into one of ours. Confined to the thread that reads. */
final class RoutingReader {

  private static final List<String> BIND = List.of("bind_address", "bind_port", "socket");
  private static final List<String> MODES = List.of("read-write", "read-only");
  private static final List<String> STRATEGIES =
      List.of("first-available", "next-available", "round-robin");
  private static final long MAX_CONNECT_ERRORS = 4_294_967_295L;
  private static final int YEAR_OF_SECONDS = 31_536_000;
  private static final int SHORT = 65_535;

  private final RoutingOptions options;
  private final boolean faithful;
  private final Group group;

  RoutingReader(RoutingOptions options, boolean faithful, Group group) {
    this.options = options;
    this.faithful = faithful;
    this.group = group;
  }

  /** Reads everything into the group. */
  List<SocketAddress> read() {
    List<SocketAddress> binds = new RoutingBinds(options).read();
    setBind(binds);
    mode();
    List<Destination> destinations = new RoutingDestinations(options).read(binds);
    set(
        "destinations",
        "destinations",
        Group.list(destinations.stream().map(Destination::toString).toList()));
    seconds("connect_timeout", 1, SHORT, "connect-timeout");
    seconds("client_connect_timeout", 2, YEAR_OF_SECONDS, "client-connect-timeout");
    number("max_connections", SHORT, "max-connections");
    number("max_connect_errors", MAX_CONNECT_ERRORS, "max-connect-errors");
    bufferLength();
    others();
    return binds;
  }

  private void setBind(List<SocketAddress> binds) {
    Set<String> own = options.section().options().keySet();
    int order =
        BIND.stream()
            .filter(own::contains)
            .mapToInt(options::order)
            .min()
            .orElse(options.section().line());
    List<String> comments = BIND.stream().flatMap(n -> options.comments(n).stream()).toList();
    List<String> texts = binds.stream().map(Addresses::text).toList();
    group.set(
        order, comments, "bind", texts.size() == 1 ? Group.text(texts.get(0)) : Group.list(texts));
  }

  private void mode() {
    Optional<String> mode = options.text("mode").map(text -> text.toLowerCase(Locale.ROOT));
    Optional<String> strategy =
        options.text("routing_strategy").map(text -> text.toLowerCase(Locale.ROOT));
    boolean fine = true;
    if (mode.isPresent() && !MODES.contains(mode.get())) {
      options.fault("mode", invalid(mode.get(), MODES));
      fine = false;
    }
    if (strategy.isPresent() && !STRATEGIES.contains(strategy.get())) {
      options.fault("routing_strategy", invalid(strategy.get(), STRATEGIES));
      fine = false;
    }
    if (mode.isEmpty() && !options.has("routing_strategy")) {
      options.fault("mode", "needs to be specified; valid are " + String.join(", ", MODES));
      fine = false;
    }
    if (fine) {
      setMode(mode, strategy);
    }
  }

  private static String invalid(String value, List<String> valid) {
    return "is invalid; valid are "
        + String.join(", ", valid)
        + " (was "
        + Remarks.quote(value)
        + ")"
        + Remarks.hint(value, valid);
  }

  private void setMode(Optional<String> mode, Optional<String> strategy) {
    String ours =
        mode.orElse(strategy.orElse("").equals("round-robin") ? "read-only" : "read-write");
    set(mode.isPresent() ? "mode" : "routing_strategy", "mode", ours);
    if (strategy.isPresent()) {
      set("routing_strategy", "strategy", strategy.get());
    } else if (ours.equals("read-only")) {
      set("mode", "strategy", "round-robin");
    } else {
      readWrite();
    }
  }

  /** 2.1's list is walked once and never again; nobody meant that, so one has to ask for it. */
  private void readWrite() {
    if (faithful) {
      group.set(
          options.order("mode"),
          List.of("As in 2.1: on, never back; once the list is spent it refuses until failback."),
          "strategy",
          "next-available");
      return;
    }
    group.set(
        options.order("mode"),
        List.of(
            "2.1 never returned to a server it had left and refused all once the list was spent;",
            "first-available goes on round the list. The old way: next-available."),
        "strategy",
        "first-available");
    options.note(
        "mode",
        "read-write becomes first-available, which goes round the list; 2.1 never returned to a"
            + " server it had left (next-available, --faithful)");
  }

  private void seconds(String name, int least, int most, String key) {
    OptionalLong value = options.number(name, least, most);
    value.ifPresent(seconds -> set(name, key, seconds + "s"));
  }

  private void number(String name, long most, String key) {
    OptionalLong value = options.number(name, 1, most);
    value.ifPresent(number -> set(name, key, Long.toString(number)));
  }

  private void bufferLength() {
    String name = "net_buffer_length";
    options.number(name, 1024, 1_048_576);
    if (options.section().options().containsKey(name)) {
      without(name, "no equal; buffers are lent on demand, and 2.1 ignored it too");
    }
  }

  /** What is not read is named, unless other options refer to it. */
  private void others() {
    Interpolation interpolation = options.interpolation();
    Stream<String> names =
        options.section().options().keySet().stream()
            .filter(name -> !RouterWords.ROUTING.contains(name));
    for (String name : new ArrayList<>(names.toList())) {
      if (!interpolation.used().contains(name)) {
        without(name, RouterWords.routingReason(name));
      }
    }
  }

  private void without(String name, String why) {
    IniOption option = options.section().options().get(name);
    if (option == null) {
      return;
    }
    List<String> lines = new ArrayList<>(option.comments());
    lines.add(name + " = " + option.value() + ": " + why);
    group.remark(option.line(), lines);
    options.note(name, why);
  }

  private void set(String option, String key, String value) {
    boolean second = key.equals("strategy") && !option.equals("routing_strategy");
    group.set(options.order(option), second ? List.of() : options.comments(option), key, value);
  }
}
