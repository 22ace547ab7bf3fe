package io.viprouter.vrrp.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running router in the lab: ours or keepalived. Confined to its test. */
abstract class LabRouter implements AutoCloseable {

  /** Which implementation. */
  enum Kind {
    OURS,
    KEEPALIVED
  }

  final Lab.Host host;
  private final LabProcess process;

  private LabRouter(Lab.Host host, LabProcess process) {
    this.host = host;
    this.process = process;
  }

  static LabRouter start(Kind kind, Lab lab, Lab.Host host, Spec... specs) {
    return lab.closing(kind == Kind.OURS ? Ours.start(host, specs) : Keepalived.start(host, specs));
  }

  LabProcess process() {
    return process;
  }

  boolean isMaster() {
    return host.has(Spec.VIP);
  }

  /** SIGTERM, and wait. */
  void stop() {
    process.signal(LabProcess.SIGTERM);
    process.awaitEnd();
  }

  /** SIGKILL for everything that belongs to it. */
  void kill() {
    process.signal(LabProcess.SIGKILL);
    process.awaitEnd();
  }

  void pause() {
    process.signal(LabProcess.SIGSTOP);
  }

  void resume() {
    process.signal(LabProcess.SIGCONT);
  }

  @Override
  public void close() {
    process.close();
  }

  /** Our own router as a process. */
  static final class Ours extends LabRouter {

    private Ours(Lab.Host host, LabProcess process) {
      super(host, process);
    }

    static Ours start(Lab.Host host, Spec... specs) {
      return start(host, List.of(), specs);
    }

    static Ours start(Lab.Host host, List<String> prefix, Spec... specs) {
      List<String> command = new ArrayList<>(prefix);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classes =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      command.addAll(
          List.of(java, "-XX:+UseSerialGC", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
      command.addAll(List.of("-cp", classes, RouterProcess.class.getName()));
      for (int i = 0; i < specs.length; i++) {
        if (i > 0) {
          command.add("--");
        }
        specs[i].values().forEach((key, value) -> command.add(key + "=" + value));
      }
      return new Ours(host, new LabProcess(host.namespace(), command));
    }

    void command(String line) {
      process().command(line);
    }
  }

  /** keepalived as Debian ships it. */
  static final class Keepalived extends LabRouter {

    private final Path directory;

    private Keepalived(Lab.Host host, LabProcess process, Path directory) {
      super(host, process);
      this.directory = directory;
    }

    static Keepalived start(Lab.Host host, Spec... specs) {
      try {
        Path directory = Files.createTempDirectory("keepalived");
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, KeepalivedConfig.of(host, specs));
        List<String> command =
            List.of(
                "keepalived",
                "-n",
                "-l",
                "-D",
                "-G",
                "-P",
                "-f",
                file.toString(),
                "-p",
                directory.resolve("pid").toString(),
                "-r",
                directory.resolve("vrrp.pid").toString());
        return new Keepalived(host, new LabProcess(host.namespace(), command), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long child() {
      try {
        return Long.parseLong(Files.readString(directory.resolve("vrrp.pid")).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void kill() {
      long child = child();
      process().signal(LabProcess.SIGKILL);
      io.viprouter.vrrp.os.NetworkNamespace.signal(child, LabProcess.SIGKILL);
      process().awaitEnd();
    }

    @Override
    void pause() {
      io.viprouter.vrrp.os.NetworkNamespace.signal(child(), LabProcess.SIGSTOP);
    }

    @Override
    void resume() {
      io.viprouter.vrrp.os.NetworkNamespace.signal(child(), LabProcess.SIGCONT);
    }

    @Override
    public void close() {
      if (process().isAlive()) {
        resume();
        process().signal(LabProcess.SIGTERM);
        process().awaitEnd();
      }
      for (String name : List.of("keepalived.conf", "pid", "vrrp.pid")) {
        delete(directory.resolve(name));
      }
      delete(directory);
    }

    private static void delete(Path path) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        System.err.println("cannot delete " + path + ": " + e);
      }
    }
  }

  /** The configuration that a specification means for keepalived. */
  static final class KeepalivedConfig {

    private KeepalivedConfig() {}

    static String of(Lab.Host host, Spec... specs) {
      StringBuilder text = new StringBuilder("global_defs {\n  router_id " + host.name + "\n}\n");
      List<String> names = new ArrayList<>();
      for (Spec spec : specs) {
        text.append(instance(host, spec));
        if (spec.values().containsKey("sync")) {
          names.add(spec.get("name", ""));
        }
      }
      if (!names.isEmpty()) {
        text.append("vrrp_sync_group G1 {\n  group {\n    ");
        text.append(String.join("\n    ", names)).append("\n  }\n}\n");
      }
      return text.toString();
    }

    private static String instance(Lab.Host host, Spec spec) {
      Map<String, String> values = spec.values();
      StringBuilder text = new StringBuilder("vrrp_instance " + spec.get("name", "") + " {\n");
      boolean owner = spec.get("priority", "").equals("255");
      text.append("  state " + (owner ? "MASTER" : "BACKUP") + "\n");
      text.append("  interface " + spec.get("interface", "eth0") + "\n");
      text.append("  virtual_router_id " + spec.get("vrid", "") + "\n");
      text.append("  priority " + spec.get("priority", "") + "\n");
      text.append("  version " + spec.get("version", "2") + "\n");
      double seconds = Integer.parseInt(spec.get("interval", "1000")) / 1000.0;
      text.append(
          "  advert_int "
              + (seconds % 1 == 0 ? String.valueOf((int) seconds) : String.valueOf(seconds))
              + "\n");
      if (values.containsKey("pass")) {
        text.append("  authentication {\n    auth_type PASS\n    auth_pass ");
        text.append(spec.get("pass", "") + "\n  }\n");
      }
      text.append(spec.get("preempt", "true").equals("false") ? "  nopreempt\n" : "");
      text.append(
          values.containsKey("delay") ? "  preempt_delay " + spec.get("delay", "") + "\n" : "");
      if (values.containsKey("peers")) {
        text.append("  unicast_src_ip " + host.address() + "\n  unicast_peer {\n    ");
        text.append(spec.get("peers", "").replace(',', '\n') + "\n  }\n");
      }
      text.append("  virtual_ipaddress {\n    ");
      text.append(spec.get("addresses", "").replace(',', '\n') + "\n  }\n}\n");
      return text.toString();
    }
  }
}
