package io.viprouter.launcher.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the commands that a virtual router depends on. Confined to the thread that reads. */
final class TrackCommandReader {

  private static final int MAX_COMMANDS = 32;
  private static final int MAX_COUNT = 100;
  private static final int MAX_WEIGHT = 253;

  private final Node router;
  private final Node virtualRouter;

  TrackCommandReader(Node router, Node virtualRouter) {
    this.router = router;
    this.virtualRouter = virtualRouter;
  }

  List<TrackCommandSettings> read() {
    List<Item<ConfigValue>> elements =
        virtualRouter.list("track-commands", "a list such as [{ name = .., command = [..] }]");
    if (elements.size() > MAX_COMMANDS) {
      virtualRouter
          .reading()
          .fault(
              virtualRouter.path(), elements.size() + " track-commands; at most " + MAX_COMMANDS);
    }
    List<TrackCommandSettings> commands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Item<ConfigValue> element : elements) {
      one(element)
          .ifPresent(
              command -> {
                if (!command.name().isEmpty() && !names.add(command.name())) {
                  virtualRouter
                      .reading()
                      .fault(element.path(), "'" + command.name() + "' stands twice");
                }
                commands.add(command);
              });
    }
    return commands;
  }

  private Optional<TrackCommandSettings> one(Item<ConfigValue> element) {
    if (element.value().valueType() != ConfigValueType.OBJECT) {
      virtualRouter
          .reading()
          .fault(
              element.path(),
              Parsers.mismatch(element.value(), "an object: { name = .., command = [..] }").what());
      return Optional.empty();
    }
    Node node =
        router.withDefaultsOf(
            "track-command-defaults", element.path(), (ConfigObject) element.value());
    String name = node.readRequired("name", Parsers.name("a track command's name")).orElse("");
    List<String> command =
        node.readRequired("command", value -> value).isPresent()
            ? NotifyReader.command(node, "command")
            : List.of();
    Duration interval =
        node.read("interval", Parsers.duration(NotifyReader.MIN_TIMEOUT, NotifyReader.MAX_TIMEOUT));
    Duration timeout =
        node.read("timeout", Parsers.duration(NotifyReader.MIN_TIMEOUT, NotifyReader.MAX_TIMEOUT));
    String user = node.read("user", Parsers.string());
    return Optional.of(
        new TrackCommandSettings(
            name,
            command,
            interval,
            timeout,
            node.read("rise", Parsers.integer(1, MAX_COUNT)),
            node.read("fall", Parsers.integer(1, MAX_COUNT)),
            node.read("weight", Parsers.integer(-MAX_WEIGHT, MAX_WEIGHT)),
            user.isEmpty() ? Optional.empty() : Optional.of(user)));
  }
}
