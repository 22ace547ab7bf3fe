package io.viprouter.launcher.admin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code ctl status}. Confined to one thread. */
@Command(name = "status", description = "Shows how the router stands.", sortOptions = false)
final class CtlStatus implements Callable<Integer> {

  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

  @ParentCommand private @Nullable Ctl parent;

  @Option(names = "--json", description = "the whole document as JSON, for scripts")
  private boolean json;

  @Option(names = "--watch", description = "again and again, every two seconds, until Ctrl-C")
  private boolean watch;

  static Ctl known(@Nullable Ctl parent) {
    if (parent == null) {
      throw new IllegalStateException("a command of ctl runs under ctl");
    }
    return parent;
  }

  @Override
  public Integer call() {
    Ctl ctl = known(parent);
    boolean terminal = terminal(Path.of("/proc/self/fd/1"));
    boolean colour = terminal && colourWanted(ctl.environment());
    return ctl.asking(
        client -> {
          print(ctl.out(), client.status(), colour);
          // Who reads may have gone, as head does.
          while (watch && !ctl.out().checkError()) {
            TimeUnit.NANOSECONDS.sleep(Ctl.WATCH_INTERVAL.toNanos());
            JsonNode next = client.status();
            ctl.out().print(terminal ? CLEAR : "\n");
            print(ctl.out(), next, colour);
          }
          return Ctl.DONE;
        });
  }

  private void print(PrintStream out, JsonNode status, boolean colour) {
    if (json) {
      out.println(Json.pretty(status));
    } else {
      out.print(new CtlTables(colour).of(status));
    }
    out.flush();
  }

  /** As https://no-color.org asks. */
  static boolean colourWanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Whether standard output goes to a terminal; System.console() does not tell on every JVM. */
  static boolean terminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
