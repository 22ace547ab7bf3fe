package io.viprouter.launcher.legacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first part of the name of this host, which is keepalived's configuration id. Stateless. */
final class HostName {

  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
  private static final String UNKNOWN = "localhost";

  private HostName() {}

  static String first() {
    String whole;
    try {
      whole = Files.readString(KERNEL, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      whole = UNKNOWN;
    }
    int dot = whole.indexOf('.');
    String first = dot < 0 ? whole : whole.substring(0, dot);
    return first.isEmpty() ? UNKNOWN : first;
  }
}
