package io.viprouter.launcher.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads a configuration file strictly, and layers it: what {@code --set} says, the file, the
 * defaults. Confined to the thread that reads it.
 *
 * <p>What the user wrote is kept as it was before the layers were merged, to say where things
 * stand.
 */
final class ConfigSource {

  private final FileNames names;
  private final Optional<String> text;
  private final List<String> overrides;
  private final Reference reference;
  private final Problems problems;

  /** Whether a file could not be parsed: whatever is missing may well stand there. */
  private boolean broken;

  /** All layers merged and resolved, and where each key stands. */
  record Loaded(ConfigObject root, Origins origins) {}

  private ConfigSource(
      FileNames names,
      Optional<String> text,
      List<String> overrides,
      Reference reference,
      Problems problems) {
    this.names = names;
    this.text = text;
    this.overrides = List.copyOf(overrides);
    this.reference = reference;
    this.problems = problems;
  }

  /** A file. */
  static ConfigSource of(
      Path file, List<String> overrides, Reference reference, Problems problems) {
    return new ConfigSource(new FileNames(file), Optional.empty(), overrides, reference, problems);
  }

  /** A text that is in no file. */
  static ConfigSource of(
      String text, String name, List<String> overrides, Reference reference, Problems problems) {
    return new ConfigSource(
        new FileNames(Path.of(name)), Optional.of(text), overrides, reference, problems);
  }

  /** Where everything stands that has no better place. */
  Place main() {
    return names.main();
  }

  /**
   * Loads all layers.
   *
   * @return empty if something could not even be parsed; the problems say what
   * @throws IOException if the file cannot be read
   */
  Optional<Loaded> load() throws IOException {
    List<String> lines = lines();
    Config commandLine = commandLine();
    Config file = file(lines);
    if (broken) {
      return Optional.empty();
    }
    Config layered = commandLine.withFallback(file).withFallback(reference.config());
    Config resolved = Substitutions.resolve(layered, names, problems);
    if (resolved.isEmpty()) {
      return Optional.empty();
    }
    Origins origins = new Origins(names, List.of(commandLine.root(), file.root()), resolved.root());
    return Optional.of(new Loaded(resolved.root(), origins));
  }

  /** Reading it here gives the system's own word for what is wrong with the file. */
  private List<String> lines() throws IOException {
    if (text.isPresent()) {
      return text.get().lines().toList();
    }
    if (Files.exists(names.absolute()) && !Files.isRegularFile(names.absolute())) {
      // It will be read twice.
      throw new FileSystemException(names.main().file(), null, "it is not a regular file");
    }
    try {
      return Files.readAllLines(names.absolute());
    } catch (MalformedInputException e) {
      broken = true;
      problems.add(names.main(), "", "is not a text file in UTF-8");
      return List.of();
    }
  }

  private Config commandLine() {
    Config all = ConfigFactory.empty();
    for (String override : overrides) {
      try {
        all = SetOption.parse(override).withFallback(all);
      } catch (Fault e) {
        problems.add(Place.COMMAND_LINE, "", e.what());
      }
    }
    return all;
  }

  private Config file(List<String> lines) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setSyntax(ConfigSyntax.CONF)
            .setIncluder(new StrictIncluder((what, e) -> included(what, e, lines)));
    try {
      return text.isPresent()
          ? ConfigFactory.parseString(
              text.get(), options.setOriginDescription(names.absolute().toString()))
          : ConfigFactory.parseFile(names.absolute().toFile(), options);
    } catch (ConfigException e) {
      broken = true;
      problems.add(place(e).orElseGet(names::main), "", Words.detail(e));
      return ConfigFactory.empty();
    }
  }

  private void included(String what, ConfigException e, List<String> lines) {
    broken = true;
    Optional<Place> inside = place(e);
    if (e instanceof ConfigException.IO || inside.isEmpty()) {
      Place place = includeOf(what, lines).orElseGet(names::main);
      problems.add(place, "", "include " + Words.quote(what) + ": cannot be read");
    } else {
      problems.add(inside.get(), "", Words.detail(e));
    }
  }

  /** The library does not tell the line of an include. */
  private Optional<Place> includeOf(String what, List<String> lines) {
    List<Place> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("include") && line.contains("\"" + what + "\"")) {
        found.add(names.main(i + 1));
      }
    }
    return found.stream().findFirst();
  }

  private Optional<Place> place(ConfigException e) {
    ConfigOrigin origin = e.origin();
    return origin == null ? Optional.empty() : names.place(origin);
  }
}
