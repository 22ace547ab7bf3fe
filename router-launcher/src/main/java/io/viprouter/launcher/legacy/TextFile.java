package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of an old file. Immutable.
 *
 * <p>A byte order mark and carriage returns are left out. Comments in another encoding than UTF-8
 * do no harm; anywhere else such bytes are a fault.
 *
 * @param lines without their ends
 * @param terminated whether the last line has an end
 */
record TextFile(List<String> lines, boolean terminated) {

  /** Longest file that is read, in bytes. */
  static final int MAX_BYTES = 4 << 20;

  private static final String MARK = "\uFEFF";

  TextFile {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file.
   *
   * @param rank of the file's places
   * @param comments the characters that begin a comment line
   * @throws IOException if it cannot be read, is no regular file or too long
   */
  static TextFile read(Path file, int rank, String comments, Remarks remarks) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it has more than " + MAX_BYTES + " bytes");
    }
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      Place place = new Place(rank, file.toString(), lines.size() + 1);
      String line = decode(Arrays.copyOfRange(bytes, from, end), place, comments, remarks);
      lines.add(lines.isEmpty() && line.startsWith(MARK) ? line.substring(1) : line);
      from = end + 1;
    }
    return new TextFile(lines, bytes.length == 0 || bytes[bytes.length - 1] == '\n');
  }

  private static String decode(byte[] bytes, Place place, String comments, Remarks remarks) {
    String line;
    try {
      line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      line = new String(bytes, StandardCharsets.UTF_8);
      String start = line.strip();
      if (start.isEmpty() || comments.indexOf(start.charAt(0)) < 0) {
        remarks.fault(place, "", "the line is not UTF-8");
      } else {
        remarks.note(place, "the comment is not UTF-8");
      }
    }
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
