package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a user other than root. */
class RightsTest extends TwoRouters {

  private static final String NOBODY = "65534";
  private static final List<String> BOTH = List.of("+net_raw,+net_admin");

  @TempDir private Path directory = Path.of("");

  @Test
  void theTwoCapabilitiesAreEnough() throws IOException {
    Requires.tool("setpriv --version");
    LabRouter.Ours router =
        lab.closing(LabRouter.Ours.start(one, asNobody(BOTH), classes(), Spec.v2(120)));
    master(router, 15);
    router.stop();
    assertThat(router.isMaster()).isFalse();
  }

  @Test
  void aMissingRightIsNamedWithItsRemedy() throws IOException {
    Requires.tool("setpriv --version");
    LabRouter.Ours router =
        lab.closing(
            LabRouter.Ours.start(one, asNobody(List.of("+net_raw")), classes(), Spec.v2(120)));
    router.process().awaitEnd();
    assertThat(router.process().lines())
        .anyMatch(
            line ->
                line.startsWith("REFUSED NOT_PERMITTED")
                    && line.contains("lacks CAP_NET_ADMIN")
                    && !line.contains("lacks CAP_NET_RAW")
                    && line.contains("AmbientCapabilities")
                    && line.contains("setpriv"));
  }

  private static List<String> asNobody(List<String> capabilities) {
    String list = String.join(",", capabilities);
    return List.of(
        "setpriv",
        "--reuid=" + NOBODY,
        "--regid=" + NOBODY,
        "--clear-groups",
        "--inh-caps=" + list,
        "--ambient-caps=" + list);
  }

  /** A class path that everybody may read. */
  private String classes() throws IOException {
    List<String> copies = new ArrayList<>();
    String whole =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : Splitter.on(File.pathSeparatorChar).split(whole)) {
      Path from = Path.of(entry);
      Path to = directory.resolve(copies.size() + "-" + from.getFileName());
      copy(from, to);
      copies.add(to.toString());
    }
    try (Stream<Path> all = Files.walk(directory)) {
      all.forEach(path -> path.toFile().setReadable(true, false));
    }
    try (Stream<Path> all = Files.walk(directory)) {
      all.filter(Files::isDirectory).forEach(path -> path.toFile().setExecutable(true, false));
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
