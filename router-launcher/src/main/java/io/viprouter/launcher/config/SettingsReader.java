package io.viprouter.launcher.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  private Optional<Reading> last = Optional.empty();
  private Optional<Settings> candidate = Optional.empty();

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
    return read(ConfigSource.of(file, overrides, reference, problems));
  }

  /**
   * Reads a text that is not in a file, for example what old files were converted to.
   *
   * @param text the configuration
   * @param name what faults call it
   * @param overrides {@code path=value} pairs that win over the text, the last one first
   * @return the settings; empty if there is any fault
   */
  public Optional<Settings> read(String text, String name, List<String> overrides) {
    try {
      return read(ConfigSource.of(text, name, overrides, reference, problems));
    } catch (IOException e) {
      throw new UncheckedIOException("a text needs no file", e);
    }
  }

  /**
   * Adds a fault that was found after reading, at its place in what was read; once, if it is one of
   * the defaults.
   *
   * @param path the key it belongs to, step by step
   * @param what what is wrong
   */
  public void fault(List<String> path, String what) {
    last.ifPresent(reading -> reading.fault(UnknownKeys.home(reading, new KeyPath(path)), what));
  }

  /**
   * What was read last, with the documented defaults for what is faulty; to find more faults in.
   *
   * @return empty if it could not be parsed
   */
  public Optional<Settings> candidate() {
    return candidate;
  }

  /**
   * Whether a fault was found at a key or below it.
   *
   * @param path the key, step by step
   * @return true if there is one
   */
  public boolean faulty(List<String> path) {
    return problems.at(new KeyPath(path).toString());
  }

  /** The keys that were looked up, for the test that compares them with the documented ones. */
  Reference reference() {
    return reference;
  }

  private Optional<Settings> read(ConfigSource source) throws IOException {
    try {
      candidate = source.load().map(this::read);
      return candidate.filter(settings -> problems.isEmpty());
    } catch (StackOverflowError e) {
      // The parser calls itself for each brace; no honest file has thousands within each other.
      problems.add(source.main(), "", "is nested too deeply");
      return Optional.empty();
    }
  }

  private Settings read(ConfigSource.Loaded loaded) {
    Reading reading = new Reading(loaded.root(), loaded.origins(), reference, problems);
    last = Optional.of(reading);
    UnknownKeys.report(reading);
    Node router = Node.router(reading);
    ExtrasReader extras = new ExtrasReader(reading, router);
    MonitorSettings monitor = extras.monitor();
    boolean monitored =
        monitor.given() || reading.isFaulty(router.path().then("monitor").then("user"));
    List<Settings.Section> sections = sections(reading, router, monitored);
    VirtualRoutersReader virtual = new VirtualRoutersReader(reading, router);
    List<VirtualRouterSettings> virtualRouters =
        virtual.virtualRouters(router.group("sections").own().keySet());
    return new Settings(
        process(router),
        sections,
        virtualRouters,
        virtual.syncGroups(),
        new Settings.Extras(monitor, extras.mail(), extras.admin()));
  }

  private static Settings.General process(Node router) {
    String stateFile = router.read("state-file", Parsers.string());
    return new Settings.General(
        router.read("name", SettingsReader::nameOrNone),
        router.read("io-threads", Parsers.integer(0, MAX_IO_THREADS)),
        router.read("max-total-connections", Parsers.integer(0, MAX_TOTAL_CONNECTIONS)),
        router.read("shutdown-grace", Parsers.duration(Duration.ZERO, MAX_GRACE)),
        stateFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(stateFile)));
  }

  private static String nameOrNone(ConfigValue value) throws Fault {
    return Parsers.text(value, "a name").isEmpty()
        ? ""
        : Parsers.name("the router's name").parse(value);
  }

  private static List<Settings.Section> sections(Reading reading, Node router, boolean monitored) {
    Node group = router.group("sections");
    router.find("sections");
    if (group.own().isEmpty()) {
      reading.fault(group.path(), "there is no section; at least one is needed");
      return List.of();
    }
    List<Settings.Section> sections = new ArrayList<>();
    BindCheck binds = new BindCheck(reading);
    for (Map.Entry<String, ConfigValue> entry : reading.inOrder(group)) {
      KeyPath path = group.path().then(entry.getKey());
      if (entry.getValue() instanceof ConfigObject own) {
        Node node = router.withDefaultsOf("section-defaults", path, own);
        sections.add(new SectionReader(router, node, entry.getKey(), binds, monitored).read());
      } else {
        reading.fault(path, Parsers.mismatch(entry.getValue(), "a section: { ... }").what());
      }
    }
    return sections;
  }
}
