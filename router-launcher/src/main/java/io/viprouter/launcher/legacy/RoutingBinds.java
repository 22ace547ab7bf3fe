package io.viprouter.launcher.legacy;

import com.google.common.net.HostAndPort;
import com.typesafe.config.ConfigValueFactory;
import io.viprouter.launcher.config.Addresses;
import io.viprouter.launcher.config.Fault;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads where a routing section listens. Confined to the thread that reads. */
final class RoutingBinds {

  private static final String DEFAULT_ADDRESS = "127.0.0.1";
  private static final int MAX_SOCKET_PATH = 107;
  private static final int MAX_PORT = 65_535;

  private final RoutingOptions options;

  RoutingBinds(RoutingOptions options) {
    this.options = options;
  }

  /** The addresses; faults are reported, one of them if there is none. */
  List<SocketAddress> read() {
    List<SocketAddress> binds = new ArrayList<>();
    Optional<String> socket = options.text("socket");
    OptionalLong port = options.number("bind_port", 1, MAX_PORT);
    Optional<HostAndPort> address = parse(options.text("bind_address").orElse(DEFAULT_ADDRESS));
    if (address.isPresent()) {
      int own = address.get().getPortOrDefault(0);
      long chosen = own != 0 ? own : port.orElse(0);
      if (chosen != 0) {
        bind(
                "bind_address",
                HostAndPort.fromParts(address.get().getHost(), (int) chosen).toString())
            .ifPresent(binds::add);
      } else if (socket.isEmpty() && !options.has("bind_port")) {
        options.fault(
            "bind_address",
            "has no port: either bind_address (with bind_port) or socket option needs to be"
                + " supplied, or both");
      }
    }
    socket.flatMap(this::socket).ifPresent(binds::add);
    return binds;
  }

  private Optional<HostAndPort> parse(String text) {
    try {
      if (!text.endsWith(":") || text.endsWith("::")) {
        return Optional.of(HostAndPort.fromString(text));
      }
    } catch (IllegalArgumentException e) {
      // Told below, in one form.
    }
    options.fault(
        "bind_address", "is incorrect (invalid IP, name or port specified " + quoted(text) + ")");
    return Optional.empty();
  }

  private Optional<SocketAddress> bind(String option, String text) {
    try {
      return Optional.of(Addresses.bind(ConfigValueFactory.fromAnyRef(text)));
    } catch (Fault e) {
      options.fault(option, "is incorrect (" + e.what() + ")");
      return Optional.empty();
    }
  }

  private Optional<SocketAddress> socket(String path) {
    int bytes = path.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_SOCKET_PATH) {
      options.fault(
          "socket",
          "is too long: Socket file path can be at most "
              + MAX_SOCKET_PATH
              + " characters (was "
              + bytes
              + ")");
      return Optional.empty();
    }
    return bind("socket", "unix:" + path);
  }

  private static String quoted(String text) {
    return Remarks.quote(text);
  }
}
