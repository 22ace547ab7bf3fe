package io.viprouter.launcher.admin;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gathers figures into metrics, the figures of one name together, which is the form that the
 * Prometheus library wants. Confined to one scrape.
 */
final class MetricFamilies {

  private final String prefix;
  private final Map<String, Supplier<MetricSnapshot>> snapshots = new LinkedHashMap<>();
  private final Map<String, Family> families = new LinkedHashMap<>();

  /**
   * Makes one without a metric.
   *
   * @param prefix of all names
   */
  MetricFamilies(String prefix) {
    this.prefix = prefix;
  }

  /** The figures of one metric. */
  static final class Family {

    private record Point(Labels labels, double value) {}

    private final String[] labelNames;
    private final List<Point> points = new ArrayList<>();

    private Family(String... labelNames) {
      this.labelNames = labelNames;
    }

    /**
     * Adds a figure.
     *
     * @param labelValues one for each label of the metric
     */
    void add(long value, String... labelValues) {
      add((double) value, labelValues);
    }

    /** The same for what is not whole. */
    void add(double value, String... labelValues) {
      points.add(new Point(Labels.of(labelNames, labelValues), value));
    }
  }

  /** The gauge of a name, which always comes with the same help and labels. */
  Family gauge(String name, String help, String... labels) {
    return families.computeIfAbsent(
        name,
        absent -> {
          Family family = new Family(labels);
          snapshots.put(name, () -> gauge(name, help, family));
          return family;
        });
  }

  /** The counter of a name, without its {@code _total}. */
  Family counter(String name, String help, String... labels) {
    return families.computeIfAbsent(
        name,
        absent -> {
          Family family = new Family(labels);
          snapshots.put(name, () -> counter(name, help, family));
          return family;
        });
  }

  /** A metric that is always 1 and says something in a label; without its {@code _info}. */
  void info(String name, String help, String label, String value) {
    InfoSnapshot info =
        InfoSnapshot.builder()
            .name(prefix + name)
            .help(help)
            .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of(label, value)).build())
            .build();
    snapshots.put(name, () -> info);
  }

  /** All metrics. */
  MetricSnapshots build() {
    return new MetricSnapshots(snapshots.values().stream().map(Supplier::get).toList());
  }

  private MetricSnapshot gauge(String name, String help, Family family) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(prefix + name).help(help);
    for (Family.Point point : family.points) {
      builder.dataPoint(
          GaugeDataPointSnapshot.builder().labels(point.labels()).value(point.value()).build());
    }
    return builder.build();
  }

  private MetricSnapshot counter(String name, String help, Family family) {
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(prefix + name).help(help);
    for (Family.Point point : family.points) {
      builder.dataPoint(
          CounterDataPointSnapshot.builder().labels(point.labels()).value(point.value()).build());
    }
    return builder.build();
  }
}
