package io.viprouter.launcher.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes old files and converts them. Confined to one test. */
final class OldFiles {

  /** What a virtual router needs at least, and what is put in. */
  static final String INSTANCE =
      "vrrp_instance VI_1 {\ninterface eth1\nvirtual_router_id 51\n"
          + "virtual_ipaddress {\n172.168.1.20/24\n}\n%s\n}\n";

  private final Path directory;

  OldFiles(Path directory) {
    this.directory = directory;
  }

  /** A section that is fine, and what is put in. */
  static String section(String inside) {
    return "[routing:rw]\nbind_address = 127.0.0.1\nbind_port = 7001\nmode = read-write\n"
        + "destinations = db1,db2\n"
        + inside
        + "\n";
  }

  Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path resource(String name) {
    try (InputStream in = Objects.requireNonNull(OldFiles.class.getResourceAsStream(name), name)) {
      return write(String.valueOf(Path.of(name).getFileName()), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Conversion router(String text) {
    return convert(Optional.of(write("mysqlrouter.conf", text)), Optional.empty(), false);
  }

  Conversion keepalived(String text) {
    return convert(Optional.empty(), Optional.of(write("keepalived.conf", text)), false);
  }

  Conversion instance(String inside) {
    return keepalived(INSTANCE.formatted(inside));
  }

  Conversion both(Path router, Path keepalived) {
    return convert(Optional.of(router), Optional.of(keepalived), false);
  }

  Conversion convert(Optional<Path> router, Optional<Path> keepalived, boolean faithful) {
    try {
      return LegacyFiles.convert(router, keepalived, faithful, "router01");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  /** Messages without the directory. */
  List<String> shown(List<String> messages) {
    return messages.stream().map(line -> line.replace(directory + "/", "")).toList();
  }
}
