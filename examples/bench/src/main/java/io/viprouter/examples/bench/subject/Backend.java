package io.viprouter.examples.bench.subject;

/** The servers that stand behind every target. */
public enum Backend {
  /** MariaDB. */
  MYSQL,
  /** Echo, source and sink behind a MySQL login. */
  RAW
}
