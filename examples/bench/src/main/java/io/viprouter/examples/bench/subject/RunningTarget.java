package io.viprouter.examples.bench.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A target that runs. Confined to the main thread. */
public final class RunningTarget implements AutoCloseable {

  private final String name;
  private final Map<Backend, Integer> ports;
  private final List<Child> children;

  RunningTarget(String name, Map<Backend, Integer> ports, List<Child> children) {
    this.name = name;
    this.ports = ports;
    this.children = children;
  }

  /**
   * As it stands in tables.
   *
   * @return the target's name
   */
  public String name() {
    return name;
  }

  /**
   * Where clients of a server connect to.
   *
   * @param backend the server
   * @return 1 to 65535
   * @throws IllegalArgumentException if the target was started without that server
   */
  public int port(Backend backend) {
    return Optional.ofNullable(ports.get(backend))
        .orElseThrow(() -> new IllegalArgumentException(name + " has no port for " + backend));
  }

  /**
   * Its processes; none for the direct way.
   *
   * @return a view that follows processes that come and go
   */
  public ProcessTree tree() {
    return new ProcessTree(children.stream().map(Child::process).toList());
  }

  /**
   * The last lines its processes wrote.
   *
   * @return text, for a message
   */
  public String tails() {
    return children.stream().map(Child::tail).collect(Collectors.joining("\n"));
  }

  /** Ends its processes. */
  @Override
  public void close() {
    children.forEach(Child::close);
  }
}
