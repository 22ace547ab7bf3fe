package io.viprouter.core.net;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Throwables;
import io.viprouter.core.CloseReason;
import io.viprouter.core.ConnectionStatus;
import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Route;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.RoutingSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running section. Thread-safe: every command is carried to the home loop, and its caller waits
 * there.
 */
public final class LiveRoute implements Route {

  private static final Logger log = LoggerFactory.getLogger(LiveRoute.class);

  private static final Duration LONGEST_GRACE = Duration.ofDays(365);

  private final RouteHome home;
  private final Listening listening;
  private final InProcess inProcess;
  private final EventLoop loop;

  /** Whether it is to listen, even if the section has no address at the moment. */
  private boolean wanted;

  private volatile boolean closed;

  /**
   * Makes a route that does nothing yet.
   *
   * @param section what to run
   * @param first where a sticky strategy begins, if not at its first destination
   * @param shared what all routes share
   */
  public LiveRoute(RoutingSection section, Optional<Destination> first, Shared shared) {
    this.loop = shared.loops().next();
    this.home = new RouteHome(section, first, shared, loop);
    this.listening = new Listening(loop, home.arrivals(), section.name());
    this.inProcess = home.inProcess();
  }

  /** Begins to look at the destinations. */
  public void start() {
    home.post(home::start);
  }

  @Override
  public String name() {
    return home.name();
  }

  @Override
  public RoutingSection section() {
    return home.section();
  }

  @Override
  public int port() {
    return localAddresses().stream()
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .mapToInt(InetSocketAddress::getPort)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("section '" + name() + "' listens on no TCP port"));
  }

  @Override
  public List<SocketAddress> localAddresses() {
    return listening.addresses();
  }

  @Override
  public RouteStatus status() {
    return RouteReport.of(home, listening);
  }

  @Override
  public void listen() {
    run(
        () -> {
          if (!wanted) {
            listenAt(home.section().binds());
            wanted = true;
          }
        });
  }

  @Override
  public void stopListening() {
    run(this::stop);
  }

  @Override
  public void update(RoutingSection section) {
    checkArgument(
        section.name().equals(name()), "section '%s' is not '%s'", section.name(), name());
    checkArgument(
        section.health().kind() != HealthCheck.Kind.ROLE || home.shared().monitors().isPresent(),
        "section '%s': health kind is role, which needs a monitor",
        name());
    run(
        () -> {
          if (wanted && !section.binds().equals(home.section().binds())) {
            listenAt(section.binds());
          }
          home.update(section);
        });
  }

  @Override
  public SocketChannel connect() throws IOException {
    return new InProcessDial(home, inProcess, this::call).connect();
  }

  @Override
  public void drain(Destination destination, Duration grace) {
    checkGrace(grace);
    run(
        () -> {
          home.become(home.pool().draining(destination, true, loop.now()));
          home.evictions().drain(destination, grace);
        });
  }

  @Override
  public void undrain(Destination destination) {
    run(
        () -> {
          home.become(home.pool().draining(destination, false, loop.now()));
          home.evictions().undrain(destination);
        });
  }

  @Override
  public int kill(Destination destination) {
    checkArgument(
        home.pool().member(destination).isPresent(),
        "destination %s is none of the section's",
        destination);
    List<CompletableFuture<Integer>> counts =
        onLanes(lane -> lane.close(s -> s.isWith(destination), CloseReason.DRAINED));
    int closedHere = call(() -> inProcess.close(destination::equals, CloseReason.DRAINED));
    int killed = closedHere + sum(counts);
    log.info("{} closed {} sessions of {}", home.prefix(), killed, destination);
    return killed;
  }

  @Override
  public List<ConnectionStatus> connections() {
    List<CompletableFuture<List<Glance>>> asked = onLanes(Lane::glances);
    List<Glance> glances = new ArrayList<>(call(inProcess::glances));
    asked.forEach(lane -> glances.addAll(lane.join()));
    return RouteReport.of(glances, home.shared().clock().getAsLong());
  }

  @Override
  public int disconnect(InetAddress local) {
    int closed = sum(onLanes(lane -> lane.disconnect(local)));
    log.info(
        "{} closed {} sessions of clients that came in at {}",
        home.prefix(),
        closed,
        local.getHostAddress());
    return closed;
  }

  @Override
  public Destination failback(boolean force) {
    if (!force && home.section().strategy().sticky()) {
      home.shared()
          .monitors()
          .ifPresent(all -> new Failback(all).check(home.section().mode(), home.pool()));
    }
    return call(
        () -> {
          home.become(home.pool().failback(force, loop.now()));
          return home.pool().current().orElseThrow();
        });
  }

  @Override
  public boolean unblock(InetAddress client) {
    return call(() -> home.admission().unblock(client.getHostAddress()));
  }

  /**
   * Tells when no client is left.
   *
   * @return completed once that is so
   */
  public CompletableFuture<Void> idle() {
    CompletableFuture<Void> idle = new CompletableFuture<>();
    home.post(() -> home.admission().whenIdle(() -> idle.complete(null)));
    return idle;
  }

  /**
   * Stops listening now, and closes once no client is left or the grace is over.
   *
   * @param grace how long sessions may go on, zero to 365 days
   * @param over called when it is closed
   */
  public void leave(Duration grace, Runnable over) {
    checkGrace(grace);
    run(
        () -> {
          stop();
          log.info("{} removed; sessions may go on for {} s", home.prefix(), grace.toSeconds());
          Deadline deadline = new Deadline(now -> close());
          home.admission()
              .whenIdle(
                  () -> {
                    loop.deadlines().cancel(deadline);
                    close();
                    over.run();
                  });
          if (!closed) {
            loop.deadlines().set(deadline, loop.now() + grace.toNanos());
          }
        });
  }

  private static void checkGrace(Duration grace) {
    checkArgument(
        !grace.isNegative() && grace.compareTo(LONGEST_GRACE) <= 0,
        "grace is %s; 0 to 365 days",
        grace);
  }

  /** Stops listening and closes all sessions; the loops go on. */
  public void close() {
    if (closed) {
      return;
    }
    run(
        () -> {
          closed = true;
          stop();
          inProcess.close(d -> true, CloseReason.ROUTER_CLOSED);
          home.close();
        });
    home.lanes().forEach(lane -> lane.loop().execute(lane::closeAll));
  }

  /** The loops are dead, and with them all sockets. May be called by any thread. */
  public void died() {
    closed = true;
    listening.died();
  }

  private void stop() {
    wanted = false;
    if (listening.listening()) {
      listening.stop();
      stopped();
    }
  }

  /** A section without addresses is not said to listen. */
  private void listenAt(List<SocketAddress> binds) {
    boolean before = listening.listening();
    listening.listenAt(binds);
    if (listening.listening()) {
      started();
    } else if (before) {
      stopped();
    }
  }

  private void started() {
    String where = String.join(", ", listening.addresses().stream().map(Sockets::text).toList());
    log.info(
        "{} started: listening on {}; {}, {}",
        home.prefix(),
        where,
        home.section().mode().key(),
        home.section().strategy().key());
    home.shared().events().tell(l -> l.sectionStarted(name(), listening.addresses()));
  }

  private void stopped() {
    log.info("{} stopped", home.prefix());
    home.shared().events().tell(l -> l.sectionStopped(name()));
  }

  private <T> List<CompletableFuture<T>> onLanes(Function<Lane, T> task) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (Lane lane : home.lanes()) {
      answers.add(at(lane.loop(), () -> task.apply(lane)));
    }
    return answers;
  }

  private static int sum(List<CompletableFuture<Integer>> counts) {
    return counts.stream().mapToInt(CompletableFuture::join).sum();
  }

  /** Has a command carried out and waits until the sockets it closed are closed for the system. */
  private void run(Runnable command) {
    CompletableFuture<Void> settled = new CompletableFuture<>();
    call(
        () -> {
          command.run();
          loop.onceLetGo(() -> settled.complete(null));
          return true;
        });
    if (!loop.inside()) {
      settled.join();
    }
  }

  /** Has something done at home and waits for it. */
  private <T> T call(Supplier<T> question) {
    if (closed) {
      throw closedAlready();
    }
    try {
      return at(loop, question).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      Throwables.throwIfUnchecked(cause == null ? e : cause);
      throw e;
    }
  }

  private <T> CompletableFuture<T> at(EventLoop where, Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    boolean taken =
        where.execute(
            () -> {
              try {
                answer.complete(question.get());
              } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
              }
            });
    if (!taken) {
      throw closedAlready();
    }
    return answer;
  }

  private IllegalStateException closedAlready() {
    return new IllegalStateException("section '" + name() + "': the router is closed");
  }
}
