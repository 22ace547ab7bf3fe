package io.viprouter.examples.bench;

import io.viprouter.examples.bench.figures.Metric;
import io.viprouter.examples.bench.load.Answer;
import io.viprouter.examples.bench.load.Order;
import io.viprouter.examples.bench.subject.ProcessTree;
import io.viprouter.examples.bench.subject.RunningTarget;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Puts one load on one target and looks at both. Confined to the main thread. */
final class Measuring {

  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MICRO = 1e3;

  private final Sysbench sysbench;
  private final LoadClient load;
  private final Plan plan;

  Measuring(Sysbench sysbench, LoadClient load, Plan plan) {
    this.sysbench = sysbench;
    this.load = load;
    this.plan = plan;
  }

  /** Measures one case. */
  Map<Metric, Double> measure(Case test, RunningTarget target, long millis)
      throws IOException, InterruptedException {
    ProcessTree tree = target.tree();
    AtomicLong before = new AtomicLong();
    Answer answer = run(test, target, millis, () -> before.set(tree.cpuNanos()));
    double cpu = tree.cpuNanos() - before.get();
    Map<Metric, Double> figures = figures(test.kind(), answer);
    if (!tree.isEmpty()) {
      addCpu(figures, test.kind(), answer, cpu);
    }
    return figures;
  }

  /** A live connection's latency, while others are idle. */
  Answer ping(int port, long millis) throws IOException, InterruptedException {
    return load.carryOut(new Order(Order.Kind.PINGPONG, port, 1, millis, 0), () -> {});
  }

  /** Opens idle connections, until there are so many. */
  void hold(int port, int connections) throws IOException, InterruptedException {
    load.carryOut(new Order(Order.Kind.HOLD, port, connections, 0, 0), () -> {});
  }

  /** Closes them. */
  void release() throws IOException, InterruptedException {
    load.carryOut(new Order(Order.Kind.RELEASE, 1, 1, 0, 0), () -> {});
  }

  private Answer run(Case test, RunningTarget target, long millis, Runnable begun)
      throws IOException, InterruptedException {
    int port = target.port(test.kind().backend());
    int connections = test.connections();
    long raw = plan.rawBytes();
    if (test.kind() == Case.Kind.QUERY) {
      return sysbench.ask(port, connections, millis, begun);
    }
    Order order =
        switch (test.kind()) {
          case CONNECT -> new Order(Order.Kind.CONNECT, port, connections, millis, 0);
          case RESULT -> new Order(Order.Kind.RESULT, port, connections, 0, plan.resultBytes());
          case DOWN -> new Order(Order.Kind.DOWN, port, connections, 0, raw);
          case UP -> new Order(Order.Kind.UP, port, connections, 0, raw);
          case BOTH -> new Order(Order.Kind.BOTH, port, connections, 0, raw);
          case BUSY -> new Order(Order.Kind.CROWD, port, connections, millis, 0);
          case PINGPONG, QUERY -> new Order(Order.Kind.PINGPONG, port, connections, millis, 0);
        };
    return load.carryOut(order, begun);
  }

  private static Map<Metric, Double> figures(Case.Kind kind, Answer answer) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    double perSecond = answer.count() * NANOS_A_SECOND / answer.nanos();
    switch (kind) {
      case QUERY -> {
        figures.put(Metric.QUERIES_PER_SECOND, perSecond);
        figures.put(Metric.P95_MICROS, answer.p95());
      }
      case CONNECT -> figures.put(Metric.CONNECTS_PER_SECOND, perSecond);
      case PINGPONG, BUSY -> {
        figures.put(Metric.ROUND_TRIPS_PER_SECOND, perSecond);
        figures.put(Metric.P50_MICROS, answer.p50());
      }
      case RESULT, DOWN, UP, BOTH -> {
        figures.put(Metric.MEGABYTES_PER_SECOND, answer.bytes() * NANOS_A_MICRO / answer.nanos());
        return figures;
      }
    }
    figures.put(Metric.P99_MICROS, answer.p99());
    return figures;
  }

  private static void addCpu(
      Map<Metric, Double> figures, Case.Kind kind, Answer answer, double nanos) {
    double seconds = nanos / NANOS_A_SECOND;
    switch (kind) {
      case QUERY -> figures.put(Metric.CPU_PER_100K_QUERIES, seconds * 100_000 / answer.count());
      case CONNECT -> figures.put(Metric.CPU_PER_10K_CONNECTS, seconds * 10_000 / answer.count());
      case PINGPONG, BUSY ->
          figures.put(Metric.CPU_MICROS_PER_ROUND_TRIP, nanos / NANOS_A_MICRO / answer.count());
      case RESULT, DOWN, UP, BOTH ->
          figures.put(Metric.CPU_PER_GIGABYTE, seconds * 1e9 / answer.bytes());
    }
  }
}
