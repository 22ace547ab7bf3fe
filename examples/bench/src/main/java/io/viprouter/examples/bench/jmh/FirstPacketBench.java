package io.viprouter.examples.bench.jmh;

import io.viprouter.core.mysql.FirstPacket;
import io.viprouter.core.mysql.Handshake;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the router reads of each connection: a greeting, a login, an OK. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FirstPacketBench {

  private final ByteBuffer greeting = packet(0, greetingBody());
  private final ByteBuffer refusal =
      packet(0, "\u00ff\u0010\u0004Too many connections".getBytes(StandardCharsets.ISO_8859_1));
  private final ByteBuffer login = packet(1, new byte[80]);
  private final ByteBuffer ok = packet(2, new byte[7]);

  /** A server's greeting. */
  @Benchmark
  public FirstPacket greeting() {
    return FirstPacket.of(greeting);
  }

  /** A server's refusal. */
  @Benchmark
  public FirstPacket refusal() {
    return FirstPacket.of(refusal);
  }

  /** The rest of a login by password: the client's packet and the server's OK. */
  @Benchmark
  public Handshake.Turn login() {
    Handshake handshake = new Handshake(0);
    handshake.client(login);
    handshake.server(ok);
    ok.rewind();
    if (handshake.turn() != Handshake.Turn.DONE) {
      throw new IllegalStateException("the login is not over: " + handshake.turn());
    }
    return handshake.turn();
  }

  private static byte[] greetingBody() {
    ByteBuffer body = ByteBuffer.allocate(95);
    body.put((byte) 10).put("5.5.5-10.11.19-MariaDB\0".getBytes(StandardCharsets.US_ASCII));
    return body.array();
  }

  private static ByteBuffer packet(int sequence, byte[] body) {
    ByteBuffer packet = ByteBuffer.allocateDirect(4 + body.length);
    packet.put((byte) body.length).put((byte) 0).put((byte) 0).put((byte) sequence).put(body);
    return packet.flip();
  }
}
