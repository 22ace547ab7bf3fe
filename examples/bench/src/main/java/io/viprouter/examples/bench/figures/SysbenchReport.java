package io.viprouter.examples.bench.figures;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sysbench 1.0 prints at its end, with {@code --histogram=on}. Immutable.
 *
 * @param queries answered queries
 * @param seconds how long it took
 * @param latencies how many answers took so many milliseconds
 */
public record SysbenchReport(long queries, double seconds, Map<Double, Long> latencies) {

  private static final Pattern QUERIES = Pattern.compile("queries:\\s+(\\d+)\\s+\\(");
  private static final Pattern SECONDS = Pattern.compile("total time:\\s+([0-9.]+)s");
  private static final Pattern BAR =
      Pattern.compile("^\\s*([0-9.]+) \\|\\**\\s+(\\d+)\\s*$", Pattern.MULTILINE);
  private static final double MICROS_A_MILLI = 1000;

  /** Copies, sorted by time. */
  public SysbenchReport {
    latencies = java.util.Collections.unmodifiableMap(new TreeMap<>(latencies));
  }

  /**
   * Parses.
   *
   * @param output all it printed
   * @return the report
   * @throws IllegalArgumentException if something is missing in it
   */
  public static SysbenchReport parse(String output) {
    Map<Double, Long> latencies = new TreeMap<>();
    Matcher bars = BAR.matcher(output);
    while (bars.find()) {
      latencies.merge(Double.parseDouble(bars.group(1)), Long.parseLong(bars.group(2)), Long::sum);
    }
    if (latencies.isEmpty()) {
      throw new IllegalArgumentException("sysbench: no histogram in: " + output);
    }
    return new SysbenchReport(
        Long.parseLong(find(QUERIES, output)),
        Double.parseDouble(find(SECONDS, output)),
        latencies);
  }

  private static String find(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalArgumentException("sysbench: no '" + pattern + "' in: " + output);
    }
    return matcher.group(1);
  }

  /**
   * A percentile of the answers' times.
   *
   * @param percent above 0, to 100
   * @return microseconds
   */
  public double percentileMicros(double percent) {
    long all = latencies.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (Map.Entry<Double, Long> bar : latencies.entrySet()) {
      seen += bar.getValue();
      if (seen >= all * percent / 100) {
        return bar.getKey() * MICROS_A_MILLI;
      }
    }
    throw new IllegalArgumentException("percent: " + percent + "; it must be at most 100");
  }
}
