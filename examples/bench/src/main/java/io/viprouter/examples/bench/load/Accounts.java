package io.viprouter.examples.bench.load;

/** Who logs in where. Immutable. */
public final class Accounts {

  /** At MariaDB; may do everything in the database of the same name. */
  public static final String USER = "jumpserver";

  /** Its password. */
  public static final String PASSWORD = "jumpserver";

  /** At the raw server, with any password. */
  static final String RAW_USER = "bench";

  private Accounts() {}
}
