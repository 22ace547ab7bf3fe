package io.viprouter.examples.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The load process: reads an order, carries it out, answers. Ends when its input does. */
public final class LoadProcess {

  private static final JsonMapper JSON = new JsonMapper();

  private final Holding holding = new Holding();

  private LoadProcess() {}

  /**
   * Works.
   *
   * @param args none
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    LoadProcess process = new LoadProcess();
    String line = orders.readLine();
    while (line != null) {
      say(process.answer(JSON.readValue(line, Order.class)));
      line = orders.readLine();
    }
    System.exit(0);
  }

  private static void say(Answer answer) {
    System.out.println(JSON.writeValueAsString(answer));
    System.out.flush();
  }

  private Answer answer(Order order) {
    try {
      return switch (order.kind()) {
        case HOLD, RELEASE -> hold(order);
        case CROWD -> crowd(order);
        default -> busy(order);
      };
    } catch (IOException | RuntimeException e) {
      return Answer.failed(order + ": " + e);
    }
  }

  private Answer hold(Order order) throws IOException {
    if (order.kind() == Order.Kind.RELEASE) {
      holding.release();
    } else {
      holding.grow(order.port(), order.connections());
    }
    return new Answer(Answer.Event.DONE, holding.size(), 0, 0, 0, 0, 0, "");
  }

  private static Answer crowd(Order order) throws IOException {
    try (Crowd crowd = new Crowd(order.port(), order.connections())) {
      return crowd.run(order.millis(), () -> say(Answer.begun()));
    }
  }

  private static Answer busy(Order order) throws IOException {
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 0; i < order.connections(); i++) {
        workers.addAll(workers(order));
      }
      return Busy.run(workers, order.millis(), () -> say(Answer.begun()));
    } finally {
      for (Worker worker : workers) {
        worker.close();
      }
    }
  }

  /** Those of one connection. */
  private static List<Worker> workers(Order order) throws IOException {
    int port = order.port();
    long bytes = order.bytes() / order.connections();
    return switch (order.kind()) {
      case CONNECT -> List.of(new Connects(port));
      case PINGPONG -> List.of(new PingPong(port));
      case RESULT -> List.of(new ResultSet(port, bytes));
      case DOWN -> Bulk.workers(port, bytes, 0);
      case UP -> Bulk.workers(port, 0, bytes);
      case BOTH -> Bulk.workers(port, bytes / 2, bytes / 2);
      case HOLD, RELEASE, CROWD -> throw new IllegalArgumentException(order + " is no busy load");
    };
  }
}
