package io.viprouter.examples.bench;

import io.viprouter.examples.bench.figures.Metric;
import io.viprouter.examples.bench.figures.Sample;
import io.viprouter.examples.bench.load.Answer;
import io.viprouter.examples.bench.subject.Backend;
import io.viprouter.examples.bench.subject.ProcessTree;
import io.viprouter.examples.bench.subject.RunningTarget;
import io.viprouter.examples.bench.subject.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What idle connections cost. Each target is started anew for it, so that its memory is that of
 * these connections. Confined to the main thread.
 */
final class Idle {

  /** Descriptors of a proxy that are no connections, pipes included. */
  private static final int OWN_FILES = 1800;

  private static final double KB_A_MB = 1024;

  private final Plan plan;
  private final Measuring measuring;

  Idle(Plan plan, Measuring measuring) {
    this.plan = plan;
    this.measuring = measuring;
  }

  /** Whether a proxy may have so many connections: it needs two descriptors for each. */
  static boolean fits(int connections, long files) {
    return 2L * connections + OWN_FILES <= files;
  }

  /** Measures one target at all levels. */
  List<Sample> measure(Target target, Map<Backend, Integer> raw, Path directory, long files)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    try (RunningTarget running = target.start(raw, directory)) {
      int port = running.port(Backend.RAW);
      // Once there and back, so that the empty process has all it needs for the first one.
      measuring.ping(port, 0);
      ProcessTree tree = running.tree();
      long empty = tree.residentKilobytes();
      for (int level : plan.idle()) {
        if (fits(level, files)) {
          measuring.hold(port, level);
          samples.add(sample(level, running, empty));
        }
      }
    } finally {
      measuring.release();
    }
    return samples;
  }

  private Sample sample(int level, RunningTarget running, long empty)
      throws IOException, InterruptedException {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    ProcessTree tree = running.tree();
    long resident = tree.residentKilobytes();
    Answer ping = measuring.ping(running.port(Backend.RAW), plan.millis());
    figures.put(Metric.P50_MICROS, ping.p50());
    figures.put(Metric.P99_MICROS, ping.p99());
    if (!tree.isEmpty()) {
      figures.put(Metric.KILOBYTES_PER_CONNECTION, Math.max(0, resident - empty) / (double) level);
      figures.put(Metric.RESIDENT_MEGABYTES, resident / KB_A_MB);
    }
    return new Sample(1, "idle-" + level, running.name(), figures);
  }
}
