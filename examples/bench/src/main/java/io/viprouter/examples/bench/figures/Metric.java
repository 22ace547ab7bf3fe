package io.viprouter.examples.bench.figures;

/** What is measured, and in what unit. Immutable. */
public enum Metric {
  /** Queries answered. */
  QUERIES_PER_SECOND("queries/s", true),
  /** Connections that were opened, answered one query and were closed. */
  CONNECTS_PER_SECOND("connects/s", true),
  /** Ping-pongs. */
  ROUND_TRIPS_PER_SECOND("round trips/s", true),
  /** Payload, a megabyte being a million bytes; both ways added up. */
  MEGABYTES_PER_SECOND("MB/s", true),
  /** Half of the answers took no longer. */
  P50_MICROS("p50 µs", false),
  /** 95 of 100 answers took no longer. */
  P95_MICROS("p95 µs", false),
  /** 99 of 100 answers took no longer. */
  P99_MICROS("p99 µs", false),
  /** Processor time for 100,000 queries. */
  CPU_PER_100K_QUERIES("CPU s/100k queries", false),
  /** Processor time for 10,000 connections. */
  CPU_PER_10K_CONNECTS("CPU s/10k connects", false),
  /** Processor time for a thousand million bytes of payload. */
  CPU_PER_GIGABYTE("CPU s/GB", false),
  /** Processor time for one ping-pong. */
  CPU_MICROS_PER_ROUND_TRIP("CPU µs/round trip", false),
  /** Resident memory for each idle connection above the process without any; 1 KB is 1024 bytes. */
  KILOBYTES_PER_CONNECTION("KB/connection", false),
  /** Resident memory of the whole; 1 MB is 1024 KB. */
  RESIDENT_MEGABYTES("MB resident", false);

  private final String label;
  private final boolean moreIsBetter;

  Metric(String label, boolean moreIsBetter) {
    this.label = label;
    this.moreIsBetter = moreIsBetter;
  }

  /**
   * For tables.
   *
   * @return its name with the unit
   */
  public String label() {
    return label;
  }

  /**
   * How to read a ratio.
   *
   * @return true for what there cannot be enough of
   */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }
}
