package io.viprouter.core.net;

import java.util.stream.IntStream;

/**
 * What was counted for one destination of one route. Thread-safe: each loop writes tallies of its
 * own, readers add them up.
 */
final class DestinationCounters {

  /** The tallies that one loop writes. */
  record OfLoop(Tally greeted, Tally fromClients, Tally fromServers) {}

  private final OfLoop[] loops;

  /** Failed dials and probes; written by the home loop. */
  final Tally connectErrors = new Tally();

  /** Channels handed out by in-process routing; written by the home loop. */
  final Tally inProcess = new Tally();

  /** What the home loop saw when it last looked for signs of life; its own. */
  private long lastSigns;

  DestinationCounters(int loopCount) {
    loops =
        IntStream.range(0, loopCount)
            .mapToObj(i -> new OfLoop(new Tally(), new Tally(), new Tally()))
            .toArray(OfLoop[]::new);
  }

  OfLoop of(int loop) {
    return loops[loop];
  }

  long greeted() {
    long sum = 0;
    for (OfLoop loop : loops) {
      sum += loop.greeted.get();
    }
    return sum;
  }

  long fromClients() {
    long sum = 0;
    for (OfLoop loop : loops) {
      sum += loop.fromClients.get();
    }
    return sum;
  }

  long fromServers() {
    long sum = 0;
    for (OfLoop loop : loops) {
      sum += loop.fromServers.get();
    }
    return sum;
  }

  /** Whether the server has been heard of since the last call. Home loop only. */
  boolean heardSinceLastLook() {
    long signs = greeted() + fromServers();
    boolean heard = signs != lastSigns;
    lastSigns = signs;
    return heard;
  }
}
