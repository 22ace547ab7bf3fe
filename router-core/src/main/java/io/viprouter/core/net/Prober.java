package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.mysql.FailingLogin;
import io.viprouter.core.mysql.FirstPacket;
import io.viprouter.core.policy.Outcome;
import io.viprouter.core.proxy.Announcement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at destinations and reports what it saw. Confined to the home loop of its route. A probe
 * that is greeted is a good one at once; its login is then carried to the refusal, so that the
 * server does not count it.
 */
final class Prober {

  /** A probed server that goes silent may lose its host too: notice within half a minute. */
  private static final KeepAlive KEEP_ALIVE =
      new KeepAlive(Duration.ofSeconds(10), Duration.ofSeconds(5), 3);

  private final Lane lane;
  private final Consumer<Outcome> told;
  private final Set<Probe> running = new HashSet<>();

  Prober(Lane lane, Consumer<Outcome> told) {
    this.lane = lane;
    this.told = told;
  }

  /** Begins a probe; its outcome is told in time. */
  void probe(Destination destination, HealthCheck check, long nowNanos) {
    probe(destination, check, nowNanos, told);
  }

  /** The same, told to somebody else. */
  void probe(Destination destination, HealthCheck check, long nowNanos, Consumer<Outcome> whoAsks) {
    if (lane.lingersEnough()) {
      // The servers that are silent hold enough of our connections; the first to wake up tells.
      whoAsks.accept(new Outcome.ProbeFailed(destination, "still silent", true));
      return;
    }
    Probe probe = new Probe(destination, check.kind(), whoAsks);
    running.add(probe);
    probe.dial = new Dial(lane.loop(), destination, check.timeout().toNanos(), KEEP_ALIVE, probe);
    probe.dial.start(lane.home().resolver(), nowNanos);
  }

  void close() {
    Set.copyOf(running).forEach(Probe::cancel);
    running.clear();
  }

  private final class Probe implements Dial.Owner {
    private final Destination destination;
    private final HealthCheck.Kind kind;
    private final Consumer<Outcome> whoAsks;
    private @Nullable Dial dial;

    Probe(Destination destination, HealthCheck.Kind kind, Consumer<Outcome> whoAsks) {
      this.destination = destination;
      this.kind = kind;
      this.whoAsks = whoAsks;
    }

    void cancel() {
      if (dial != null) {
        dial.cancel();
      }
    }

    @Override
    public void greeted(
        SocketEndpoint server, ByteBuffer hello, FirstPacket.Greeting greeting, long nowNanos) {
      running.remove(this);
      lane.probeFarewell(server, FailingLogin.afterGreeting(0), nowNanos);
      whoAsks.accept(new Outcome.ProbeSucceeded(destination));
    }

    @Override
    public boolean connected(SocketEndpoint server) {
      if (kind != HealthCheck.Kind.TCP) {
        return false;
      }
      running.remove(this);
      server.close();
      whoAsks.accept(new Outcome.ProbeSucceeded(destination));
      return true;
    }

    @Override
    public void dialFailed(Outcome outcome, long nowNanos) {
      running.remove(this);
      whoAsks.accept(asProbe(outcome));
    }

    @Override
    public Optional<ByteBuffer> announcement() {
      return Announcement.own(lane.home().section().sendProxyProtocol());
    }

    @Override
    public boolean leaveLingering(SocketEndpoint server) {
      return lane.linger(server, destination);
    }

    private Outcome asProbe(Outcome outcome) {
      if (outcome instanceof Outcome.DialFailed failed) {
        return new Outcome.ProbeFailed(destination, failed.cause(), failed.silent());
      }
      if (outcome instanceof Outcome.ServerRefused refused) {
        // A full server is alive; one that refuses for another reason is no use to clients.
        return refused.full()
            ? new Outcome.ProbeSucceeded(destination)
            : new Outcome.ProbeFailed(destination, refused.cause(), false);
      }
      return new Outcome.ProbeAbandoned(destination);
    }
  }
}
