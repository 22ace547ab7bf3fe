package io.viprouter.launcher.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a command may be run at all. Stateless; looks at the file system.
 *
 * <p>It has to be an absolute path to an executable file. If we are root, nobody else may be able
 * to put something else in its place: neither the file nor a directory above it may belong to, or
 * be writable by, anybody but root (as keepalived's enable_script_security has it). A directory
 * with the sticky bit, such as {@code /tmp}, may be writable: what belongs to root stays there.
 */
public final class CommandSecurity {

  private static final int GROUP_WRITE = 0020;
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;
  private static final String RULE = "root runs only what root alone can change";

  private CommandSecurity() {}

  /**
   * Who may change a file. Immutable.
   *
   * @param directory whether it is one
   * @param owner the user's id
   * @param group the group's id
   * @param mode permission bits as of stat(2)
   */
  record Access(boolean directory, int owner, int group, int mode) {}

  /**
   * Checks a command for this process.
   *
   * @param command a program and its arguments
   * @return half a sentence that names the fault, the file and the rule, or empty if there is none
   */
  public static Optional<String> fault(List<String> command) {
    return fault(command, isRoot());
  }

  /**
   * Checks a command.
   *
   * @param command a program and its arguments
   * @param root whether root is to run it
   * @return half a sentence that names the fault, the file and the rule, or empty if there is none
   */
  public static Optional<String> fault(List<String> command, boolean root) {
    if (command.isEmpty() || command.get(0).isEmpty()) {
      return Optional.of("the program is missing");
    }
    String text = command.get(0);
    if (!text.startsWith("/")) {
      return Optional.of("'" + text + "' is no absolute path");
    }
    for (String word : command) {
      if (word.indexOf('\0') >= 0) {
        return Optional.of("'" + text + "' has a NUL character in an argument");
      }
    }
    try {
      return faultOf(Path.of(text), root);
    } catch (NoSuchFileException e) {
      return Optional.of("'" + e.getFile() + "' does not exist");
    } catch (IOException e) {
      return Optional.of("'" + text + "' cannot be looked at: " + e);
    }
  }

  private static Optional<String> faultOf(Path program, boolean root) throws IOException {
    Path real = program.toRealPath();
    if (!Files.isRegularFile(real)) {
      return Optional.of("'" + program + "' is no file");
    }
    if (!Files.isExecutable(real)) {
      return Optional.of("'" + program + "' is not executable");
    }
    if (!root) {
      return Optional.empty();
    }
    List<Path> chain = new ArrayList<>();
    // The path as written can lead elsewhere when a link in it is changed.
    for (Path at = program.normalize().getParent(); at != null; at = at.getParent()) {
      chain.add(at);
    }
    for (Path at = real; at != null; at = at.getParent()) {
      chain.add(at);
    }
    for (Path at : chain) {
      Optional<String> fault = fault(at.toString(), access(at));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Access access(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid,mode");
    return new Access(
        Files.isDirectory(path), number(found, "uid"), number(found, "gid"), number(found, "mode"));
  }

  private static int number(Map<String, Object> found, String name) {
    return found.get(name) instanceof Integer number ? number : -1;
  }

  static Optional<String> fault(String path, Access access) {
    boolean kept = access.directory() && (access.mode() & STICKY) != 0;
    String who;
    if (access.owner() != 0) {
      who = "belongs to user " + access.owner();
    } else if (!kept && access.group() != 0 && (access.mode() & GROUP_WRITE) != 0) {
      who = "is writable by group " + access.group();
    } else if (!kept && (access.mode() & OTHERS_WRITE) != 0) {
      who = "is writable by everybody";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        (access.directory() ? "directory '" : "'") + path + "' " + who + "; " + RULE);
  }

  /**
   * Whether this process is root's.
   *
   * @return true if its effective user id is 0
   */
  public static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
          && uid == 0;
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
