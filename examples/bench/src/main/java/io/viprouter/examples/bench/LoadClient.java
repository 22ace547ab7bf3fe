package io.viprouter.examples.bench;

import io.viprouter.examples.bench.load.Answer;
import io.viprouter.examples.bench.load.LoadProcess;
import io.viprouter.examples.bench.load.Order;
import io.viprouter.examples.bench.target.Child;
import io.viprouter.examples.bench.target.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks with the load process. Confined to the main thread, but for the thread that reads the
 * answers. Once an answer failed to come, nothing more can be asked.
 */
final class LoadClient implements AutoCloseable {

  private static final int ANSWER_LIMIT_SECONDS = 60;

  private static final JsonMapper JSON = new JsonMapper();

  private final Child child;
  private final OutputStream orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private LoadClient(Child child) {
    this.child = child;
    orders = child.process().getOutputStream();
    Thread reader = new Thread(this::read, "load-answers");
    reader.setDaemon(true);
    reader.start();
  }

  static LoadClient start(Path directory) throws IOException {
    List<String> command = JavaCommand.of(LoadProcess.class, List.of());
    return new LoadClient(Child.talking("load", command, directory));
  }

  private void read() {
    try (BufferedReader lines = child.process().inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(answers::add);
    } catch (IOException | RuntimeException e) {
      // Whoever waits for an answer hears of it by its limit.
    }
  }

  /** Has an order carried out; {@code begun} is run when the clock begins to run. */
  Answer carryOut(Order order, Runnable begun) throws IOException, InterruptedException {
    orders.write((JSON.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
    Answer answer = await(order);
    if (answer.event() == Answer.Event.BEGUN) {
      begun.run();
      answer = await(order);
    }
    if (answer.event() != Answer.Event.DONE) {
      throw new IOException(answer.error());
    }
    return answer;
  }

  private Answer await(Order order) throws IOException, InterruptedException {
    String line =
        Optional.ofNullable(answers.poll(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS))
            .orElseThrow(
                () -> new LoadLost(order + ": no answer in time from " + child + child.tail()));
    return JSON.readValue(line, Answer.class);
  }

  @Override
  public void close() {
    child.close();
  }

  /** The load process does not answer any more. */
  static final class LoadLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoadLost(String message) {
      super(message);
    }
  }
}
