package io.viprouter.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.viprouter.core.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class StateFileTest {

  private static final Map<String, Destination> TWO =
      Map.of("rw", Destination.parse("db2:3306"), "v6", Destination.parse("[::1]:3307"));

  private final Logger logger = (Logger) LoggerFactory.getLogger(StateFile.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  @TempDir Path directory = Path.of(".");

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
  }

  private Path file() {
    return directory.resolve("state.json");
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    new StateFile(file()).write(TWO);
    assertThat(new StateFile(file()).read()).isEqualTo(TWO);
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void absentIsAFirstStart() {
    assertThat(new StateFile(file()).read()).isEmpty();
    assertThat(log.list)
        .singleElement()
        .asString()
        .contains("[INFO]", file().toString(), "as for the first time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"format\": 1, \"sections\": {\"rw\": \"db2:33",
        "{\"format\": 2, \"sections\": {}}",
        "{\"sections\": {\"rw\": \"db2:3306\"}}",
        "{\"format\": 1, \"sections\": [\"rw\"]}",
        "{\"format\": 1, \"sections\": {\"rw\": 3306}}",
        "{\"format\": 1, \"sections\": {\"rw\": \"db2:99999\"}}",
        "\u0000\u0000\u0000\u0000"
      })
  void damagedIsAFirstStart(String content) throws IOException {
    Files.writeString(file(), content, UTF_8);
    assertThat(new StateFile(file()).read()).isEmpty();
    assertThat(log.list)
        .singleElement()
        .asString()
        .contains("[WARN]", file().toString(), "as for the first time");
  }

  @Test
  void tooLongIsDamaged() throws IOException {
    Files.write(file(), new byte[StateFile.MAX_BYTES + 1]);
    assertThat(new StateFile(file()).read()).isEmpty();
  }

  @Test
  void everyPrefixOfAFileIsHarmless() throws IOException {
    new StateFile(file()).write(TWO);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length - 2; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThat(new StateFile(file()).read()).as("%s bytes", length).isEmpty();
    }
  }

  @Test
  void damagedIsReplaced() throws IOException {
    Files.writeString(file(), "rubbish", UTF_8);
    StateFile state = new StateFile(file());
    state.read();
    state.write(TWO);
    assertThat(new StateFile(file()).read()).isEqualTo(TWO);
  }

  @Test
  void unchangedIsNotWritten() throws IOException {
    StateFile state = new StateFile(file());
    state.write(TWO);
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file(), longAgo);
    state.write(TWO);
    assertThat(Files.getLastModifiedTime(file())).isEqualTo(longAgo);
    state.write(Map.of("rw", Destination.parse("db1:3306")));
    assertThat(Files.getLastModifiedTime(file())).isNotEqualTo(longAgo);
  }

  @Test
  void failureLeavesTheOldOne() throws IOException {
    new StateFile(file()).write(TWO);
    Files.createDirectory(directory.resolve("state.json.new")); // In the way of the new one.
    StateFile state = new StateFile(file());
    assertThatThrownBy(() -> state.write(Map.of())).isInstanceOf(IOException.class);
    assertThat(new StateFile(file()).read()).isEqualTo(TWO);
  }

  /** A reader at any moment sees one of the two states, never a part. */
  @Test
  void readersSeeOldOrNew() throws Exception {
    Map<String, Destination> one = Map.of("rw", Destination.parse("db1:3306"));
    StateFile writer = new StateFile(file());
    writer.write(one);
    AtomicReference<Map<String, Destination>> odd = new AtomicReference<>(one);
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              StateFile mine = new StateFile(file());
              while (end.getCount() > 0) {
                Map<String, Destination> seen = mine.read();
                reads.incrementAndGet();
                if (!seen.equals(one) && !seen.equals(TWO)) {
                  odd.set(seen);
                }
              }
            });
    reader.start();
    for (int i = 0; i < 50 || reads.get() < 50; i++) {
      writer.write(i % 2 == 0 ? TWO : one);
    }
    end.countDown();
    reader.join();
    assertThat(odd.get()).isEqualTo(one);
  }
}
