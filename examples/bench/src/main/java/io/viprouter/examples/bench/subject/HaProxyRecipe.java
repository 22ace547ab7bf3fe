package io.viprouter.examples.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * HAProxy in {@code mode tcp} with two threads, in the foreground. Immutable.
 *
 * @param program where it is
 * @param splice whether with {@code option splice-auto}
 * @param files descriptors a process may have
 */
public record HaProxyRecipe(Path program, boolean splice, long files) implements Recipe {

  private static final int PIPES = 400;

  /** Descriptors that are no connections: two for a pipe, and listeners, pollers, checks. */
  private static final int OTHER_FILES = 1600;

  private static final int MOST = 20_000;

  @Override
  public List<List<String>> commands(List<Link> links, Path directory, String name)
      throws IOException {
    Path file = directory.resolve(name + ".cfg");
    Files.writeString(file, configuration(links));
    return List.of(List.of(program.toString(), "-db", "-f", file.toString()));
  }

  private String configuration(List<Link> links) {
    long connections = Math.max(100, Math.min(MOST, (files - OTHER_FILES) / 2));
    String head =
        """
        global
          nbthread 2
          maxconn %d
          maxpipes %d
        defaults
          mode tcp
          timeout connect 5s
          timeout client 1h
          timeout server 1h
          %s
        """
            .formatted(connections, PIPES, splice ? "option splice-auto" : "");
    return links.stream().map(HaProxyRecipe::section).collect(Collectors.joining("", head, ""));
  }

  private static String section(Link link) {
    return """
    listen %s
      bind %s:%d
      server one %s:%d
    """
        .formatted(link.name(), Link.HOST, link.port(), Link.HOST, link.backendPort());
  }
}
