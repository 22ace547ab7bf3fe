package io.viprouter.examples.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The database servers there are. Immutable. MySQL comes in packages of the Maven repository, as
 * its vendor built it for Linux on x86; MariaDB is the distribution's.
 */
public enum Flavour {
  /** MySQL 5.7.22. */
  MYSQL_5_7("5.7", "mysql-5.7.22", "io.airlift"),
  /** MySQL 8.0.31. */
  MYSQL_8_0("8.0", "mysql-8.0.31", "org.kill-bill.testing"),
  /** MariaDB as installed; Debian 12 has 10.11. */
  MARIADB_10_11("mariadb", "mariadb", "");

  private final String key;
  private final String label;
  private final String packageGroup;

  Flavour(String key, String label, String packageGroup) {
    this.key = key;
    this.label = label;
    this.packageGroup = packageGroup;
  }

  /**
   * Reads a key.
   *
   * @param key {@code 5.7}, {@code 8.0} or {@code mariadb}
   * @return the flavour
   * @throws IllegalArgumentException if there is none
   */
  public static Flavour of(String key) {
    return Arrays.stream(values())
        .filter(flavour -> flavour.key.equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no server '" + key + "'; 5.7, 8.0 or mariadb"));
  }

  /**
   * What is typed on a command line.
   *
   * @return {@code 5.7}, {@code 8.0} or {@code mariadb}
   */
  public String key() {
    return key;
  }

  /**
   * Whether it is MariaDB, whose replication speaks another dialect.
   *
   * @return true for MariaDB
   */
  public boolean isMariaDb() {
    return this == MARIADB_10_11;
  }

  /**
   * Finds out whether it can run here.
   *
   * @return what is missing and how to get it; empty if nothing is
   */
  public Optional<String> missing() {
    if (isMariaDb()) {
      return List.of("mariadbd", "mariadb-install-db").stream()
          .filter(program -> Programs.find(program).isEmpty())
          .findFirst()
          .map(program -> program + " is missing: apt-get install mariadb-server-core");
    }
    try {
      Installation.of(this).tryProgram();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "%s does not run here; it needs Linux on x86-64 and libaio: apt-get install libaio1%n%s"
              .formatted(label, e.getMessage()));
    }
  }

  String label() {
    return label;
  }

  String packageGroup() {
    return packageGroup;
  }
}
