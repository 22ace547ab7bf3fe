package io.viprouter.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file could not be written. Stateless. */
final class Unwritable {

  private Unwritable() {}

  static String words(Path file, IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission to write it is denied";
    }
    if (e instanceof NoSuchFileException) {
      return "cannot be written: there is no directory " + file.toAbsolutePath().getParent();
    }
    String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
    return "cannot be written: " + reason;
  }
}
