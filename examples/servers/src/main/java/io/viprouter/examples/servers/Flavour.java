package io.viprouter.examples.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The database servers there are. Immutable. They come in packages of the Maven repository, MySQL
 * 5.6 in one of npm, as their vendors built them for Linux on x86; MariaDB 10.11 is the
 * distribution's.
 */
public enum Flavour {
  /** MySQL 5.6.24. */
  MYSQL_5_6("5.6", "mysql-5.6.24"),
  /** MySQL 5.7.22. */
  MYSQL_5_7("5.7", "mysql-5.7.22"),
  /** MySQL 8.0.31. */
  MYSQL_8_0("8.0", "mysql-8.0.31"),
  /** MariaDB as installed; Debian 12 has 10.11. */
  MARIADB_10_11("mariadb", "mariadb"),
  /** MariaDB 11.4.5, without TLS unless asked for; only where a build runs tests. */
  MARIADB_11_4("mariadb-11.4", "mariadb-11.4.5");

  private final String key;
  private final String label;

  Flavour(String key, String label) {
    this.key = key;
    this.label = label;
  }

  /**
   * Reads a key.
   *
   * @param key {@code 5.6}, {@code 5.7}, {@code 8.0}, {@code mariadb} or {@code mariadb-11.4}
   * @return the flavour
   * @throws IllegalArgumentException if there is none
   */
  public static Flavour of(String key) {
    return Arrays.stream(values())
        .filter(flavour -> flavour.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no server '%s'; one of %s"
                        .formatted(
                            key,
                            Arrays.stream(values())
                                .map(Flavour::key)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * What is typed on a command line.
   *
   * @return {@code 5.6}, {@code 5.7}, {@code 8.0}, {@code mariadb} or {@code mariadb-11.4}
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
    return this == MARIADB_10_11 || this == MARIADB_11_4;
  }

  /**
   * Finds out whether it can run here.
   *
   * @return what is missing and how to get it; empty if nothing is
   */
  public Optional<String> missing() {
    if (this == MARIADB_10_11) {
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
          "%s cannot be had or does not run here; it needs Linux on x86-64, and MySQL needs libaio: apt-get install libaio1%n%s"
              .formatted(label, e.getMessage()));
    }
  }

  String label() {
    return label;
  }
}
