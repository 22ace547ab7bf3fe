package io.viprouter.examples.proofs;

import static org.junit.jupiter.api.Assumptions.abort;

import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network namespace that plays another host, and the cable to it. Confined to one test; needs
 * root. The names bear this JVM's process id, so that a later one can remove what a killed one
 * left.
 *
 * <p>This host has two addresses on the cable: the router's, and one from which a test can look at
 * a server without changing what that holds of the router's host.
 */
final class OtherHost implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("vr(\\d+)n\\d+");

  /** Free on a host on which nothing else runs. */
  static final int MYSQL_PORT = 3306;

  private static final Path FILES = Path.of("/etc/netns");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final String network;

  private OtherHost(String name, String network) {
    this.name = name;
    this.network = network;
  }

  /** Makes one that can reach this host and be reached. */
  static OtherHost create() {
    Tools.require("ip", "iproute2");
    sweep();
    int number = NUMBER.incrementAndGet();
    long pid = ProcessHandle.current().pid();
    String name = "vr%dn%d".formatted(pid, number);
    // Two JVMs at a time get different networks.
    String network = "10.%d.%d".formatted(200 + pid % 50, (pid / 50 % 8) * 32 + number);
    OtherHost host = new OtherHost(name, network);
    try {
      Shell.check("ip", "netns", "add", name);
    } catch (IllegalStateException e) {
      missing("network namespaces cannot be made (root is needed): " + e.getMessage());
    }
    try {
      host.wire();
      return host;
    } catch (IOException | RuntimeException e) {
      host.close();
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  private void wire() throws IOException {
    Path files = FILES.resolve(name);
    Files.createDirectories(files);
    // Names are resolved from here alone: a server that asked further would wait for nobody.
    Files.writeString(
        files.resolve("hosts"),
        "127.0.0.1 localhost\n%s router.test\n%s observer.test\n".formatted(near(), observer()));
    Files.writeString(files.resolve("nsswitch.conf"), "hosts: files\n");
    Files.writeString(files.resolve("resolv.conf"), "");
    Shell.check(
        "ip", "link", "add", cable(), "type", "veth", "peer", "name", "eth0", "netns", name);
    Shell.check("ip", "addr", "add", near() + "/24", "dev", cable());
    Shell.check("ip", "addr", "add", observer() + "/24", "dev", cable());
    Shell.check("ip", "link", "set", cable(), "up");
    Shell.check("ip", "-n", name, "addr", "add", address() + "/24", "dev", "eth0");
    Shell.check("ip", "-n", name, "link", "set", "lo", "up");
    Shell.check("ip", "-n", name, "link", "set", "eth0", "up");
  }

  /** Its address. */
  String address() {
    return network + ".2";
  }

  /** This host's address on the cable, from which it connects. */
  String near() {
    return network + ".1";
  }

  /** This host's second address on the cable. */
  String observer() {
    return network + ".3";
  }

  /** What to put before a command so that it runs there. */
  String[] prefix() {
    return new String[] {Tools.require("ip", "iproute2").toString(), "netns", "exec", name};
  }

  /** Pulls the cable: no packet comes or goes, and nobody is told. */
  void unplug() {
    Shell.check("ip", "-n", name, "link", "set", "eth0", "down");
  }

  @Override
  public void close() {
    remove(name);
  }

  private String cable() {
    return name;
  }

  private static void remove(String name) {
    // The cable has an end inside, and goes with it; said here too, because a namespace lives on
    // while a process in it does.
    Shell.run("ip", "link", "del", name);
    Shell.run("ip", "netns", "del", name);
    List<File> files = new ArrayList<>();
    Collections.addAll(
        files, Optional.ofNullable(FILES.resolve(name).toFile().listFiles()).orElse(new File[0]));
    Collections.addAll(files, FILES.resolve(name).toFile(), FILES.toFile());
    // The last stays if somebody else has files there.
    files.forEach(File::delete);
  }

  /** A server there that resolves names, keeps a host cache to be read, and blocks soon. */
  DatabaseServer server(Flavour flavour, int maxConnectErrors) {
    return DatabaseServer.builder(flavour)
        .commandPrefix(prefix())
        .bindAddress(address())
        .port(MYSQL_PORT)
        .nameResolving(true)
        .performanceSchema(true)
        .maxConnectErrors(maxConnectErrors)
        .start();
  }

  /** Removes what JVMs left that are gone. */
  private static void sweep() {
    Matcher found = NAME.matcher(Shell.check("ip", "netns", "list"));
    while (found.find()) {
      if (ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty()) {
        remove(found.group());
      }
    }
  }

  private static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(what);
    }
    abort(what);
  }
}
