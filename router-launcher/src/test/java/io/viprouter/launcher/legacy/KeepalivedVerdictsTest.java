package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.legacy.VerdictCases.Case;
import io.viprouter.launcher.legacy.VerdictCases.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files through us and through the real keepalived. */
final class KeepalivedVerdictsTest {

  /** The table is made for keepalived 2.2.7; most of it must be agreement. */
  private static final int LEAST_AGREED = 150;

  private final VerdictCases cases = new VerdictCases();

  @TempDir Path directory;

  @Test
  void oursAreAsTheTableSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Case one : cases.all()) {
      Path home = Files.createTempDirectory(directory, "case");
      Conversion conversion = convert(cases.write(home, one));
      if (conversion.isFine() != one.verdict().here) {
        wrong.add(one.verdict() + " " + one.name() + ": " + conversion.faults());
      } else if (conversion.isFine()) {
        Finished.settings(conversion, home).ifPresent(p -> wrong.add(one.name() + ": " + p));
      }
      boolean named =
          conversion.notes().stream().anyMatch(note -> note.matches(".*k\\.conf:[0-9]+: .*"));
      if ((one.verdict() == Verdict.CORRECTED || one.verdict() == Verdict.ABSENT) && !named) {
        wrong.add(one.name() + ": no note");
      }
      if (one.verdict() == Verdict.STRICTER && one.why().isEmpty()) {
        wrong.add(one.name() + ": no reason");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theirsAreAsTheTableSays() throws IOException {
    RealKeepalived.require();
    List<Case> all = cases.all();
    for (int i = 0; i < all.size(); i++) {
      cases.write(Files.createDirectory(home(i)), all.get(i));
    }
    RealKeepalived.check(directory);
    List<String> wrong = new ArrayList<>();
    int agreed = 0;
    for (int i = 0; i < all.size(); i++) {
      Case one = all.get(i);
      boolean accepted = Files.readString(home(i).resolve("rc")).strip().equals("0");
      if (accepted != one.verdict().there) {
        wrong.add(one.name() + ": " + Files.readString(home(i).resolve("out")));
      } else if (one.verdict().there == one.verdict().here) {
        agreed++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(agreed).isGreaterThanOrEqualTo(LEAST_AGREED);
  }

  private Path home(int index) {
    return directory.resolve("%03d".formatted(index));
  }

  private static Conversion convert(Path file) throws IOException {
    return LegacyFiles.convert(Optional.empty(), Optional.of(file), false, "elsewhere");
  }
}
