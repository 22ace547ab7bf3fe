package io.viprouter.launcher.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads {@code keepalived-verdicts.txt}, which says what it holds. Immutable. */
final class VerdictCases {

  enum Verdict {
    ACCEPTED(true, true),
    REFUSED(false, false),
    CORRECTED(false, true),
    ABSENT(false, true),
    HOST(false, true),
    STRICTER(true, false);

    final boolean there;
    final boolean here;

    Verdict(boolean there, boolean here) {
      this.there = there;
      this.here = here;
    }
  }

  record Case(Verdict verdict, String name, String why, String text) {}

  private record Included(String name, String text) {}

  private static final String INSTANCE =
      "vrrp_instance VI_1 {\n interface eth1\n virtual_router_id 51\n"
          + " virtual_ipaddress {\n  172.168.1.20/24\n }\n%s}\n";
  private static final String ROOT =
      "global_defs {\n script_user root\n enable_script_security\n}\n";

  private final List<Case> cases = new ArrayList<>();
  private final List<Included> included = new ArrayList<>();

  VerdictCases() {
    for (String part : resource().split("(?m)^=== ", -1)) {
      int end = part.indexOf('\n');
      String[] head = part.substring(0, end).split("\\s*\\|\\s*", -1);
      String body = part.substring(end + 1);
      if (head[0].equals("file")) {
        included.add(new Included(head[1], body));
      } else if (!part.startsWith("#")) {
        cases.add(
            new Case(
                Verdict.valueOf(head[0].toUpperCase(Locale.ROOT)),
                head[1] + ": " + head[2],
                head.length > 3 ? head[3] : "",
                framed(head[1], body)));
      }
    }
  }

  List<Case> all() {
    return List.copyOf(cases);
  }

  /** Writes a case into a directory of its own, as k.conf. */
  Path write(Path directory, Case one) {
    try {
      if (one.text().contains("include")) {
        for (Included file : included) {
          Path path = directory.resolve(file.name());
          Files.createDirectories(Objects.requireNonNull(path.getParent()));
          Files.writeString(path, file.text());
        }
      }
      return Files.writeString(directory.resolve("k.conf"), one.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String framed(String frame, String body) {
    return switch (frame) {
      case "instance" -> INSTANCE.formatted(body);
      case "global" -> "global_defs {\n" + body + "}\n" + INSTANCE.formatted("");
      case "script" ->
          ROOT
              + "vrrp_script chk {\n"
              + body
              + "}\n"
              + INSTANCE.formatted(" track_script {\n  chk\n }\n");
      case "before" -> body + INSTANCE.formatted("");
      case "whole" -> body;
      default -> throw new IllegalArgumentException(frame);
    };
  }

  private static String resource() {
    try (InputStream in =
        Objects.requireNonNull(VerdictCases.class.getResourceAsStream("keepalived-verdicts.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
