package io.viprouter.launcher;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.legacy.Conversion;
import io.viprouter.launcher.legacy.LegacyFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Converts old files to one of ours. Confined to the main thread. */
final class Import {

  private final PrintStream out;
  private final PrintStream err;

  Import(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Converts.
   *
   * @throws IOException if a file cannot be read
   */
  ExitCode run(OldFiles files, Optional<Path> output) throws IOException {
    Conversion conversion =
        LegacyFiles.convert(files.mysqlrouter(), files.keepalived(), files.faithful());
    conversion.notes().forEach(err::println);
    if (!conversion.isFine()) {
      conversion.faults().forEach(err::println);
      err.println(Problems.count(conversion.faults().size()).replace("starting", "converted"));
      return ExitCode.USAGE;
    }
    if (output.isEmpty()) {
      out.print(conversion.hocon());
      return ExitCode.OK;
    }
    return write(output.get(), conversion.hocon());
  }

  private ExitCode write(Path output, String hocon) {
    try {
      // It may hold the password of a virtual router.
      Files.createFile(
          output,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(output, hocon, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      err.println(CommandLine.NAME + ": " + output + ": is there already; not touched");
      return ExitCode.FAILED;
    } catch (IOException e) {
      err.println(CommandLine.NAME + ": " + output + ": " + Unwritable.words(output, e));
      return e instanceof AccessDeniedException ? ExitCode.NO_PERMISSION : ExitCode.FAILED;
    }
    return ExitCode.OK;
  }
}
