package io.viprouter.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented keys are the ones that are read. */
final class ReferenceTest {

  @Test
  void everyDocumentedKeyIsReadAndEveryReadKeyIsDocumented(@TempDir Path directory)
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("router.conf"),
            ConfigFiles.section("destinations = [{ address = a }]") + ConfigFiles.virtualRouter());
    Problems problems = new Problems();
    SettingsReader reader = new SettingsReader(problems);
    assertThat(reader.read(file, List.of())).isPresent();
    // Reading one that the reference lacks throws; see below.
    Set<String> documented = new TreeSet<>();
    leaves(KeyPath.ROOT, Reference.load().config().root(), documented);
    assertThat(reader.reference().asked()).containsExactlyElementsOf(documented);
  }

  private static void leaves(KeyPath path, ConfigObject group, Set<String> found) {
    group.forEach(
        (key, value) -> {
          KeyPath here = path.then(key);
          if (isGroup(value)) {
            leaves(here, (ConfigObject) value, found);
          } else {
            found.add(here.toString());
          }
        });
  }

  private static boolean isGroup(ConfigValue value) {
    return value instanceof ConfigObject object && !object.isEmpty();
  }

  @Test
  void undocumentedKeyCannotBeRead() {
    assertThatThrownBy(() -> Reference.load().get(KeyPath.of("router", "bogus")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reference.conf lacks router.bogus");
  }

  @Test
  void everyKeyHasAComment() {
    commented(KeyPath.ROOT, Reference.load().config().root());
  }

  private static void commented(KeyPath path, ConfigObject group) {
    group.forEach(
        (key, value) -> {
          KeyPath here = path.then(key);
          if (!here.equals(KeyPath.of("router"))) {
            assertThat(value.origin().comments())
                .as("comment of %s", here)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).isNotBlank());
          }
          if (value instanceof ConfigObject inner) {
            commented(here, inner);
          }
        });
  }

  @Test
  void defaultsOfTheReferenceAreAFileThatIsFine(@TempDir Path directory) throws IOException {
    String reference;
    try (var in =
        Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream("reference.conf"))) {
      reference = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    ConfigFiles files = new ConfigFiles(directory);
    // Whether the address was asked for is all that may differ.
    String asked = "\nrouter.admin.bind = \"127.0.0.1:8080\"";
    assertThat(files.settings(reference + "\n" + ConfigFiles.section("")))
        .isEqualTo(files.settings(ConfigFiles.section("") + asked));
  }
}
