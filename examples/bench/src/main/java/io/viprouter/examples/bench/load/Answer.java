package io.viprouter.examples.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What the load process answers, a line of JSON: once when all connections stand and the clock
 * runs, once at the end. Immutable.
 *
 * @param event which of these
 * @param count turns that were done
 * @param bytes of payload, all checked
 * @param nanos how long it took
 * @param p50 microseconds of a turn, the median
 * @param p95 microseconds of a turn, 95 of 100
 * @param p99 microseconds of a turn, 99 of 100
 * @param error what went wrong; empty if nothing did
 */
public record Answer(
    Event event,
    long count,
    long bytes,
    long nanos,
    double p50,
    double p95,
    double p99,
    String error) {

  private static final double NANOS_A_MICRO = 1000;

  /** The kinds of answers. */
  public enum Event {
    /** The clock runs. */
    BEGUN,
    /** All went well. */
    DONE,
    /** Something did not. */
    FAILED
  }

  /** Turns whose latencies, in nanoseconds, are these. */
  static Answer done(Histogram latencies, long bytes, long nanos) {
    return new Answer(
        Event.DONE,
        latencies.getTotalCount(),
        bytes,
        nanos,
        latencies.getValueAtPercentile(50) / NANOS_A_MICRO,
        latencies.getValueAtPercentile(95) / NANOS_A_MICRO,
        latencies.getValueAtPercentile(99) / NANOS_A_MICRO,
        "");
  }

  static Answer begun() {
    return new Answer(Event.BEGUN, 0, 0, 0, 0, 0, 0, "");
  }

  static Answer failed(String error) {
    return new Answer(Event.FAILED, 0, 0, 0, 0, 0, 0, error);
  }
}
