package io.viprouter.examples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that holds unpacked servers and prepared data for the next run. Thread-safe, also
 * between processes: a thing is made aside and put in place by one rename, so it is there whole or
 * not at all.
 */
final class Cache {

  private static final Path ROOT =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "vip-router-servers-" + System.getProperty("user.name"));

  private Cache() {}

  /** Fills a new directory. */
  interface Maker {
    void fill(Path directory) throws IOException;
  }

  /** The directory itself, made for this user alone. */
  static Path root() throws IOException {
    try {
      Files.createDirectory(
          ROOT, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // The name can be guessed and programs inside are run: another user's directory is no good.
      String owner = Files.getOwner(ROOT, LinkOption.NOFOLLOW_LINKS).getName();
      if (!owner.equals(System.getProperty("user.name"))) {
        throw new IOException(ROOT + " belongs to " + owner, e);
      }
    }
    return ROOT;
  }

  /** A directory of that name, filled by the maker unless an earlier call has done it. */
  static Path get(String name, Maker maker) throws IOException {
    Path place = root().resolve(name);
    if (Files.isDirectory(place)) {
      return place;
    }
    Path aside = Files.createTempDirectory(root(), name + ".making-");
    try {
      maker.fill(aside);
      Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process was faster: its result is as good.
      if (!Files.isDirectory(place)) {
        throw e;
      }
    } finally {
      delete(aside);
    }
    return place;
  }

  /** Copies a directory with all in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Removes a directory with all in it; what vanishes meanwhile is fine. */
  static void delete(Path directory) {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
    for (Path file : all) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // A server that is being killed may still write; the sweep of a later run gets the rest.
      }
    }
  }
}
