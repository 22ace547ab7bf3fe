package io.viprouter.core.health;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A position of MariaDB's GTIDs, as in {@code @@gtid_current_pos}: for each domain the last
 * transaction, {@code domain-server-number}. Immutable. A position does not tell of gaps; numbers
 * of one domain only grow.
 */
public final class GtidPosition implements ExecutedGtids {

  private record Last(long server, long number) {}

  private final ImmutableSortedMap<Long, Last> domains;

  private GtidPosition(Map<Long, Last> domains) {
    this.domains = ImmutableSortedMap.copyOf(domains);
  }

  /**
   * Reads a position.
   *
   * @param text as the server writes it
   * @return the position
   * @throws IllegalArgumentException if it is none; the message quotes the part that is not
   */
  public static GtidPosition parse(String text) {
    Map<Long, Last> domains = new TreeMap<>();
    for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(text)) {
      if (!part.matches("[0-9]{1,10}-[0-9]{1,10}-[0-9]{1,18}")) {
        throw new IllegalArgumentException("'" + part + "' is no GTID of MariaDB");
      }
      List<String> pieces = Splitter.on('-').splitToList(part);
      long number = Long.parseLong(pieces.get(2));
      domains.merge(
          Long.valueOf(pieces.get(0)),
          new Last(Long.parseLong(pieces.get(1)), number),
          (a, b) -> a.number() >= b.number() ? a : b);
    }
    return new GtidPosition(domains);
  }

  /**
   * What another lacks: {@code first..last} for each domain in which it stands behind; and where
   * both have the same number from different servers, that one, for they are not the same
   * transaction.
   */
  @Override
  public String lackedBy(ExecutedGtids other) {
    if (!(other instanceof GtidPosition position)) {
      throw new IllegalArgumentException("the other server has no GTIDs of MariaDB's kind");
    }
    return domains.entrySet().stream()
        .map(
            entry -> lacked(entry.getKey(), entry.getValue(), position.domains.get(entry.getKey())))
        .filter(lacked -> !lacked.isEmpty())
        .collect(Collectors.joining(","));
  }

  private static String lacked(long domain, Last here, @Nullable Last there) {
    String last = domain + "-" + here.server() + "-" + here.number();
    if (there == null) {
      return here.number() == 1 ? last : "up to " + last;
    }
    if (there.number() == here.number()) {
      return there.server() == here.server() ? "" : last;
    }
    if (there.number() > here.number()) {
      return "";
    }
    return there.number() + 1 == here.number()
        ? last
        : domain + "-" + here.server() + "-" + (there.number() + 1) + " to " + last;
  }

  /** As the server writes it. */
  @Override
  public String toString() {
    return domains.entrySet().stream()
        .map(e -> e.getKey() + "-" + e.getValue().server() + "-" + e.getValue().number())
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GtidPosition position && domains.equals(position.domains);
  }

  @Override
  public int hashCode() {
    return domains.hashCode();
  }
}
