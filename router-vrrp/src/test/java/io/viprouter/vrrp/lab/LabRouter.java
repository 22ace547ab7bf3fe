package io.viprouter.vrrp.lab;

import io.viprouter.vrrp.SyncGroup;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VirtualRouterBuilder;
import io.viprouter.vrrp.VrrpListener;
import io.viprouter.vrrp.os.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A running router in the lab: ours or keepalived. Confined to its test. */
abstract class LabRouter implements AutoCloseable {

  /** Which implementation. */
  enum Kind {
    /** Ours as a process of its own. */
    PROCESS,
    /** Ours in the process of the test, which is quicker to start. */
    OURS,
    /** The other one. */
    KEEPALIVED
  }

  final Lab.Host host;

  private LabRouter(Lab.Host host) {
    this.host = host;
  }

  static LabRouter start(Kind kind, Lab lab, Lab.Host host, Spec... specs) {
    return lab.closing(
        switch (kind) {
          case PROCESS -> Ours.start(host, specs);
          case OURS -> new InProcess(host, specs);
          case KEEPALIVED -> Keepalived.start(host, specs);
        });
  }

  boolean isMaster() {
    return host.has(Spec.VIP);
  }

  /** Whether it has logged this. */
  abstract boolean said(String text);

  /** How many transitions it has told of so far. */
  abstract long transitions();

  /** In order, as by SIGTERM. */
  abstract void stop();

  /** SIGKILL for everything that belongs to it. */
  abstract void kill();

  abstract void pause();

  abstract void resume();

  @Override
  public abstract void close();

  /** Our own router in this process, its threads in the namespace of the host. */
  static final class InProcess extends LabRouter {

    private final List<VirtualRouter> routers = new ArrayList<>();
    private final List<VrrpListener.Transition> told = new CopyOnWriteArrayList<>();

    InProcess(Lab.Host host, Spec... specs) {
      super(host);
      SyncGroup group = new SyncGroup();
      for (Spec spec : specs) {
        boolean member = spec.values().containsKey("sync");
        routers.add(start(spec, member ? b -> b.syncGroup(group) : b -> b));
      }
    }

    InProcess(Lab.Host host, Spec spec, UnaryOperator<VirtualRouterBuilder> more) {
      super(host);
      routers.add(start(spec, more));
    }

    private VirtualRouter start(Spec spec, UnaryOperator<VirtualRouterBuilder> more) {
      return more.apply(VirtualRouter.builder(RouterProcess.config(spec)))
          .threadFactory(NetworkNamespace.threads(host.namespace()))
          .shutdownHook(false)
          .listener(
              new VrrpListener() {
                @Override
                public void changed(Transition transition) {
                  told.add(transition);
                }
              })
          .build()
          .start();
    }

    VirtualRouter router() {
      return routers.get(0);
    }

    List<VrrpListener.Transition> told() {
      return told;
    }

    @Override
    boolean said(String text) {
      return told.toString().contains(text);
    }

    @Override
    long transitions() {
      return told.size();
    }

    @Override
    void stop() {
      routers.forEach(VirtualRouter::close);
    }

    @Override
    void kill() {
      throw new UnsupportedOperationException("not without the test");
    }

    @Override
    void pause() {
      throw new UnsupportedOperationException("not without the test");
    }

    @Override
    void resume() {
      throw new UnsupportedOperationException("not without the test");
    }

    @Override
    public void close() {
      stop();
    }
  }

  /** A router that is a process. */
  abstract static class AsProcess extends LabRouter {

    private final LabProcess process;

    private AsProcess(Lab.Host host, LabProcess process) {
      super(host);
      this.process = process;
    }

    LabProcess process() {
      return process;
    }

    @Override
    boolean said(String text) {
      return process.said(text);
    }

    @Override
    long transitions() {
      return process.lines().stream()
          .filter(line -> line.startsWith("TRANSITION") || line.contains("Entering"))
          .count();
    }

    @Override
    void stop() {
      process.signal(LabProcess.SIGTERM);
      process.awaitEnd();
    }

    @Override
    void kill() {
      process.signal(LabProcess.SIGKILL);
      process.awaitEnd();
    }

    @Override
    void pause() {
      process.signal(LabProcess.SIGSTOP);
    }

    @Override
    void resume() {
      process.signal(LabProcess.SIGCONT);
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /** Our own router as a process. */
  static final class Ours extends AsProcess {

    private Ours(Lab.Host host, LabProcess process) {
      super(host, process);
    }

    static Ours start(Lab.Host host, Spec... specs) {
      String classes =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      return start(host, List.of(), classes, specs);
    }

    static Ours start(Lab.Host host, List<String> prefix, String classes, Spec... specs) {
      List<String> command = new ArrayList<>(prefix);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
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
  static final class Keepalived extends AsProcess {

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
      NetworkNamespace.signal(child, LabProcess.SIGKILL);
      process().awaitEnd();
    }

    @Override
    void pause() {
      NetworkNamespace.signal(child(), LabProcess.SIGSTOP);
    }

    @Override
    void resume() {
      NetworkNamespace.signal(child(), LabProcess.SIGCONT);
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
      StringBuilder text = new StringBuilder("global_defs {\n  router_id " + host.name + "\n");
      if (specs[0].values().containsKey("rt")) {
        text.append("  vrrp_rt_priority " + specs[0].get("rt", "") + "\n  vrrp_no_swap\n");
      }
      text.append("}\n");
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
