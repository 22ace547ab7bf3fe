package io.viprouter.launcher;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names the files of the programs that came before. Confined to the main thread. */
final class OldFiles {

  @Option(
      names = "--mysqlrouter",
      paramLabel = "FILE",
      description = "the mysqlrouter.conf of MySQL Router")
  private @Nullable Path mysqlrouter;

  @Option(
      names = "--keepalived",
      paramLabel = "FILE",
      description = "the keepalived.conf of keepalived")
  private @Nullable Path keepalived;

  @Option(
      names = "--faithful",
      description = "read-write goes on through the list and never back, as MySQL Router 2.1 does")
  private boolean faithful;

  /** Converts them. */
  @Command(
      name = "import",
      description = "Converts old configuration files to one of ours.%n",
      optionListHeading = "%n",
      sortOptions = false)
  static final class Import {
    @Mixin private OldFiles files = new OldFiles();

    @Option(
        names = "-o",
        paramLabel = "FILE",
        description = "where to write; a file that is there is not touched; else standard output")
    private @Nullable Path output;

    @SuppressWarnings("unused")
    @Mixin
    private Asked asked = new Asked();

    OldFiles files() {
      return files;
    }

    Optional<Path> output() {
      return Optional.ofNullable(output);
    }
  }

  /** Runs them as they are. */
  @Command(
      name = "run",
      description = "Runs old configuration files as they are.%n",
      optionListHeading = "%n",
      sortOptions = false)
  static final class Run {
    @Mixin private OldFiles files = new OldFiles();
    @Mixin private RunOptions options = new RunOptions();

    @SuppressWarnings("unused")
    @Mixin
    private Asked asked = new Asked();

    OldFiles files() {
      return files;
    }

    RunOptions options() {
      return options;
    }
  }

  Optional<Path> mysqlrouter() {
    return Optional.ofNullable(mysqlrouter);
  }

  Optional<Path> keepalived() {
    return Optional.ofNullable(keepalived);
  }

  boolean faithful() {
    return faithful;
  }

  /** Whether none is named. */
  boolean isEmpty() {
    return mysqlrouter == null && keepalived == null;
  }
}
