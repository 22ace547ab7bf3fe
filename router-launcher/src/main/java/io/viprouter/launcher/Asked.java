package io.viprouter.launcher;

import picocli.CommandLine.Option;

/** What each command can be asked for instead of what it does; the parser looks at them. */
@SuppressWarnings("unused")
final class Asked {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "print the version and end")
  private boolean version;

  @Option(
      names = {"-h", "-?", "--help"},
      usageHelp = true,
      description = "print this help and end")
  private boolean help;
}
