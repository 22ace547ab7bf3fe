package io.viprouter.examples.bench;

import io.viprouter.examples.bench.figures.SysbenchReport;
import io.viprouter.examples.bench.load.Accounts;
import io.viprouter.examples.bench.load.Answer;
import io.viprouter.examples.bench.subject.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs sysbench's point selects. Confined to the main thread. */
final class Sysbench {

  private static final long NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Seconds over its time until it gives up on a server that does not answer. */
  private static final int FORCED_SHUTDOWN_SECONDS = 20;

  /** When it is ended; it knows no limit for connections that nobody answers. */
  private static final int LIMIT_SECONDS = 60;

  private static final String BEGUN = "Threads started!";

  private final Path program;
  private final Path directory;
  private final int tableRows;

  Sysbench(Path program, Path directory, int tableRows) {
    this.program = program;
    this.directory = directory;
    this.tableRows = tableRows;
  }

  /** Makes and fills the table. */
  void prepare(int port) throws IOException, InterruptedException {
    run(command(port, 1, List.of("prepare")), () -> {});
  }

  /** Asks for some time; {@code begun} is run when all connections stand and the clock runs. */
  Answer ask(int port, int connections, long millis, Runnable begun)
      throws IOException, InterruptedException {
    // It takes whole seconds only.
    long seconds = Math.max(1, Math.round(millis / 1000.0));
    List<String> options =
        List.of(
            "--time=" + seconds,
            "--forced-shutdown=" + FORCED_SHUTDOWN_SECONDS,
            "--histogram=on",
            "run");
    SysbenchReport report = SysbenchReport.parse(run(command(port, connections, options), begun));
    return new Answer(
        Answer.Event.DONE,
        report.queries(),
        0,
        (long) (report.seconds() * NANOS_A_SECOND),
        report.percentileMicros(50),
        report.percentileMicros(95),
        report.percentileMicros(99),
        "");
  }

  private List<String> command(int port, int threads, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "oltp_point_select",
            "--db-driver=mysql",
            "--mysql-host=127.0.0.1",
            "--mysql-port=" + port,
            "--mysql-user=" + Accounts.USER,
            "--mysql-password=" + Accounts.PASSWORD,
            "--mysql-db=" + Accounts.USER,
            "--tables=1",
            "--table-size=" + tableRows,
            "--threads=" + threads));
    command.addAll(more);
    return command;
  }

  private String run(List<String> command, Runnable begun)
      throws IOException, InterruptedException {
    StringBuilder output = new StringBuilder();
    try (Child child = Child.talking("sysbench", command, directory)) {
      CompletableFuture<Void> limit =
          CompletableFuture.runAsync(
              child::close, CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS));
      try (BufferedReader lines = child.process().inputReader(StandardCharsets.UTF_8)) {
        String line = lines.readLine();
        while (line != null) {
          if (line.equals(BEGUN)) {
            begun.run();
          }
          output.append(line).append('\n');
          line = lines.readLine();
        }
      }
      int status = child.process().waitFor();
      limit.cancel(false);
      if (status != 0) {
        throw new IOException("sysbench: exit status " + status + "\n" + output + child.tail());
      }
    }
    return output.toString();
  }
}
