package io.viprouter.core.health;

import com.google.common.base.Splitter;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A set of MySQL's GTIDs, as in {@code @@global.gtid_executed}: for each source, which with MySQL
 * 8.3 and later may have a tag, the intervals of transaction numbers. Immutable.
 */
public final class GtidSet implements ExecutedGtids {

  /** The set without a transaction. */
  public static final GtidSet EMPTY = new GtidSet(new TreeMap<>());

  /** By {@code uuid} or {@code uuid:tag}; ranges closed-open, so that neighbours join. */
  private final ImmutableSortedMap<String, ImmutableRangeSet<Long>> sources;

  private GtidSet(Map<String, ? extends RangeSet<Long>> sources) {
    ImmutableSortedMap.Builder<String, ImmutableRangeSet<Long>> all =
        ImmutableSortedMap.naturalOrder();
    sources.forEach(
        (source, ranges) -> {
          if (!ranges.isEmpty()) {
            all.put(source, ImmutableRangeSet.copyOf(ranges));
          }
        });
    this.sources = all.buildOrThrow();
  }

  /**
   * Reads a set.
   *
   * @param text as the server writes it, line breaks included
   * @return the set
   * @throws IllegalArgumentException if it is none; the message quotes the part that is not
   */
  public static GtidSet parse(String text) {
    Map<String, TreeRangeSet<Long>> sources = new TreeMap<>();
    for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(text)) {
      List<String> pieces = Splitter.on(':').trimResults().splitToList(part);
      if (pieces.size() < 2 || !pieces.get(0).matches("[0-9A-Fa-f-]{36}")) {
        throw new IllegalArgumentException("'" + part + "' is no part of a GTID set");
      }
      String uuid = pieces.get(0).toLowerCase(Locale.ROOT);
      String source = uuid;
      for (String piece : pieces.subList(1, pieces.size())) {
        if (piece.matches("[A-Za-z_][A-Za-z0-9_]*")) {
          source = uuid + ":" + piece.toLowerCase(Locale.ROOT);
        } else {
          sources.computeIfAbsent(source, s -> TreeRangeSet.create()).add(interval(piece, part));
        }
      }
    }
    return new GtidSet(sources);
  }

  private static Range<Long> interval(String piece, String part) {
    if (!piece.matches("[0-9]{1,18}(-[0-9]{1,18})?")) {
      throw new IllegalArgumentException(
          "'" + piece + "' in '" + part + "' is no interval of transactions");
    }
    List<String> ends = Splitter.on('-').splitToList(piece);
    long first = Long.parseLong(ends.get(0));
    long last = Long.parseLong(ends.get(ends.size() - 1));
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "'" + piece + "' in '" + part + "' is no interval of transactions");
    }
    return Range.closedOpen(first, last + 1);
  }

  /**
   * The difference.
   *
   * @param other what to take away
   * @return what is in this set and not in the other
   */
  public GtidSet minus(GtidSet other) {
    Map<String, TreeRangeSet<Long>> rest = new TreeMap<>();
    sources.forEach(
        (source, ranges) -> {
          TreeRangeSet<Long> left = TreeRangeSet.create(ranges);
          ImmutableRangeSet<Long> away = other.sources.get(source);
          if (away != null) {
            left.removeAll(away);
          }
          rest.put(source, left);
        });
    return new GtidSet(rest);
  }

  /**
   * Whether there is no transaction.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return sources.isEmpty();
  }

  @Override
  public String lackedBy(ExecutedGtids other) {
    if (!(other instanceof GtidSet set)) {
      throw new IllegalArgumentException("the other server has no GTIDs of MySQL's kind");
    }
    return minus(set).toString();
  }

  /** As the server writes it, in one line. */
  @Override
  public String toString() {
    return sources.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + intervals(entry.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String intervals(ImmutableRangeSet<Long> ranges) {
    return ranges.asRanges().stream()
        .map(range -> range.canonical(DiscreteDomain.longs()))
        .map(
            range -> {
              long first = range.lowerEndpoint();
              long last = range.upperEndpoint() - 1;
              return first == last ? Long.toString(first) : first + "-" + last;
            })
        .collect(Collectors.joining(":"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GtidSet set && sources.equals(set.sources);
  }

  @Override
  public int hashCode() {
    return sources.hashCode();
  }
}
