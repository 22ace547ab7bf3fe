package io.viprouter.launcher;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import io.viprouter.launcher.legacy.Conversion;
import io.viprouter.launcher.legacy.LegacyFiles;
import io.viprouter.launcher.legacy.OldCommand;
import io.viprouter.launcher.notify.CommandSecurity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings from the files of MySQL Router and keepalived. Immutable.
 *
 * @param notes hears what has no equal and what differs, a line each, at every reading
 */
record LegacySource(OldFiles files, List<String> overrides, Consumer<String> notes)
    implements SettingsSource {

  @Override
  public Read read() throws IOException {
    Conversion conversion =
        LegacyFiles.convert(files.mysqlrouter(), files.keepalived(), files.faithful());
    conversion.notes().forEach(notes);
    if (!conversion.isFine()) {
      List<String> faults = new ArrayList<>(conversion.faults());
      faults.add(Problems.count(faults.size()));
      return new Read(Optional.empty(), faults);
    }
    Problems problems = new Problems();
    SettingsReader reader = new SettingsReader(problems);
    reader.read(conversion.hocon(), words() + " (converted)", overrides);
    Optional<Settings> settings = reader.candidate();
    settings.ifPresent(read -> rules(reader, conversion, problems).check(read));
    return new Read(settings.filter(read -> problems.isEmpty()), problems.lines());
  }

  /** A command that cannot be run is reported where the old file has it. */
  private static LibraryRules rules(
      SettingsReader reader, Conversion conversion, Problems problems) {
    return new LibraryRules(
        reader,
        words -> {
          List<OldCommand> named =
              conversion.commands().stream().filter(old -> old.words().equals(words)).toList();
          CommandSecurity.fault(words)
              .ifPresent(
                  fault -> named.forEach(old -> problems.add(old.place(), old.path(), fault)));
          return named.isEmpty();
        });
  }

  @Override
  public String words() {
    return Stream.of(files.mysqlrouter(), files.keepalived())
        .flatMap(Optional::stream)
        .map(Path::toString)
        .collect(Collectors.joining(" and "));
  }
}
