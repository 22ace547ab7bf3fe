package io.viprouter.examples.proofs;

import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A router as a program of its own, with nothing but router-core on its class path: what it takes
 * in memory and descriptors is the router's. It writes its port, and then answers each line that is
 * {@code status} or {@code heap} with one line. It ends with its input.
 */
public final class RouterProcess {

  private RouterProcess() {}

  /** Runs a router from one port of 127.0.0.1 to another: {@code args[0]}. */
  public static void main(String[] args) throws IOException {
    RoutingSection section =
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destination("127.0.0.1", Integer.parseInt(args[0]))
            .maxConnections(20_000)
            .clientConnectTimeout(Duration.ofSeconds(60))
            .health(
                HealthCheck.DEFAULT.withIntervals(Duration.ofMillis(100), Duration.ofMillis(200)))
            .build();
    try (Router router = Router.of(section).start();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      // Both answers once, so that their own classes are loaded before descriptors run out.
      String unused = status(router) + heap();
      System.out.println(router.route("rw").port());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(line.equals("heap") ? Long.toString(heap()) : status(router));
      }
    }
  }

  private static String status(Router router) {
    RouteStatus route = router.route("rw").status();
    DestinationStatus destination = route.destinations().get(0);
    return "active=%d buffers=%d state=%s failures=%d refused=%d error=%s"
        .formatted(
            route.activeConnections(),
            router.status().buffersLent(),
            destination.state(),
            destination.failures(),
            route.refusedConnections(),
            destination.lastError().orElse("none"));
  }

  /** Bytes of heap in use when all garbage is gone. */
  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
