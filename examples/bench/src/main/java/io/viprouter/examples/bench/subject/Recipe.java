package io.viprouter.examples.bench.subject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a proxy is started. */
@FunctionalInterface
public interface Recipe {

  /**
   * The commands of the processes that together serve all links; files they need are written.
   *
   * @param links where to listen, and for which server
   * @param directory where files may be written
   * @param name of the target; for names of files
   * @return at least one command
   * @throws IOException if a file cannot be written
   */
  List<List<String>> commands(List<Link> links, Path directory, String name) throws IOException;
}
