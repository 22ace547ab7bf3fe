package io.viprouter.launcher;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings from a file of ours. Immutable. */
record HoconSource(Path file, List<String> overrides) implements SettingsSource {

  @Override
  public Read read() throws IOException {
    Problems problems = new Problems();
    SettingsReader reader = new SettingsReader(problems);
    reader.read(file, overrides);
    Optional<Settings> settings = reader.candidate();
    settings.ifPresent(read -> new LibraryRules(reader).check(read));
    return new Read(settings.filter(read -> problems.isEmpty()), problems.lines());
  }

  @Override
  public String words() {
    return file.toString();
  }
}
