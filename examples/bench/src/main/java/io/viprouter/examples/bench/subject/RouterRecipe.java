package io.viprouter.examples.bench.subject;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The packaged launcher: a section for each server, no admin address. Immutable.
 *
 * @param java the program
 * @param jar the launcher
 * @param options of the JVM, separated by blanks
 */
public record RouterRecipe(Path java, Path jar, String options) implements Recipe {

  /** As the router's service is started; the README gives the reasons. */
  public static final String RECOMMENDED =
      "-XX:+UseSerialGC -Xms32m -Xmx256m -Xmn6m -XX:MaxInlineLevel=5 -Xss512k"
          + " -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError";

  /** For what only helps. */
  static final String COLLECTOR = "-XX:+UseSerialGC";

  private static final int MAX_CONNECTIONS = 20_000;

  static List<String> words(String options) {
    return Splitter.on(' ').omitEmptyStrings().splitToList(options);
  }

  @Override
  public List<List<String>> commands(List<Link> links, Path directory, String name)
      throws IOException {
    Path file = directory.resolve(name + ".conf");
    Files.writeString(file, configuration(links));
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(words(options));
    command.addAll(List.of("-jar", jar.toString(), "-c", file.toString()));
    return List.of(command);
  }

  private static String configuration(List<Link> links) {
    return links.stream()
        .map(
            link ->
                """
                  %s {
                    bind = "%s:%d", mode = read-write, max-connections = %d
                    destinations = ["%s:%d"]
                  }
                """
                    .formatted(
                        link.name(),
                        Link.HOST,
                        link.port(),
                        MAX_CONNECTIONS,
                        Link.HOST,
                        link.backendPort()))
        .collect(Collectors.joining("", "router.admin.bind = \"\"\nrouter.sections {\n", "}\n"));
  }
}
