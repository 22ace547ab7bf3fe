package io.viprouter.launcher.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes configuration files and reads them. Confined to one test. */
final class ConfigFiles {

  private final Path directory;

  ConfigFiles(Path directory) {
    this.directory = directory;
  }

  /** A section {@code rw} that is fine, and what is put in. */
  static String section(String inside) {
    return "router.sections.rw { bind = \"127.0.0.1:7001\", destinations = [\"db1:3306\"]\n"
        + inside
        + "\n}";
  }

  /** A virtual router with a track command, in a group, that tracks that section. */
  static String virtualRouter() {
    return """

        router.virtual-routers.VI_1 {
          interface = eth1, virtual-router-id = 51, addresses = ["172.168.1.20/24"]
          track-sections = [rw], track-commands = [{ name = chk, command = [/bin/true] }]
        }
        router.sync-groups.G1 { members = [VI_1] }
        """;
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a file that must be fine. */
  Settings settings(String text, String... overrides) {
    Problems problems = new Problems();
    Optional<Settings> settings = read(write("router.conf", text), problems, overrides);
    return settings.orElseThrow(() -> new AssertionError(problems.lines().toString()));
  }

  /** The only section of a file that must be fine. */
  Settings.Section rw(String inside, String... overrides) {
    return settings(section(inside), overrides).sections().get(0);
  }

  /** All that is wrong with a file, the directory left out. */
  List<String> faults(String text, String... overrides) {
    Problems problems = new Problems();
    Optional<Settings> settings = read(write("router.conf", text), problems, overrides);
    if (settings.isPresent() != problems.isEmpty()) {
      throw new AssertionError("settings: " + settings + ", problems: " + problems.lines());
    }
    return problems.lines().stream().map(line -> line.replace(directory + "/", "")).toList();
  }

  private static Optional<Settings> read(Path file, Problems problems, String... overrides) {
    try {
      return new SettingsReader(problems).read(file, List.of(overrides));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
