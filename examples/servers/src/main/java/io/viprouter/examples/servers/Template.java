package io.viprouter.examples.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A data directory with the accounts in it, made once and copied for each server. Thread-safe;
 * making one takes some seconds, copying it a tenth of one.
 */
final class Template {

  private static final String DATA = "data";

  /** One statement a line, as the servers read it. None of it reaches a binary log. */
  private static final List<String> ACCOUNTS =
      List.of(
          "CREATE DATABASE jumpserver;",
          "CREATE USER jumpserver@'%' IDENTIFIED BY 'jumpserver';",
          "GRANT ALL ON jumpserver.* TO jumpserver@'%';",
          "CREATE USER admin@'%' IDENTIFIED BY 'admin';",
          "GRANT ALL ON *.* TO admin@'%' WITH GRANT OPTION;",
          "CREATE USER repl@'%' IDENTIFIED BY 'repl';",
          "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO repl@'%';");

  /** With names resolved, the anonymous user of localhost would come before every other. */
  private static final String NO_ANONYMOUS = "DELETE FROM mysql.%s WHERE User='';";

  private Template() {}

  /** Copies the data of a fresh server to a place that does not exist yet. */
  static void copyTo(Path target, Installation installation) throws IOException {
    Path template = Cache.get(name(installation), directory -> make(directory, installation));
    Cache.copy(template.resolve(DATA), target);
  }

  /** Another way of making it, or another version installed, gives another name. */
  private static String name(Installation installation) throws IOException {
    int how =
        List.of(
                accounts(installation),
                installation.storageOptions(),
                Files.getLastModifiedTime(installation.program()).toMillis())
            .hashCode();
    return "%s-data-%08x".formatted(installation.flavour().label(), how);
  }

  private static void make(Path directory, Installation installation) throws IOException {
    Path data = directory.resolve(DATA);
    Path log = directory.resolve("making.log");
    initialize(installation, data, log);

    List<String> start = installation.commonOptions(data);
    Collections.addAll(
        start,
        "--skip-networking",
        "--skip-log-bin",
        "--performance-schema=0",
        "--socket=" + directory.resolve("s.sock"),
        "--pid-file=" + directory.resolve("s.pid"));
    Path accounts = Files.write(directory.resolve("accounts.sql"), accounts(installation));
    if (installation.flavour() == Flavour.MYSQL_5_6) {
      start.add("--bootstrap");
      Programs.run(start, accounts, log);
    } else {
      start.add("--init-file=" + accounts);
      Programs.run(start, log);
    }
    // Copies must not share the identity of a server.
    Files.deleteIfExists(data.resolve("auto.cnf"));
  }

  private static List<String> accounts(Installation installation) {
    List<String> statements = new ArrayList<>();
    Flavour flavour = installation.flavour();
    if (flavour == Flavour.MYSQL_5_6) {
      // It knows no statement that ends it, so it reads these as its only work, and begins
      // without accounts.
      statements.add("FLUSH PRIVILEGES;");
    }
    statements.addAll(ACCOUNTS);
    if (flavour.isMariaDb()) {
      // There the right to see a replica's state is one of its own.
      statements.add("GRANT REPLICA MONITOR ON *.* TO repl@'%';");
    }
    if (flavour == Flavour.MYSQL_5_6 || flavour.isMariaDb()) {
      statements.add(NO_ANONYMOUS.formatted(flavour.isMariaDb() ? "global_priv" : "user"));
    }
    if (flavour != Flavour.MYSQL_5_6) {
      statements.add("SHUTDOWN;");
    }
    return statements;
  }

  private static void initialize(Installation installation, Path data, Path log)
      throws IOException {
    switch (installation.flavour()) {
      // Its package brings a data directory, and there is no other way to one.
      case MYSQL_5_6 -> Cache.copy(installation.base().orElseThrow().resolve("data/mysql"), data);
      case MYSQL_5_7, MYSQL_8_0 -> {
        List<String> command = installation.commonOptions(data);
        command.add("--initialize-insecure");
        Programs.run(command, log);
      }
      case MARIADB_10_11, MARIADB_11_4 -> Programs.run(installMariaDb(installation, data), log);
    }
  }

  private static List<String> installMariaDb(Installation installation, Path data)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (installation.base().isPresent()) {
      Path base = installation.base().get();
      command.add(base.resolve("scripts/mariadb-install-db").toString());
      command.add("--no-defaults");
      command.add("--basedir=" + base);
      // Whether this host's name can be resolved is nothing to a server on a loopback address.
      command.add("--force");
    } else {
      command.add(
          Programs.find("mariadb-install-db")
              .orElseThrow(() -> new IOException("mariadb-install-db is missing"))
              .toString());
      command.add("--no-defaults");
    }
    command.addAll(installation.storageOptions());
    command.add("--datadir=" + data);
    command.add("--auth-root-authentication-method=normal");
    command.add("--skip-test-db");
    return command;
  }
}
