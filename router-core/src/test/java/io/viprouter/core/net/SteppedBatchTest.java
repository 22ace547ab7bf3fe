package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session that is ended in the turn in which its client has said something. */
class SteppedBatchTest {

  private static final byte[] QUERY = {9, 0, 0, 0, 3, 's', 'e', 'l', 'e', 'c', 't', ' ', '1'};

  private final Stepped stepped = new Stepped();
  private final RecordingListener told = stepped.told;
  private final ScriptedServer server = ScriptedServer.greeting();
  private final LiveRoute route = stepped.routeTo(server.port());

  @AfterEach
  void stop() {
    stepped.stop(route);
    server.close();
  }

  @Test
  void whatItHasReadIsPassedOnBeforeItIsKilled() throws Exception {
    endedInTheTurnOfAQuery(
        () ->
            assertThat(route.kill(route.section().destinations().get(0).destination()))
                .isEqualTo(1));
  }

  @Test
  void whatItHasReadIsPassedOnBeforeItsAddressIsGone() throws Exception {
    endedInTheTurnOfAQuery(
        () -> assertThat(route.disconnect(InetAddress.getLoopbackAddress())).isEqualTo(1));
  }

  private void endedInTheTurnOfAQuery(Runnable ending) throws Exception {
    FutureTask<ScriptedClient> login =
        new FutureTask<>(() -> ScriptedClient.loggedIn(route.port()));
    new Thread(login).start();
    stepped.turnUntil("logged in", login::isDone);
    try (ScriptedClient client = login.get()) {
      Pipe pipe = Pipe.open();
      Ender ender = new Ender(pipe, ending);
      long before = route.connections().get(0).connection().bytesFromClient();

      // The selector tells of them in the order in which they have something to read.
      client.send(QUERY);
      pipe.sink().write(ByteBuffer.allocate(1));
      stepped.turnUntil("ended", () -> ender.done && told.closedConnections().size() == 1);

      assertThat(ender.foundAPiece).as("the query was read and not yet written").isTrue();
      assertThat(told.closedConnections().get(0).bytesFromClient())
          .isEqualTo(before + QUERY.length);
      pipe.sink().close();
    }
  }

  /** Ends the session from within the turn. */
  private final class Ender implements Handler {
    private final Pipe pipe;
    private final Runnable ending;
    private boolean foundAPiece;
    private boolean done;

    Ender(Pipe pipe, Runnable ending) throws IOException {
      this.pipe = pipe;
      this.ending = ending;
      pipe.source().configureBlocking(false);
      stepped.loop.register(pipe.source(), SelectionKey.OP_READ, this);
    }

    @Override
    public void ready(int ops, long nowNanos) throws IOException {
      foundAPiece = !stepped.loop.batch().isEmpty();
      ending.run();
      pipe.source().close();
      done = true;
    }

    @Override
    public void failed(Exception cause, long nowNanos) {
      throw new IllegalStateException(cause);
    }
  }
}
