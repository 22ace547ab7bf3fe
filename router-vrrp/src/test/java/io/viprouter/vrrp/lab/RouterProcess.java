package io.viprouter.vrrp.lab;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.GratuitousArp;
import io.viprouter.vrrp.SyncGroup;
import io.viprouter.vrrp.VirtualAddress;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VirtualRouterConfigBuilder;
import io.viprouter.vrrp.VrrpException;
import io.viprouter.vrrp.VrrpListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Our virtual router as a program of its own, for the lab: {@code key=value...}, several routers
 * separated by {@code --}. Commands on standard input.
 */
public final class RouterProcess {

  private RouterProcess() {}

  /** Runs until told to quit or a signal comes. */
  public static void main(String[] args) throws IOException {
    List<VirtualRouter> routers = new ArrayList<>();
    SyncGroup group = new SyncGroup();
    try {
      for (String part : Splitter.on(" -- ").split(String.join(" ", args))) {
        Spec spec = parse(part);
        var builder = VirtualRouter.builder(config(spec)).listener(listener());
        if (spec.values().containsKey("sync")) {
          builder.syncGroup(group);
        }
        routers.add(builder.build().start());
      }
    } catch (VrrpException e) {
      System.out.println("REFUSED " + e.kind() + " " + e.getMessage());
      System.exit(4);
    }
    System.out.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      command(line, routers);
    }
  }

  private static VrrpListener listener() {
    return new VrrpListener() {
      @Override
      public void changed(Transition transition) {
        System.out.println("TRANSITION " + transition);
      }
    };
  }

  private static void command(String line, List<VirtualRouter> routers) {
    List<String> word = Splitter.on(' ').limit(2).splitToList(line);
    VirtualRouter first = routers.get(0);
    switch (word.get(0)) {
      case "unfit" -> first.fitness(false);
      case "fit" -> first.fitness(true);
      case "release" -> first.release();
      case "priority" -> first.priority(Integer.parseInt(word.get(1)));
      case "update" -> first.update(config(parse(word.get(1))));
      case "status" -> routers.forEach(router -> System.out.println("STATUS " + router.status()));
      case "close" -> routers.forEach(VirtualRouter::close);
      default -> System.out.println("UNKNOWN " + line);
    }
  }

  static Spec parse(String text) {
    Spec spec = new Spec(java.util.Map.of());
    for (String part : Splitter.on(' ').omitEmptyStrings().split(text)) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(part);
      spec = spec.with(pair.get(0), pair.get(1));
    }
    return spec;
  }

  /** The configuration that a specification means for us. */
  static VirtualRouterConfig config(Spec spec) {
    VirtualRouterConfigBuilder builder =
        VirtualRouterConfig.builder(spec.get("name", "VI_1"))
            .interfaceName(spec.get("interface", "eth0"))
            .virtualRouterId(Integer.parseInt(spec.get("vrid", "51")))
            .priority(Integer.parseInt(spec.get("priority", "100")))
            .version(Integer.parseInt(spec.get("version", "2")))
            .advertisementInterval(Duration.ofMillis(Long.parseLong(spec.get("interval", "1000"))))
            .addresses(list(spec, "addresses").stream().map(VirtualAddress::parse).toList())
            .preempt(Boolean.parseBoolean(spec.get("preempt", "true")))
            .preemptDelay(Duration.ofSeconds(Long.parseLong(spec.get("delay", "0"))))
            .trackedInterfaces(list(spec, "track"))
            .realTimePriority(Integer.parseInt(spec.get("rt", "0")))
            .unicastPeers(list(spec, "peers").stream().map(InetAddresses::forString).toList());
    if (spec.values().containsKey("pass")) {
      builder.password(spec.get("pass", ""));
    }
    if (spec.values().containsKey("garp-delay")) {
      builder.gratuitousArp(
          new GratuitousArp(
              Duration.ofSeconds(Long.parseLong(spec.get("garp-delay", "5"))),
              5,
              Duration.ofSeconds(Long.parseLong(spec.get("garp-refresh", "10")))));
    }
    return builder.build();
  }

  private static List<String> list(Spec spec, String key) {
    return Splitter.on(',').omitEmptyStrings().splitToList(spec.get(key, ""));
  }
}
