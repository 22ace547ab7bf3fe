package io.viprouter.launcher.admin;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.Mode;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.RouterStatus;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.StateChange;
import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.VrrpStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A router to look at, made piece by piece. Not thread-safe; the snapshots it makes are. */
final class Scene {

  private static final String VIRTUAL_ADDRESS = "172.168.1.20";

  private final Instant now;
  private final EventLog events;
  private final List<RouteStatus> routes = new ArrayList<>();
  private final Map<String, RoutingSection> definitions = new LinkedHashMap<>();
  private final List<VrrpStatus> virtualRouters = new ArrayList<>();
  private Instant clock;

  Scene(Instant now) {
    this.now = now;
    this.clock = now;
    this.events = new EventLog(() -> clock);
  }

  /** All as it should be. */
  static Scene well(Instant now) {
    return new Scene(now)
        .route(
            "rw",
            Mode.READ_WRITE,
            up("db1:3306", true, 184, now.minusSeconds(93_600)),
            up("db2:3306", false, 0, now.minusSeconds(93_600)))
        .route(
            "ro",
            Mode.READ_ONLY,
            up("db2:3306", true, 96, now.minusSeconds(93_600)),
            up("db3:3306", true, 95, now.minusSeconds(93_600)))
        .virtualRouter("VI_1", VrrpState.ACTIVE, "no better router is heard");
  }

  /** After the primary has failed, with a replica in maintenance. */
  static Scene failedOver(Instant now) {
    Scene scene =
        new Scene(now)
            .route(
                "rw",
                Mode.READ_WRITE,
                quarantined("db1:3306", "connect: Connection refused", now.minusSeconds(127)),
                up("db2:3306", true, 171, now.minusSeconds(93_600)))
            .route(
                "ro",
                Mode.READ_ONLY,
                up("db2:3306", true, 96, now.minusSeconds(93_600)),
                draining("db3:3306", now.minusSeconds(41)),
                up("db4:3306", true, 118, now.minusSeconds(5_520)))
            .virtualRouter("VI_1", VrrpState.ACTIVE, "the master has been silent")
            .virtualRouter("VI_2", VrrpState.BACKUP, "172.168.1.3 has priority 150");
    Destination db1 = Destination.parse("db1:3306");
    scene.at(7_200).events.note("section-started", "rw", "listening on 172.168.1.20:7001");
    scene.at(7_199).events.note("section-started", "ro", "listening on 172.168.1.20:7002");
    scene
        .at(3_900)
        .events
        .note("virtual-router", "VI_1", "BACKUP to MASTER: the master has been silent");
    scene.at(127).events.currentDestinationChanged("rw", db1, Destination.parse("db2:3306"));
    scene
        .at(127)
        .events
        .destinationStateChanged(
            "rw",
            db1,
            DestinationState.UP,
            DestinationState.QUARANTINED,
            "connect: Connection refused");
    scene
        .at(41)
        .events
        .note(
            "command",
            "ro",
            "drain, asked by 127.0.0.1: db3:3306 takes no new connections; deadline: 300s");
    return scene;
  }

  private Scene at(int secondsAgo) {
    clock = now.minusSeconds(secondsAgo);
    return this;
  }

  EventLog events() {
    return events;
  }

  static DestinationStatus up(String address, boolean current, int sessions, Instant since) {
    return destination(address, DestinationState.UP, current, sessions, since, Optional.empty());
  }

  static DestinationStatus quarantined(String address, String why, Instant since) {
    return destination(address, DestinationState.QUARANTINED, false, 0, since, Optional.of(why));
  }

  static DestinationStatus draining(String address, Instant since) {
    return destination(address, DestinationState.DRAINING, false, 3, since, Optional.empty());
  }

  private static DestinationStatus destination(
      String address,
      DestinationState state,
      boolean current,
      int sessions,
      Instant since,
      Optional<String> lastError) {
    return new DestinationStatus(
        Destination.parse(address),
        state,
        current,
        since,
        lastError.orElse(state == DestinationState.UP ? "as at the start" : "asked by 127.0.0.1"),
        lastError.isPresent() ? 3 : 0,
        sessions,
        sessions * 41L,
        lastError.isPresent() ? 67 : 0,
        sessions * 2_713_400L,
        sessions * 31_904_000L,
        lastError);
  }

  Scene route(String name, Mode mode, DestinationStatus... destinations) {
    return route(name, mode, true, List.of(), destinations);
  }

  Scene route(
      String name,
      Mode mode,
      boolean listening,
      List<String> blocked,
      DestinationStatus... destinations) {
    SocketAddress bind =
        new InetSocketAddress(VIRTUAL_ADDRESS, mode == Mode.READ_WRITE ? 7001 : 7002);
    RoutingSectionBuilder builder = RoutingSection.builder(name).mode(mode).binds(List.of(bind));
    for (DestinationStatus destination : destinations) {
      builder.destination(destination.destination().host(), destination.destination().port());
    }
    RoutingSection section = builder.build();
    definitions.put(name, section);
    int active = Arrays.stream(destinations).mapToInt(DestinationStatus::activeConnections).sum();
    routes.add(
        new RouteStatus(
            name,
            mode,
            section.strategy(),
            listening,
            Arrays.stream(destinations).anyMatch(d -> d.state() == DestinationState.UP),
            listening ? List.of(bind) : List.of(),
            active,
            active * 57L,
            2,
            active * 2_713_400L,
            active * 31_904_000L,
            blocked,
            0,
            List.of(destinations),
            Map.of(RefusalReason.TOO_MANY_CONNECTIONS, 2L),
            changes(destinations)));
    return this;
  }

  private static List<StateChange> changes(DestinationStatus... destinations) {
    return Arrays.stream(destinations)
        .filter(d -> d.state() != DestinationState.UP)
        .map(
            d ->
                new StateChange(
                    d.since(), d.destination(), DestinationState.UP, d.state(), d.cause()))
        .toList();
  }

  Scene virtualRouter(String name, VrrpState state, String reason) {
    VirtualRouterConfig config =
        VirtualRouterConfig.builder(name)
            .interfaceName("eth1")
            .virtualRouterId(name.equals("VI_1") ? 51 : 52)
            .priority(120)
            .addresses((name.equals("VI_1") ? VIRTUAL_ADDRESS : "172.168.1.21") + "/24")
            .build();
    Optional<InetAddress> master =
        state == VrrpState.BACKUP
            ? Optional.of(new InetSocketAddress("172.168.1.3", 1).getAddress())
            : Optional.empty();
    virtualRouters.add(
        new VrrpStatus(
            config,
            new VrrpStatus.Situation(
                state,
                120,
                Fitness.FIT,
                master,
                new VrrpStatus.Change(now.minusSeconds(3_900), reason, 3)),
            new VrrpStatus.Traffic(
                new VrrpStatus.Adverts(3_812, 0),
                new VrrpStatus.Adverts(12, 1),
                25,
                0,
                Map.of(RejectReason.PASSWORD, 2L))));
    return this;
  }

  /** The last virtual router drops what somebody says. */
  Scene rejecting(RejectReason reason, String sender) {
    VrrpStatus last = virtualRouters.remove(virtualRouters.size() - 1);
    virtualRouters.add(
        new VrrpStatus(
            last.config(),
            last.situation(),
            last.traffic(),
            List.of(
                new VrrpStatus.Rejection(
                    reason,
                    new InetSocketAddress(sender, 1).getAddress(),
                    Duration.ofSeconds(1)))));
    return this;
  }

  Snapshot snapshot() {
    Instant start = now.minus(Duration.ofHours(26));
    int active = routes.stream().mapToInt(RouteStatus::activeConnections).sum();
    return new Snapshot(
        new Snapshot.Identity("router-a", "lb1.example.net", "0.1.0", 4711, start),
        new RouterStatus(start, active, 0, Duration.ofMillis(3), routes),
        definitions,
        virtualRouters,
        events.counts(),
        events.latest());
  }

  /** The same some samples ago, so that a chart of it looks like traffic. */
  static Snapshot earlier(Snapshot now, int samplesAgo, Random random) {
    List<RouteStatus> routes =
        now.routing().routes().stream().map(r -> earlier(r, samplesAgo, random)).toList();
    RouterStatus routing =
        new RouterStatus(
            now.routing().startedAt(),
            0,
            now.routing().buffersLent(),
            now.routing().longestTurn(),
            routes);
    return new Snapshot(
        now.identity(),
        routing,
        now.definitions(),
        now.virtualRouters(),
        now.counts(),
        now.events());
  }

  private static RouteStatus earlier(RouteStatus now, int ago, Random random) {
    double wave = 1 + 0.25 * Math.sin(ago / 23.0) + random.nextDouble() / 8;
    double gone = ago + 6 * Math.sin(ago / 23.0) + random.nextDouble() / 2;
    return new RouteStatus(
        now.name(),
        now.mode(),
        now.strategy(),
        now.listening(),
        now.usable(),
        now.localAddresses(),
        (int) (now.activeConnections() * wave * (ago > 60 && ago < 66 ? 0.2 : 1)),
        (long) (now.totalConnections() - gone * 9),
        now.refusedConnections(),
        (long) (now.bytesFromClients() - gone * 420_000),
        (long) (now.bytesFromServers() - gone * 5_300_000),
        now.blockedClients(),
        now.heldConnections(),
        now.destinations(),
        now.refusals(),
        now.history());
  }
}
