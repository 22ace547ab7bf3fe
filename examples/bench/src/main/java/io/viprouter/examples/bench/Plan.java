package io.viprouter.examples.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured. Immutable.
 *
 * @param rounds most rounds; fewer if the time is up
 * @param wholeRounds in so many of them everything is measured, in the others no yardsticks
 * @param millis how long one measurement goes on
 * @param warmUpMillis how long each kind of load goes on before the rounds, for each target; of
 *     connects, which run through the most code, three times as long
 * @param resultBytes size of the result set
 * @param rawBytes what one bulk measurement moves in all
 * @param tableRows of the table that point selects ask
 * @param idle numbers of idle connections, growing
 * @param cases what is measured in each round
 * @param limit when the last measurement must have begun
 */
record Plan(
    int rounds,
    int wholeRounds,
    long millis,
    long warmUpMillis,
    long resultBytes,
    long rawBytes,
    int tableRows,
    List<Integer> idle,
    List<Case> cases,
    Duration limit) {

  private static final long MB = 1_000_000;
  private static final int WARM_UP_CONNECTIONS = 64;

  Plan {
    idle = List.copyOf(idle);
    cases = List.copyOf(cases);
  }

  /** All of it; 12 minutes with start and end. */
  static Plan full() {
    List<Case> cases = new ArrayList<>();
    add(cases, List.of(Case.Kind.QUERY), 1, 16, 64, 256);
    add(cases, List.of(Case.Kind.CONNECT), 1, 16, 64);
    add(cases, List.of(Case.Kind.RESULT), 1);
    add(cases, List.of(Case.Kind.DOWN, Case.Kind.UP, Case.Kind.BOTH), 1, 8);
    add(cases, List.of(Case.Kind.PINGPONG), 1, 32);
    add(cases, List.of(Case.Kind.BUSY), 64, 4000);
    return new Plan(
        15,
        3,
        700,
        2500,
        200 * MB,
        1000 * MB,
        100_000,
        List.of(1000, 5000, 9000),
        cases,
        Duration.ofSeconds(690));
  }

  /** The most telling cases, in 3 minutes with start and end. */
  static Plan quick() {
    List<Case> cases = new ArrayList<>();
    add(cases, List.of(Case.Kind.QUERY), 1, 16, 64);
    add(cases, List.of(Case.Kind.CONNECT), 1, 16);
    add(cases, List.of(Case.Kind.RESULT), 1);
    add(cases, List.of(Case.Kind.BOTH), 1, 8);
    add(cases, List.of(Case.Kind.PINGPONG), 1, 32);
    return new Plan(
        3, 3, 700, 800, 200 * MB, 400 * MB, 10_000, List.of(1000), cases, Duration.ofSeconds(165));
  }

  /** Everything once, as small as can be: whether the bench itself works. */
  static Plan tiny() {
    List<Case> cases = new ArrayList<>();
    for (Case.Kind kind : Case.Kind.values()) {
      add(cases, List.of(kind), 2);
    }
    return new Plan(1, 1, 100, 0, MB, MB, 100, List.of(20), cases, Duration.ofSeconds(60));
  }

  private static void add(List<Case> cases, List<Case.Kind> kinds, int... connections) {
    for (Case.Kind kind : kinds) {
      for (int count : connections) {
        cases.add(new Case(kind, count));
      }
    }
  }

  /** The case to warm up a kind of load with: as many connections as there are, but not a crowd. */
  Case warmUp(Case.Kind kind) {
    int most =
        cases.stream()
            .filter(test -> test.kind() == kind)
            .mapToInt(Case::connections)
            .filter(connections -> connections <= WARM_UP_CONNECTIONS)
            .max()
            .orElse(WARM_UP_CONNECTIONS);
    return new Case(kind, most);
  }

  long warmUpMillis(Case.Kind kind) {
    return kind == Case.Kind.CONNECT ? 3 * warmUpMillis : warmUpMillis;
  }

  /** With other numbers of rounds and milliseconds, and only cases that begin with one of these. */
  Plan with(int otherRounds, long otherMillis, List<String> prefixes) {
    List<Case> chosen =
        cases.stream().filter(c -> prefixes.stream().anyMatch(c.name()::startsWith)).toList();
    List<Integer> levels =
        idle.stream().filter(n -> prefixes.stream().anyMatch(("idle-" + n)::startsWith)).toList();
    if (chosen.isEmpty() && levels.isEmpty()) {
      throw new IllegalArgumentException(
          "--cases: none of "
              + prefixes
              + " begins a case; there are "
              + cases.stream().map(Case::name).toList()
              + " and idle-N with N of "
              + idle);
    }
    return new Plan(
        otherRounds,
        wholeRounds,
        otherMillis,
        warmUpMillis,
        resultBytes,
        rawBytes,
        tableRows,
        levels,
        chosen,
        limit);
  }
}
