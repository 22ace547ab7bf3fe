package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Converts {@code mysqlrouter.conf} and {@code keepalived.conf} to our configuration text.
 * Stateless; thread-safe.
 *
 * <p>{@code mysqlrouter.conf} is read by the rules of MySQL Router 2.1, with the routing strategies
 * of 8.0; {@code keepalived.conf} by those of keepalived 2.2, which knows everything that 1.4 knew.
 * What {@code keepalived -t} complains of and cannot use is a fault; what it complains of and
 * corrects is corrected in the same way, with a note.
 */
public final class LegacyFiles {

  private LegacyFiles() {}

  /**
   * Converts one file or both.
   *
   * @param mysqlrouter the file of MySQL Router
   * @param keepalived the file of keepalived; lines under {@code @id} count where the first part of
   *     this host's name is that id
   * @param faithful whether {@code mode = read-write} keeps 2.1's way, which never goes back and
   *     ends with its list
   * @return the text, the notes and the faults
   * @throws IOException if one of the two files cannot be read; a file that they include is a fault
   *     instead
   */
  public static Conversion convert(
      Optional<Path> mysqlrouter, Optional<Path> keepalived, boolean faithful) throws IOException {
    return convert(mysqlrouter, keepalived, faithful, HostName.first());
  }

  static Conversion convert(
      Optional<Path> mysqlrouter, Optional<Path> keepalived, boolean faithful, String hostName)
      throws IOException {
    Remarks remarks = new Remarks();
    Group router = new Group("router");
    List<Routing> routings = List.of();
    if (mysqlrouter.isPresent()) {
      IniFile file = new IniFile(mysqlrouter.get(), 0, remarks);
      file.read(TextFile.read(mysqlrouter.get(), 0, IniFile.COMMENTS, remarks));
      routings = new RouterConf(file, remarks, faithful, router).convert();
    }
    if (keepalived.isPresent()) {
      KeepSource source = new KeepSource(hostName, remarks);
      KeepConf keepConf = new KeepConf(remarks, router, hostName);
      Join join = new Join(routings);
      List<KeepLine> lines = source.read(keepalived.get());
      new BlockParser(remarks)
          .parse(lines)
          .ifPresent(statements -> keepConf.convert(statements, source.trailing(), join));
    }
    if (mysqlrouter.isEmpty()) {
      remarks.note(
          new Place(1, keepalived.map(Path::toString).orElse("nothing"), 0),
          "there is no section without a mysqlrouter.conf; the router needs at least one");
    }
    String text = header(mysqlrouter, keepalived) + "\n" + router.render();
    return new Conversion(text, remarks.notes(), remarks.faults(), remarks.commands());
  }

  private static String header(Optional<Path> mysqlrouter, Optional<Path> keepalived) {
    List<String> names =
        Stream.of(mysqlrouter, keepalived)
            .flatMap(Optional::stream)
            .map(path -> path.toString().replaceAll("\\p{Cntrl}", "?"))
            .toList();
    return "# Converted from " + String.join(" and ", names) + ".\n";
  }
}
