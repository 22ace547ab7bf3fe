package io.viprouter.examples.bench.subject;

import io.viprouter.examples.servers.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Something that is measured: a proxy, or the direct way. Immutable.
 *
 * @param name as it stands in tables
 * @param recipe how to start it
 */
public record Target(String name, Recipe recipe) {

  /** No proxy at all. */
  public static final Target DIRECT = new Target("direct", (links, directory, name) -> List.of());

  /**
   * A proxy.
   *
   * @param name as it stands in tables
   * @param recipe how to start it
   * @return the target
   */
  public static Target of(String name, Recipe recipe) {
    return new Target(name, recipe);
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param backends the servers' ports
   * @param directory where its files and logs go
   * @return what runs; the caller closes it
   * @throws IOException if it does not come up; its last words are in the message
   * @throws InterruptedException if the waiting is interrupted
   */
  public RunningTarget start(Map<Backend, Integer> backends, Path directory)
      throws IOException, InterruptedException {
    if (equals(DIRECT)) {
      return new RunningTarget(name, backends, List.of());
    }
    List<Link> links = new ArrayList<>();
    Map<Backend, Integer> ports = new EnumMap<>(Backend.class);
    backends.forEach(
        (backend, port) -> {
          Link link = new Link(backend, Ports.free(Link.HOST), port);
          links.add(link);
          ports.put(backend, link.port());
        });
    List<Child> children = new ArrayList<>();
    RunningTarget running = new RunningTarget(name, ports, children);
    try {
      for (List<String> command : recipe.commands(links, directory, name)) {
        children.add(Child.start(name + "-" + children.size(), command, directory));
      }
      for (Link link : links) {
        // With a process for each link the last one may still be on its way.
        children.get(Math.min(links.indexOf(link), children.size() - 1)).awaitPort(link.port());
      }
      return running;
    } catch (IOException | InterruptedException | RuntimeException e) {
      running.close();
      throw e;
    }
  }
}
