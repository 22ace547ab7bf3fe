package io.viprouter.examples.bench;

import io.viprouter.examples.bench.load.Answer;
import io.viprouter.examples.bench.load.LoadProcess;
import io.viprouter.examples.bench.load.Order;
import io.viprouter.examples.bench.subject.Child;
import io.viprouter.examples.bench.subject.JavaCommand;
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
 * answers. A process that does not answer in time is replaced by a new one.
 */
final class LoadClient implements AutoCloseable {

  private static final int ANSWER_LIMIT_SECONDS = 60;

  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private Child child;
  private BlockingQueue<String> answers;

  private LoadClient(Path directory) throws IOException {
    this.directory = directory;
    child = launch(directory);
    answers = reader(child);
  }

  static LoadClient start(Path directory) throws IOException {
    return new LoadClient(directory);
  }

  private static Child launch(Path directory) throws IOException {
    return Child.talking("load", JavaCommand.of(LoadProcess.class, List.of()), directory);
  }

  private static BlockingQueue<String> reader(Child child) {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(child, answers), "load-answers");
    reader.setDaemon(true);
    reader.start();
    return answers;
  }

  private static void read(Child child, BlockingQueue<String> answers) {
    try (BufferedReader lines = child.process().inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(answers::add);
    } catch (IOException | RuntimeException e) {
      // Whoever waits for an answer hears of it by its limit.
    }
  }

  /** Has an order carried out; {@code begun} is run when the clock begins to run. */
  Answer carryOut(Order order, Runnable begun) throws IOException, InterruptedException {
    OutputStream orders = child.process().getOutputStream();
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
    Optional<String> line =
        Optional.ofNullable(answers.poll(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS));
    if (line.isEmpty()) {
      String lost = order + ": no answer in time from " + child + " " + child.tail();
      child.close();
      child = launch(directory);
      answers = reader(child);
      throw new IOException(lost);
    }
    return JSON.readValue(line.get(), Answer.class);
  }

  @Override
  public void close() {
    child.close();
  }
}
