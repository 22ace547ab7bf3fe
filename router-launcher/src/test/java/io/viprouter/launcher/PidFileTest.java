package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PidFileTest {

  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path directory = Path.of(".");

  private Path file() {
    return directory.resolve("router.pid");
  }

  @Test
  void writtenAndRemoved() throws Exception {
    try (PidFile held = PidFile.write(file())) {
      assertThat(held).isNotNull();
      assertThat(file()).hasContent(SELF + "\n");
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void aPermissionThatLacksIsToldInPlainWords() {
    PidFile.Taken denied = PidFile.Taken.of(file(), new AccessDeniedException("x"));
    assertThat(denied.denied()).isTrue();
    assertThat(denied).hasMessage("pid file " + file() + ": permission to write it is denied");
    assertThatThrownBy(() -> PidFile.write(Path.of("/no/such/dir/pid")))
        .isInstanceOfSatisfying(PidFile.Taken.class, taken -> assertThat(taken.denied()).isFalse())
        .hasMessageEndingWith("cannot be written: there is no directory /no/such/dir");
  }

  @Test
  void staleOneIsReplaced() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(file(), gone.pid() + "\n");
    PidFile.write(file()).close();
    assertThat(file()).doesNotExist();
  }

  @Test
  void sameProcessIdInANewContainerIsStale() throws Exception {
    Files.writeString(file(), SELF + "\n");
    PidFile.write(file()).close();
    assertThat(file()).doesNotExist();
  }

  @Test
  void emptyOneIsReplaced() throws Exception {
    Files.createFile(file());
    PidFile.write(file()).close();
    assertThat(file()).doesNotExist();
  }

  @Test
  void livingProcessKeepsIt() throws Exception {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Files.writeString(file(), parent + "\n");
    assertThatThrownBy(() -> PidFile.write(file()))
        .isInstanceOf(PidFile.Taken.class)
        .hasMessage("pid file %s: exists, and process %d is alive", file(), parent);
    assertThat(file()).hasContent(parent + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "router { }",
        "12 13",
        "-1",
        "a file of more than sixty-four characters, which cannot be just a process id",
      })
  void anythingElseIsLeftAlone(String content) throws Exception {
    Files.writeString(file(), content);
    assertThatThrownBy(() -> PidFile.write(file()))
        .hasMessage("pid file %s: exists and holds no process id; it is left alone", file());
    assertThat(file()).hasContent(content);
  }

  @Test
  void cannotBeWritten() {
    assertThatThrownBy(() -> PidFile.write(Path.of("/no/such/directory/router.pid")))
        .isInstanceOf(PidFile.Taken.class)
        .hasMessageStartingWith("pid file /no/such/directory/router.pid: cannot be written");
  }

  @Test
  void notRemovedOnceItIsSomebodyElses() throws Exception {
    PidFile held = PidFile.write(file());
    Files.writeString(file(), "1\n");
    held.close();
    assertThat(file()).hasContent("1\n");
  }

  @Test
  void alreadyGone() throws Exception {
    PidFile held = PidFile.write(file());
    Files.delete(file());
    held.close();
    assertThat(file()).doesNotExist();
  }

  @Test
  void directoryIsNoPidFile() throws IOException {
    Files.createDirectory(file());
    assertThatThrownBy(() -> PidFile.write(file())).hasMessageContaining("holds no process id");
  }
}
