package io.viprouter.launcher.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run a command as another user without a shell: with setpriv of util-linux, which every
 * Linux has. It gives the command the user's groups and takes all capabilities away. Stateless.
 */
public final class RunAs {

  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final List<Path> SETPRIV =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

  private RunAs() {}

  /**
   * The whole command for another user.
   *
   * @param user a name in /etc/passwd; empty: nobody else, the command stays as it is
   * @param command an absolute path and its arguments
   * @return what to run
   * @throws IllegalArgumentException if we are not root, the user is unknown or setpriv is missing
   */
  public static List<String> command(String user, List<String> command) {
    return command(user, command, CommandSecurity.isRoot());
  }

  static List<String> command(String user, List<String> command, boolean root) {
    if (user.isEmpty()) {
      return List.copyOf(command);
    }
    if (!root) {
      throw new IllegalArgumentException(
          "user: '" + user + "': only root can run commands as another user");
    }
    String[] entry = entry(user);
    Path setpriv =
        SETPRIV.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "user: '" + user + "': " + SETPRIV.get(0) + " is needed and missing"));
    List<String> whole =
        new ArrayList<>(
            List.of(
                setpriv.toString(),
                "--reuid=" + entry[2],
                "--regid=" + entry[3],
                "--init-groups",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs",
                "--"));
    whole.addAll(command);
    return List.copyOf(whole);
  }

  private static String[] entry(String user) {
    try {
      return Files.readAllLines(PASSWD, java.nio.charset.StandardCharsets.ISO_8859_1).stream()
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length >= 4 && fields[0].equals(user))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "user: '" + user + "': " + PASSWD + " knows no such user"));
    } catch (IOException e) {
      throw new IllegalArgumentException("user: " + PASSWD + " cannot be read: " + e, e);
    }
  }
}
