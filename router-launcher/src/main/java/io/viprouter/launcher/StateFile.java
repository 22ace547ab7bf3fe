package io.viprouter.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.viprouter.core.Destination;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a router remembers, across restarts, to which destination each sticky section sends. A JSON
 * document, replaced as a whole: who reads it sees the old one or the new one. Used by one thread
 * at a time; both methods wait for the disk.
 *
 * <pre>{@code {"format": 1, "sections": {"rw": "db2:3306"}}}</pre>
 */
final class StateFile {

  /** A longer file is not one of ours. */
  static final int MAX_BYTES = 1024 * 1024;

  private static final int FORMAT = 1;
  private static final Logger log = LoggerFactory.getLogger(StateFile.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;
  private Optional<Map<String, Destination>> written = Optional.empty();

  /**
   * Makes one.
   *
   * @param file need not exist; its directory must, for writing
   */
  StateFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * What was remembered. Absent or damaged: nothing, as at a first start, and the log says so.
   *
   * @return destinations by section; a section may be one that is no longer configured
   */
  Map<String, Destination> read() {
    written = Optional.empty();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("it has more than " + MAX_BYTES + " bytes");
      }
      Map<String, Destination> read = parse(Files.readString(file, UTF_8));
      log.info("state file {}: {}", file, read);
      written = Optional.of(read);
      return read;
    } catch (NoSuchFileException e) {
      log.info("state file {}: there is none yet; starting as for the first time", file);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      log.warn(
          "state file {}: cannot be used; starting as for the first time: {}", file, e.toString());
    }
    return Map.of();
  }

  /**
   * Remembers. Nothing is done if that is what the file holds.
   *
   * @param current destinations by section
   * @throws IOException if the file cannot be written; the old one is still there then
   */
  void write(Map<String, Destination> current) throws IOException {
    if (written.isPresent() && written.get().equals(current)) {
      return;
    }
    Map<String, String> sections = new TreeMap<>();
    current.forEach((section, destination) -> sections.put(section, destination.toString()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("format", FORMAT);
    document.put("sections", sections);
    byte[] bytes = (MAPPER.writeValueAsString(document) + "\n").getBytes(UTF_8);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    writeThrough(next, bytes);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory();
    written = Optional.of(Map.copyOf(current));
  }

  private static void writeThrough(Path to, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Else the new name might not outlive a power cut. */
  private void syncDirectory() throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Map<String, Destination> parse(String text) {
    JsonNode document = MAPPER.readTree(text);
    if (document.path("format").asInt(0) != FORMAT || !document.path("sections").isObject()) {
      throw new IllegalArgumentException("it is not in format " + FORMAT);
    }
    Map<String, Destination> sections = new LinkedHashMap<>();
    document
        .get("sections")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isString()) {
                throw new IllegalArgumentException(
                    "section '" + entry.getKey() + "' has no destination");
              }
              sections.put(entry.getKey(), Destination.parse(entry.getValue().asString()));
            });
    return Map.copyOf(sections);
  }
}
