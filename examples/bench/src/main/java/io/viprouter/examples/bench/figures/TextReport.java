package io.viprouter.examples.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results as tables for people. Stateless. */
public final class TextReport {

  private static final String FEW = "busy-64";
  private static final String MANY = "busy-4000";

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
    text.append(summary(results, base));
    Table growth = growth(results);
    if (!growth.isEmpty()) {
      text.append("\nProcessor time for a round trip of a target by its own:\n\n").append(growth);
    }
    return text.toString();
  }

  /** Whether many connections cost more than few. */
  private static Table growth(Results results) {
    Table table = new Table(List.of("target", MANY + " by " + FEW));
    for (String target : results.targets(MANY)) {
      Optional<Spread> many = results.spread(MANY, target, Metric.CPU_MICROS_PER_ROUND_TRIP);
      Optional<Spread> few = results.spread(FEW, target, Metric.CPU_MICROS_PER_ROUND_TRIP);
      if (many.isPresent() && few.isPresent() && few.get().median() > 0) {
        table.row(List.of(target, number(many.get().median() / few.get().median())));
      }
    }
    return table;
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
