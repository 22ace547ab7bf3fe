package io.viprouter.examples.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results as tables for people. Stateless. */
public final class TextReport {

  private TextReport() {}

  /**
   * Writes them.
   *
   * @param results what was measured
   * @param base the target the others are compared with
   * @return tables in Markdown
   */
  public static String of(Results results, String base) {
    StringBuilder text = new StringBuilder();
    for (String test : results.tests()) {
      text.append('\n').append(test).append('\n').append('\n');
      text.append(test(results, test, base));
    }
    text.append("\nRatios to ").append(base).append(": median of the rounds, geometric mean of");
    text.append(" the cases. Of processor time and p99 less is better, of the others more.\n\n");
    return text.append(summary(results, base)).toString();
  }

  private static Table test(Results results, String test, String base) {
    List<Metric> metrics = results.metrics(test);
    List<String> heading = new ArrayList<>(List.of("target"));
    for (Metric metric : metrics) {
      heading.add(metric.label());
      heading.add("ratio");
    }
    Table table = new Table(heading);
    for (String target : results.targets(test)) {
      List<String> row = new ArrayList<>(List.of(target));
      for (Metric metric : metrics) {
        row.add(results.spread(test, target, metric).map(TextReport::spread).orElse("-"));
        row.add(results.ratio(test, target, base, metric).map(TextReport::spread).orElse("-"));
      }
      table.row(row);
    }
    return table;
  }

  private static Table summary(Results results, String base) {
    List<String> targets =
        results.targets().stream().filter(target -> !target.equals(base)).toList();
    List<String> heading = new ArrayList<>(List.of("ratio to " + base));
    heading.addAll(targets);
    Table table = new Table(heading);
    for (Summary summary : Summary.ALL) {
      List<String> measured =
          summary.tests().stream()
              .filter(t -> targets.stream().anyMatch(x -> has(summary, results, x, base, t)))
              .toList();
      if (measured.isEmpty()) {
        continue;
      }
      List<String> row = new ArrayList<>();
      row.add(summary.label() + " (" + String.join(" ", measured) + ")");
      for (String target : targets) {
        Optional<Double> mean = summary.mean(results, target, base);
        row.add(mean.map(TextReport::number).orElse("-"));
      }
      table.row(row);
    }
    return table;
  }

  private static boolean has(
      Summary summary, Results results, String target, String base, String test) {
    return results.ratio(test, target, base, summary.metric()).isPresent();
  }

  private static String spread(Spread spread) {
    return spread.count() == 1
        ? number(spread.median())
        : number(spread.median()) + " (" + number(spread.min()) + "-" + number(spread.max()) + ")";
  }

  /** Three digits that matter. */
  static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
