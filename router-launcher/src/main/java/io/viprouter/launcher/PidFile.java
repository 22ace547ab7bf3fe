package io.viprouter.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the process id while the program runs. Confined to the main thread. */
final class PidFile implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PidFile.class);

  /** A file longer than this holds no process id and is not ours. */
  private static final int LONGEST = 64;

  private final Path file;
  private final String content;

  private PidFile(Path file, String content) {
    this.file = file;
    this.content = content;
  }

  /** The file is taken or cannot be written; the message says why. */
  static final class Taken extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean denied;

    Taken(Path file, String why) {
      this(file, why, false);
    }

    private Taken(Path file, String why, boolean denied) {
      super("pid file " + file + ": " + why);
      this.denied = denied;
    }

    static Taken of(Path file, IOException e) {
      return new Taken(file, Unwritable.words(file, e), e instanceof AccessDeniedException);
    }

    /** Whether it is a permission that lacks. */
    boolean denied() {
      return denied;
    }
  }

  /** Writes the file; one that a dead process left behind is replaced. */
  static PidFile write(Path file) throws Taken {
    long self = ProcessHandle.current().pid();
    String content = self + "\n";
    try {
      if (Files.exists(file)) {
        checkStale(file, self);
        Files.delete(file);
      }
      Files.writeString(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new Taken(file, "another process has just written it");
    } catch (IOException e) {
      throw Taken.of(file, e);
    }
    return new PidFile(file, content);
  }

  private static void checkStale(Path file, long self) throws Taken, IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
      throw new Taken(file, "exists and holds no process id; it is left alone");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (text.isEmpty()) {
      return;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new Taken(file, "exists and holds no process id; it is left alone");
    }
    long pid = Long.parseLong(text);
    // In a container the process before us often had the same id as we have.
    if (pid != self && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
      throw new Taken(file, "exists, and process " + pid + " is alive");
    }
    log.warn("pid file {}: process {} is gone; replaced", file, pid);
  }

  /** Removes the file if it is still ours. */
  @Override
  public void close() {
    try {
      if (Files.exists(file) && Files.readString(file).equals(content)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      log.warn("pid file {} could not be removed: {}", file, e.toString());
    }
  }
}
