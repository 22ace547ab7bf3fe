package io.viprouter.examples.bench.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All that was measured, and questions about it. Immutable. */
public final class Results {

  private final List<Sample> samples;

  /**
   * Takes them.
   *
   * @param samples in the order they were taken in
   */
  public Results(Collection<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /**
   * What there is.
   *
   * @return the samples, in the order they were taken in
   */
  public List<Sample> samples() {
    return samples;
  }

  /**
   * Which cases there are.
   *
   * @return their names, in order of first appearance
   */
  public List<String> tests() {
    return distinct(samples.stream().map(Sample::test).toList());
  }

  /**
   * Which targets a case has figures of.
   *
   * @param test the case
   * @return their names, in the order of {@link #targets()}
   */
  public List<String> targets(String test) {
    return targets().stream()
        .filter(t -> samples.stream().anyMatch(s -> s.test().equals(test) && s.target().equals(t)))
        .toList();
  }

  /**
   * Which targets there are.
   *
   * @return their names, in order of first appearance
   */
  public List<String> targets() {
    return distinct(samples.stream().map(Sample::target).toList());
  }

  /**
   * Which metrics a case has.
   *
   * @param test the case
   * @return in the order of the enum
   */
  public List<Metric> metrics(String test) {
    return samples.stream()
        .filter(s -> s.test().equals(test))
        .flatMap(s -> s.values().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * A figure over all rounds.
   *
   * @param test the case
   * @param target whose
   * @param metric which
   * @return empty where it was never measured
   */
  public Optional<Spread> spread(String test, String target, Metric metric) {
    List<Double> values = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.test().equals(test) && sample.target().equals(target)) {
        Optional.ofNullable(sample.values().get(metric)).ifPresent(values::add);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /**
   * A target's figure by another's, divided within each round, as both had the same weather there.
   *
   * @param test the case
   * @param target whose
   * @param base by whose
   * @param metric which
   * @return empty where no round has both, or the base's is 0
   */
  public Optional<Spread> ratio(String test, String target, String base, Metric metric) {
    List<Double> ratios = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.test().equals(test) && sample.target().equals(target)) {
        OptionalDouble mine = value(sample.round(), test, target, metric);
        OptionalDouble other = value(sample.round(), test, base, metric);
        if (mine.isPresent() && other.isPresent() && other.getAsDouble() > 0) {
          ratios.add(mine.getAsDouble() / other.getAsDouble());
        }
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
  }

  private OptionalDouble value(int round, String test, String target, Metric metric) {
    return samples.stream()
        .filter(s -> s.round() == round && s.test().equals(test) && s.target().equals(target))
        .filter(s -> s.values().containsKey(metric))
        .mapToDouble(s -> s.values().get(metric))
        .findFirst();
  }

  private static List<String> distinct(List<String> names) {
    return List.copyOf(new LinkedHashSet<>(names));
  }
}
