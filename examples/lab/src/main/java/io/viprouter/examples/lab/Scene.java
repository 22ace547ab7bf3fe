package io.viprouter.examples.lab;

import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.DatabaseServerBuilder;
import io.viprouter.examples.servers.Flavour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts of the scene with their names and addresses, and how routers and databases are put on
 * them. Made and closed by one thread.
 */
final class Scene implements AutoCloseable {

  /** The floating address. */
  static final String ADDRESS = "172.168.1.20";

  /** Where writes go. */
  static final int READ_WRITE = 7001;

  /** Where reads go. */
  static final int READ_ONLY = 7002;

  /** Where databases listen. */
  static final int MYSQL = 3306;

  private static final String FILES = "viplab";
  private static final Pattern NAME = Pattern.compile(FILES + "(\\d+)-.*");

  private final Lab lab = Lab.create();
  private final Path directory;
  private final Map<Host, Launcher> routers = new ConcurrentHashMap<>();

  /** The first router, of priority 120. */
  final Host router01;

  /** The second router, of priority 80. */
  final Host router02;

  /** The first database. */
  final Host master01;

  /** The database that stands in for it. */
  final Host slave01;

  /** The database for reading. */
  final Host slave02;

  /** The host of the web application. */
  final Host jump;

  /** A host of users. */
  final Host client;

  private Scene() throws IOException {
    directory = Files.createTempDirectory(FILES + ProcessHandle.current().pid() + "-");
    // Also read by keepalived's children and by routers that run as somebody else.
    directory.toFile().setExecutable(true, false);
    directory.toFile().setReadable(true, false);
    router01 = lab.host("router01", 102);
    router02 = lab.host("router02", 104);
    master01 = lab.host("master01", 101);
    slave01 = lab.host("slave01", 103);
    slave02 = lab.host("slave02", 105);
    jump = lab.host("jump", 128);
    client = lab.host("client", 50);
  }

  /** Makes the hosts; nothing runs on them yet. */
  static Scene create() {
    try {
      return new Scene();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Lab lab() {
    return lab;
  }

  /** Where files of this scene are kept. */
  Path directory() {
    return directory;
  }

  /** Writes a file of the scene. */
  Path file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server on its host, as the scene has it; not started. */
  static DatabaseServerBuilder server(DatabaseServerBuilder builder, Host host) {
    return builder
        .name(host.name())
        .commandPrefix(host.prefix().toArray(String[]::new))
        .bindAddress(host.address())
        .port(MYSQL);
  }

  /** A single server that follows nobody. */
  DatabaseServer database(Host host, int serverId) {
    DatabaseServer server =
        server(DatabaseServer.builder(Flavour.MYSQL_5_7).serverId(serverId), host).build();
    lab.closing(server);
    return client.call(server::start);
  }

  /** A router with a configuration of its own. */
  Launcher router(Host host, RouterConf conf) {
    Launcher started = lab.closing(Launcher.start(host, write(host, conf)));
    routers.put(host, started);
    return started;
  }

  /** The router that was started last on a host. */
  Launcher running(Host host) {
    return Objects.requireNonNull(routers.get(host), host::name);
  }

  /** Writes the configuration of a router, to be read at its start or by a reload. */
  Path write(Host host, RouterConf conf) {
    return file(host.name() + ".conf", conf.text());
  }

  /** Who answers at a port of the floating address, seen from the host of the calling thread. */
  static String whoAnswers(int port) {
    try (Wire wire = new Wire(ADDRESS, port, 5000)) {
      return wire.query("SELECT @@report_host");
    } catch (IOException e) {
      throw new IllegalStateException(port + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    lab.close();
    delete(directory);
  }

  /** Removes all that JVMs left that are gone: hosts, processes, data and files. */
  static void sweep() {
    Lab.sweep();
    DatabaseServer.removeOrphans();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> all = Files.list(temporary)) {
      for (Path found : all.toList()) {
        Matcher name = NAME.matcher(found.getFileName().toString());
        if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          delete(found);
        }
      }
    } catch (IOException e) {
      System.err.println(temporary + ": " + e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println(directory + ": " + e);
    }
  }
}
