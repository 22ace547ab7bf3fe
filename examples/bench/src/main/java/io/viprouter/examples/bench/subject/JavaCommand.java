package io.viprouter.examples.bench.subject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run a class of the bench in a JVM of its own. Stateless. */
public final class JavaCommand {

  private JavaCommand() {}

  /**
   * The program of the JVM that runs this.
   *
   * @return {@code java}
   */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Runs a class.
   *
   * @param main the class
   * @param arguments its arguments
   * @return the command
   */
  public static List<String> of(Class<?> main, List<String> arguments) {
    return of(RouterRecipe.COLLECTOR, main, arguments);
  }

  /**
   * A proxy of the bench's own; it takes {@code PORT:BACKEND-PORT} for each link, and runs with the
   * router's options.
   *
   * @param main its class
   * @return the recipe
   */
  public static Recipe proxy(Class<?> main) {
    return (links, directory, name) ->
        List.of(
            of(
                RouterRecipe.RECOMMENDED,
                main,
                links.stream().map(link -> link.port() + ":" + link.backendPort()).toList()));
  }

  private static List<String> of(String options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(RouterRecipe.words(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }
}
