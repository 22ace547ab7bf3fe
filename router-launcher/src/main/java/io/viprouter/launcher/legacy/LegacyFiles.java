package io.viprouter.launcher.legacy;

import com.google.common.net.InetAddresses;
import io.viprouter.launcher.config.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  private static final int TRACK_ORDER = Integer.MAX_VALUE - 2;

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
    List<Draft> virtualRouters = List.of();
    if (keepalived.isPresent()) {
      virtualRouters = keepalived(keepalived.get(), hostName, remarks, router);
    }
    for (Draft virtualRouter : virtualRouters) {
      join(virtualRouter, routings);
    }
    if (mysqlrouter.isEmpty()) {
      remarks.note(
          new Place(1, keepalived.map(Path::toString).orElse("nothing"), 0),
          "there is no section without a mysqlrouter.conf; the router needs at least one");
    }
    String text = header(mysqlrouter, keepalived) + "\n" + router.render();
    return new Conversion(text, remarks.notes(), remarks.faults());
  }

  private static List<Draft> keepalived(Path file, String hostName, Remarks remarks, Group router)
      throws IOException {
    KeepSource source = new KeepSource(hostName, remarks);
    List<KeepLine> lines = source.read(file);
    Optional<List<Statement>> statements = new BlockParser(remarks).parse(lines);
    if (statements.isEmpty()) {
      return List.of();
    }
    return new KeepConf(remarks, router, hostName).convert(statements.get(), source.trailing());
  }

  /** Both programs on one host were meant to serve together: no server to be had, no address. */
  private static void join(Draft virtualRouter, List<Routing> routings) {
    List<String> sections =
        routings.stream()
            .filter(routing -> routing.binds().stream().anyMatch(b -> isOn(b, virtualRouter)))
            .map(Routing::name)
            .toList();
    if (sections.isEmpty()) {
      return;
    }
    virtualRouter
        .scope
        .group()
        .set(
            TRACK_ORDER,
            List.of("They listen on its address; without a usable destination it is given up."),
            "track-sections",
            Group.list(sections));
    virtualRouter.scope.noteHere(
        virtualRouter.head,
        "tracks "
            + String.join(", ", sections)
            + ": they listen on its address, and the address is given up while one of them has no"
            + " usable destination");
  }

  private static boolean isOn(SocketAddress bind, Draft virtualRouter) {
    if (!(bind instanceof InetSocketAddress inet)
        || !InetAddresses.isInetAddress(inet.getHostString())) {
      return false;
    }
    InetAddress address = InetAddresses.forString(inet.getHostString());
    return virtualRouter.addresses.stream().anyMatch(ip -> ip.address().equals(address));
  }

  private static String header(Optional<Path> mysqlrouter, Optional<Path> keepalived) {
    List<String> names =
        java.util.stream.Stream.of(mysqlrouter, keepalived)
            .flatMap(Optional::stream)
            .map(path -> path.toString().replaceAll("\\p{Cntrl}", "?"))
            .toList();
    return "# Converted from " + String.join(" and ", names) + ".\n";
  }
}
