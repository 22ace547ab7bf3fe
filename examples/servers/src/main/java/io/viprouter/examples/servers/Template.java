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
  private static final String NO_ANONYMOUS = "DELETE FROM mysql.global_priv WHERE User='';";

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
                ACCOUNTS,
                NO_ANONYMOUS,
                installation.storageOptions(),
                Files.getLastModifiedTime(installation.program()).toMillis())
            .hashCode();
    return "%s-data-%08x".formatted(installation.flavour().label(), how);
  }

  private static void make(Path directory, Installation installation) throws IOException {
    Path data = directory.resolve(DATA);
    Path log = directory.resolve("making.log");
    Programs.run(initialize(installation, data), log);

    Path accounts = directory.resolve("accounts.sql");
    List<String> statements = new ArrayList<>(ACCOUNTS);
    if (installation.flavour().isMariaDb()) {
      statements.add(NO_ANONYMOUS);
    }
    statements.add("SHUTDOWN;");
    Files.write(accounts, statements);

    List<String> start = installation.commonOptions(data);
    Collections.addAll(
        start,
        "--skip-networking",
        "--skip-log-bin",
        "--performance-schema=0",
        "--socket=" + directory.resolve("s.sock"),
        "--pid-file=" + directory.resolve("s.pid"),
        "--init-file=" + accounts);
    Programs.run(start, log);
    // Copies must not share the identity of a server.
    Files.deleteIfExists(data.resolve("auto.cnf"));
  }

  private static List<String> initialize(Installation installation, Path data) throws IOException {
    if (!installation.flavour().isMariaDb()) {
      List<String> command = installation.commonOptions(data);
      command.add("--initialize-insecure");
      return command;
    }
    Path program =
        Programs.find("mariadb-install-db")
            .orElseThrow(() -> new IOException("mariadb-install-db is missing"));
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--no-defaults");
    command.addAll(installation.storageOptions());
    command.add("--datadir=" + data);
    command.add("--auth-root-authentication-method=normal");
    command.add("--skip-test-db");
    return command;
  }
}
