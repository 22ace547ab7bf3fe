package io.viprouter.examples.bench.jmh;

import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.Strategy;
import io.viprouter.core.policy.ClientGuard;
import io.viprouter.core.policy.DestinationPool;
import io.viprouter.core.policy.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is decided for each connection. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBench {

  private static final int CLIENTS = 1000;

  /** How the destination is picked. */
  @Param({"FIRST_AVAILABLE", "ROUND_ROBIN", "LEAST_CONNECTIONS"})
  public Strategy strategy;

  /** How many there are. */
  @Param({"3", "16"})
  public int destinations;

  private final ClientGuard guard = new ClientGuard(100, TimeUnit.MINUTES.toNanos(1));
  private DestinationPool pool;

  /** Makes a pool of destinations that are well, and a guard that knows some clients. */
  @Setup
  public void pool() {
    RoutingSectionBuilder section =
        RoutingSection.builder("bench").bind("127.0.0.1", 0).strategy(strategy);
    for (int i = 0; i < destinations; i++) {
      section.destination("10.0.0." + (i + 1), 3306);
    }
    pool = DestinationPool.of(section.build(), 0);
    for (int i = 0; i < CLIENTS; i++) {
      guard.error("10.1." + i / 256 + "." + i % 256, 0);
    }
  }

  /** Picks a destination. */
  @Benchmark
  public Optional<Destination> pick() {
    return pool.pick(List.of());
  }

  /** All that one connection does to a pool: it is picked for, dials, is closed. */
  @Benchmark
  public DestinationPool connection() {
    Destination picked = pool.pick(List.of()).orElseThrow();
    pool = pool.dialing(picked, true).after(new Outcome.Closed(picked), 0);
    return pool;
  }

  /** Whether a client is blocked. */
  @Benchmark
  public boolean blocked() {
    return guard.blocked("10.1.2.3", 1);
  }
}
