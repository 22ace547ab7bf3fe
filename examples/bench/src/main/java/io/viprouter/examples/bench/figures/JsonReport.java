package io.viprouter.examples.bench.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results for programs. Stateless. */
public final class JsonReport {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  /**
   * Writes them.
   *
   * @param machine what it was measured on
   * @param results what was measured
   * @param base the target the others are compared with
   * @param notes what a reader must know
   * @return JSON
   */
  public static String of(
      Map<String, String> machine, Results results, String base, List<String> notes) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("machine", machine);
    document.put("base", base);
    document.put("notes", notes);
    Map<String, Object> cases = new LinkedHashMap<>();
    for (String test : results.tests()) {
      Map<String, Object> targets = new LinkedHashMap<>();
      results.targets(test).forEach(t -> targets.put(t, figures(results, test, t, base)));
      cases.put(test, targets);
    }
    document.put("cases", cases);
    document.put("summary", Summary.ALL.stream().map(s -> summary(s, results, base)).toList());
    document.put("samples", results.samples());
    return JSON.writeValueAsString(document);
  }

  private static Map<String, Object> figures(
      Results results, String test, String target, String base) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Metric metric : results.metrics(test)) {
      results
          .spread(test, target, metric)
          .ifPresent(
              spread -> {
                Map<String, Object> figure = new LinkedHashMap<>();
                figure.put("unit", metric.label());
                figure.put("value", spread);
                results.ratio(test, target, base, metric).ifPresent(r -> figure.put("ratio", r));
                figures.put(metric.name(), figure);
              });
    }
    return figures;
  }

  private static Map<String, Object> summary(Summary summary, Results results, String base) {
    Map<String, Double> ratios = new TreeMap<>();
    for (Sample sample : results.samples()) {
      summary
          .mean(results, sample.target(), base)
          .ifPresent(mean -> ratios.put(sample.target(), mean));
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("label", summary.label());
    line.put("metric", summary.metric());
    line.put("cases", summary.tests());
    line.put("ratios", ratios);
    return line;
  }
}
