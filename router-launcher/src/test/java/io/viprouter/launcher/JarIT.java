package io.viprouter.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the packaged program holds. */
final class JarIT {

  @Test
  void manifest() throws IOException {
    try (JarFile jar = new JarFile(LauncherProcess.jar())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Main-Class")).isEqualTo(Main.class.getName());
      assertThat(main.getValue("Implementation-Version"))
          .isEqualTo(System.getProperty("launcher.version"));
      assertThat(main.getValue("Multi-Release")).isEqualTo("true");
      assertThat(main.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
    }
  }

  @Test
  void holdsAllAndNothingTwice() throws IOException {
    try (JarFile jar = new JarFile(LauncherProcess.jar())) {
      List<String> names = jar.stream().map(JarEntry::getName).toList();
      assertThat(names)
          .doesNotHaveDuplicates()
          .contains(
              "reference.conf",
              "logback.xml",
              "io/viprouter/core/Router.class",
              "io/viprouter/launcher/Main.class",
              "META-INF/LICENSE",
              "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))
          .noneMatch(name -> name.endsWith("module-info.class"));
      try (InputStream in = jar.getInputStream(jar.getEntry("reference.conf"))) {
        assertThat(new String(in.readAllBytes(), UTF_8)).contains("section-defaults {");
      }
    }
  }
}
