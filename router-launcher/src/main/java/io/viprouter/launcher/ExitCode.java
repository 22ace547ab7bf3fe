package io.viprouter.launcher;

import java.util.Arrays;

/** The exit statuses of the program. Immutable. */
enum ExitCode {
  /** All is well, or the program was stopped on request. */
  OK(0, "fine, also after an orderly stop"),
  /** Something failed at run time, for example a port was taken. */
  FAILED(1, "failed at run time"),
  /** The command line or the configuration is wrong. */
  USAGE(2, "wrong command line or configuration"),
  /** The system denied a permission. */
  NO_PERMISSION(4, "lacks a permission"),
  /** There is no configuration file. */
  NO_CONFIGURATION(6, "no configuration file"),
  /** A bug of ours. */
  BUG(70, "a bug of this program");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** The one with this status; one that is unknown is a bug. */
  static ExitCode of(int status) {
    return Arrays.stream(values()).filter(code -> code.status == status).findFirst().orElse(BUG);
  }

  int status() {
    return status;
  }

  /** For the help text. */
  String meaning() {
    return meaning;
  }
}
