package io.viprouter.launcher;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import io.viprouter.launcher.legacy.Conversion;
import io.viprouter.launcher.legacy.LegacyFiles;
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
    settings.ifPresent(read -> new LibraryRules(reader).check(read));
    return new Read(settings.filter(read -> problems.isEmpty()), problems.lines());
  }

  @Override
  public String words() {
    return Stream.of(files.mysqlrouter(), files.keepalived())
        .flatMap(Optional::stream)
        .map(Path::toString)
        .collect(Collectors.joining(" and "));
  }
}
