package io.viprouter.examples.bench.peer;

import java.io.IOException;

/** Ends a process when whoever started it is gone. Stateless. */
public final class LifeLine {

  private LifeLine() {}

  /** Ends this JVM when its standard input ends. */
  public static void watch() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nobody writes; only the end counts.
                }
              } catch (IOException e) {
                // As good as the end.
              }
              Runtime.getRuntime().halt(0);
            },
            "life-line");
    thread.setDaemon(true);
    thread.start();
  }
}
