package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that something has happened to: always a verdict, never an exception, never a password. */
final class LegacyFuzzTest {

  private static final int ROUNDS = 400;
  private static final String SECRET = "s3cr3tpw";
  private static final List<String> SNIPPETS =
      List.of(
          "{",
          "}",
          "\"",
          "'",
          "\\",
          "#",
          "!",
          "@x ",
          "@^x",
          "$A=$A",
          "$A",
          "${A}",
          "{a}",
          "[",
          "]",
          "=",
          ":",
          "\n",
          "\r",
          "\0",
          "\t",
          "include *",
          "include keepalived.conf",
          "[routing:x]",
          "65536",
          "-1",
          "0x",
          "é",
          "备",
          "\uD800",
          "~SEQ(A,1,9)",
          "weight 3",
          "/24",
          "::",
          ",",
          "\\x");

  @TempDir Path directory;

  @Test
  void neverAnException() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    OldFiles files = new OldFiles(directory);
    String router = Files.readString(files.resource("scene/mysqlrouter.conf"));
    List<String> keepalived = keepalived(files);
    int fine = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String one = mutated(router, random);
      String other = mutated(keepalived.get(random.nextInt(keepalived.size())), random);
      try {
        Conversion conversion =
            files.convert(
                Optional.of(files.write("mysqlrouter.conf", one.getBytes(StandardCharsets.UTF_8))),
                Optional.of(files.write("keepalived.conf", other.getBytes(StandardCharsets.UTF_8))),
                random.nextBoolean());
        if (conversion.isFine()) {
          fine++;
          ConfigFactory.parseString(conversion.hocon());
          assertThat(Finished.settings(conversion, directory)).isEmpty();
        }
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + "\n" + one + "\n-----\n" + other, e);
      }
    }
    assertThat(fine).as("seed %d", seed).isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
  }

  /** Lines that got lost, doubled or exchanged. */
  @Test
  void neverAPassword() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    OldFiles files = new OldFiles(directory);
    String text = keepalived(files).get(0).replace("auth_pass 1111", "auth_pass " + SECRET);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> lines = new ArrayList<>(text.lines().toList());
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
          case 0 -> lines.remove(at);
          case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
          default -> Collections.swap(lines, at, random.nextInt(lines.size()));
        }
      }
      Conversion conversion = files.keepalived(String.join("\n", lines));
      assertThat(conversion.notes()).as("seed %d", seed).noneMatch(n -> n.contains(SECRET));
      assertThat(conversion.faults()).as("seed %d", seed).noneMatch(n -> n.contains(SECRET));
    }
  }

  private static List<String> keepalived(OldFiles files) {
    try {
      List<String> all = new ArrayList<>();
      all.add(Files.readString(files.resource("scene/keepalived-router01.conf")));
      new VerdictCases()
          .all().stream()
              .map(VerdictCases.Case::text)
              .filter(text -> text.length() > 200)
              .forEach(all::add);
      return all;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      int end = Math.min(mutated.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> mutated.delete(at, end);
        case 1 -> mutated.insert(at, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
        case 2 -> mutated.insert(at, mutated.substring(at, end));
        default -> mutated.replace(at, end, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
      }
    }
    return mutated.toString();
  }
}
