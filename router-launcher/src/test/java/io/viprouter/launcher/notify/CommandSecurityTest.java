package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.viprouter.launcher.notify.CommandSecurity.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be run, and by whom it could be changed. */
final class CommandSecurityTest {

  @TempDir Path directory = Path.of(".");

  private static String fault(boolean root, String... command) {
    return CommandSecurity.fault(List.of(command), root).orElse("none");
  }

  @Test
  void whateverTheUser() throws Exception {
    String script = Scripts.script(directory, "fine", "");
    Path plain = Files.createFile(directory.resolve("plain"));
    assertThat(fault(false)).isEqualTo("the program is missing");
    assertThat(fault(false, "")).isEqualTo("the program is missing");
    assertThat(fault(false, "fine", "x")).isEqualTo("'fine' is no absolute path");
    assertThat(fault(false, "/no/such")).isEqualTo("'/no/such' does not exist");
    assertThat(fault(false, directory.toString())).isEqualTo("'" + directory + "' is no file");
    assertThat(fault(false, plain.toString())).isEqualTo("'" + plain + "' is not executable");
    assertThat(fault(false, script, "a\0b"))
        .isEqualTo("'" + script + "' has a NUL character in an argument");
    assertThat(fault(false, script, "x")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 0, 0755, none",
    "false, 0, 0, 0775, none",
    "false, 7, 0, 0755, belongs to user 7",
    "false, 0, 8, 0775, is writable by group 8",
    "false, 0, 8, 0755, none",
    "false, 0, 0, 0757, is writable by everybody",
    "false, 0, 0, 01757, is writable by everybody",
    "true, 0, 0, 01777, none",
    "true, 0, 8, 01775, none",
    "true, 0, 0, 0777, is writable by everybody",
    "true, 9, 0, 01777, belongs to user 9"
  })
  void rules(boolean isDirectory, int owner, int group, String mode, String who) {
    String fault =
        CommandSecurity.fault(
                "/p", new Access(isDirectory, owner, group, Integer.parseInt(mode, 8)))
            .orElse("none");
    if (who.equals("none")) {
      assertThat(fault).isEqualTo("none");
    } else {
      assertThat(fault)
          .isEqualTo(
              (isDirectory ? "directory '/p' " : "'/p' ")
                  + who
                  + "; root runs only what root alone can change");
    }
  }

  private static void needsRoot() {
    if (!CommandSecurity.isRoot()) {
      String missing = "root is needed to make files that belong to root";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing);
      }
      abort(missing);
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void everyDirectoryAboveCounts() throws Exception {
    needsRoot();
    Path inner = Files.createDirectory(directory.resolve("inner"));
    String script = Scripts.script(inner, "fine", "");
    assertThat(fault(true, script)).isEqualTo("none");
    mode(directory, "rwxrwxrwx");
    assertThat(fault(true, script))
        .startsWith("directory '" + directory.toRealPath() + "' is writable by everybody");
    assertThat(fault(false, script)).isEqualTo("none");
  }

  @Test
  void linksDoNotHideWhereTheyLead() throws Exception {
    needsRoot();
    Path open = Files.createDirectory(directory.resolve("open"));
    Path shut = Files.createDirectory(directory.resolve("shut"));
    String inOpen = Scripts.script(open, "script", "");
    String inShut = Scripts.script(shut, "script", "");
    mode(open, "rwxrwxrwx");
    Path toOpen = Files.createSymbolicLink(shut.resolve("link"), Path.of(inOpen));
    Path fromOpen = Files.createSymbolicLink(open.resolve("link"), Path.of(inShut));
    assertThat(fault(true, inShut)).isEqualTo("none");
    assertThat(fault(true, toOpen.toString())).contains("'" + open + "' is writable by everybody");
    assertThat(fault(true, fromOpen.toString()))
        .contains("'" + open + "' is writable by everybody");
  }

  @Test
  void scriptOfAnotherUser() throws Exception {
    needsRoot();
    String script = Scripts.script(directory, "theirs", "");
    Files.setAttribute(Path.of(script), "unix:uid", 4711);
    assertThat(fault(true, script)).startsWith("'" + script + "' belongs to user 4711; root runs");
  }

  @Test
  void otherUsersForTheirCommands() {
    List<String> command = List.of("/bin/true", "x");
    assertThat(RunAs.command("", command, false)).isEqualTo(command);
    assertThat(message(() -> RunAs.command("nobody", command, false)))
        .isEqualTo("user: 'nobody': only root can run commands as another user");
    assertThat(message(() -> RunAs.command("no such", command, true)))
        .isEqualTo("user: 'no such': /etc/passwd knows no such user");
    assertThat(RunAs.command("nobody", command, true))
        .startsWith("/usr/bin/setpriv", "--reuid=65534", "--regid=65534")
        .endsWith("--", "/bin/true", "x");
  }

  private static String message(Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    return fail("nothing is thrown");
  }

  @Test
  void anotherUserReallyRunsIt() throws Exception {
    needsRoot();
    List<String> output = new java.util.concurrent.CopyOnWriteArrayList<>();
    CommandResult result =
        CommandRun.run(
            RunAs.command("nobody", List.of("/usr/bin/id", "-un"), true),
            java.time.Duration.ofMinutes(1),
            output::add);
    assertThat(output).containsExactly("nobody");
    assertThat(result.passed()).isTrue();
    output.clear();
    CommandRun.run(
        RunAs.command("nobody", List.of("/bin/grep", "-h", "CapBnd\\|CapEff", "/proc/self/status")),
        java.time.Duration.ofMinutes(1),
        output::add);
    assertThat(output).hasSize(2).allMatch(line -> line.endsWith("0000000000000000"));
  }
}
