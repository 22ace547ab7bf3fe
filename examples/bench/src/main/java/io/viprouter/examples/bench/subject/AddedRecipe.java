package io.viprouter.examples.bench.subject;

import java.nio.file.Path;
import java.util.List;

/**
 * A proxy the user names; a process for each server. Immutable.
 *
 * @param command for a shell, with {@code {port}}, {@code {bhost}} and {@code {bport}} in it
 */
public record AddedRecipe(String command) implements Recipe {

  private static final String PORT = "{port}";
  private static final String BACKEND_PORT = "{bport}";
  private static final String BACKEND_HOST = "{bhost}";

  /**
   * Reads what {@code --add} says.
   *
   * @param text {@code NAME=COMMAND}
   * @return the target
   * @throws IllegalArgumentException if the name, {@code {port}} or {@code {bport}} is missing
   */
  public static Target target(String text) {
    int end = text.indexOf('=');
    String command = text.substring(end + 1);
    if (end < 1 || !command.contains(PORT) || !command.contains(BACKEND_PORT)) {
      throw new IllegalArgumentException(
          "--add: '" + text + "' is not NAME=COMMAND with " + PORT + " and " + BACKEND_PORT);
    }
    return Target.of(text.substring(0, end), new AddedRecipe(command));
  }

  @Override
  public List<List<String>> commands(List<Link> links, Path directory, String name) {
    return links.stream().map(this::command).toList();
  }

  /** The shell gives way to the program, so that nothing stands between. */
  private List<String> command(Link link) {
    return List.of(
        "/bin/sh",
        "-c",
        "exec "
            + command
                .replace(PORT, Integer.toString(link.port()))
                .replace(BACKEND_HOST, Link.HOST)
                .replace(BACKEND_PORT, Integer.toString(link.backendPort())));
  }
}
