package io.viprouter.launcher.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a configuration file into {@link Settings}, or into every fault it has. Confined to the
 * thread that calls it.
 */
public final class SettingsReader {

  private static final int MAX_IO_THREADS = 64;
  private static final int MAX_TOTAL_CONNECTIONS = 10_000_000;
  private static final Duration MAX_GRACE = Duration.ofDays(1);

  private final Reference reference = Reference.load();
  private final Problems problems;

  /**
   * Makes one.
   *
   * @param problems takes the faults
   */
  public SettingsReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param overrides {@code path=value} pairs that win over the file, the last one first
   * @return the settings; empty if there is any fault
   * @throws IOException if the file cannot be read
   */
  public Optional<Settings> read(Path file, List<String> overrides) throws IOException {
    try {
      Optional<ConfigSource.Loaded> loaded =
          new ConfigSource(file, overrides, reference, problems).load();
      return loaded.map(this::read).filter(settings -> problems.isEmpty());
    } catch (StackOverflowError e) {
      // The parser calls itself for each brace; no honest file has thousands within each other.
      problems.add(new FileNames(file).main(), "", "is nested too deeply");
      return Optional.empty();
    }
  }

  /** The keys that were looked up, for the test that compares them with the documented ones. */
  Reference reference() {
    return reference;
  }

  private Settings read(ConfigSource.Loaded loaded) {
    Reading reading = new Reading(loaded.root(), loaded.origins(), reference, problems);
    UnknownKeys.report(reading);
    Node router = Node.router(reading);
    NotYet.checkRouter(router);
    return new Settings(
        router.read("io-threads", Parsers.integer(0, MAX_IO_THREADS)),
        router.read("max-total-connections", Parsers.integer(0, MAX_TOTAL_CONNECTIONS)),
        router.read("shutdown-grace", Parsers.duration(Duration.ZERO, MAX_GRACE)),
        sections(reading, router));
  }

  private static List<Settings.Section> sections(Reading reading, Node router) {
    Node group = router.group("sections");
    router.find("sections");
    if (group.own().isEmpty()) {
      reading.fault(group.path(), "there is no section; at least one is needed");
      return List.of();
    }
    List<Settings.Section> sections = new ArrayList<>();
    BindCheck binds = new BindCheck(reading);
    for (Map.Entry<String, ConfigValue> entry : inOrder(reading, group)) {
      KeyPath path = group.path().then(entry.getKey());
      if (entry.getValue() instanceof ConfigObject own) {
        Node node = router.withDefaultsOf("section-defaults", path, own);
        sections.add(new SectionReader(router, node, entry.getKey(), binds).read());
      } else {
        reading.fault(path, Parsers.mismatch(entry.getValue(), "a section: { ... }").what());
      }
    }
    return sections;
  }

  /** HOCON objects have no order; operators expect that of the file. */
  private static List<Map.Entry<String, ConfigValue>> inOrder(Reading reading, Node group) {
    Comparator<Map.Entry<String, ConfigValue>> byPlace =
        Comparator.comparing(entry -> reading.origins().of(group.path().then(entry.getKey())));
    return group.own().entrySet().stream()
        .sorted(byPlace.thenComparing(Map.Entry::getKey))
        .toList();
  }
}
