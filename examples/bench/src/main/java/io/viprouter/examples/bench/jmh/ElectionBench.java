package io.viprouter.examples.bench.jmh;

import io.viprouter.vrrp.election.Election;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Rules;
import io.viprouter.vrrp.election.Step;
import io.viprouter.vrrp.wire.Advert;
import io.viprouter.vrrp.wire.AdvertCodec;
import io.viprouter.vrrp.wire.Decoded;
import io.viprouter.vrrp.wire.Dialect;
import io.viprouter.vrrp.wire.Path;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a virtual router does for each advertisement. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ElectionBench {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private Memory backup;
  private Memory active;
  private Event higher;
  private Path path;
  private Advert advert;
  private ByteBuffer message;

  /** Makes a backup, a master and an advertisement. */
  @Setup
  public void start() throws UnknownHostException {
    InetAddress local = InetAddress.getByName("10.0.0.1");
    InetAddress peer = InetAddress.getByName("10.0.0.2");
    Memory begun = Memory.of(new Rules(2, 100, SECOND, true, 0));
    begun = Election.on(begun, new Event.SourceChanged(local), 0).memory();
    backup = Election.on(begun, Event.Plain.START, 0).memory();
    higher = new Event.AdvertHeard(120, SECOND, peer);
    backup = Election.on(backup, higher, 0).memory();
    active = Election.on(backup, Event.Plain.DEADLINE_REACHED, 4 * SECOND).memory();
    path = new Path(peer, InetAddress.getByName("224.0.0.18"));
    advert =
        new Advert(Dialect.v2("1111"), 51, 120, 100, List.of(InetAddress.getByName("10.0.0.100")));
    message = ByteBuffer.wrap(AdvertCodec.encode(advert, path));
  }

  /** A backup hears its master. */
  @Benchmark
  public Step backupHears() {
    return Election.on(backup, higher, SECOND);
  }

  /** A master's timer runs out. */
  @Benchmark
  public Step masterAdvertises() {
    return Election.on(active, Event.Plain.DEADLINE_REACHED, SECOND);
  }

  /** An advertisement becomes bytes. */
  @Benchmark
  public byte[] encode() {
    return AdvertCodec.encode(advert, path);
  }

  /** Bytes become an advertisement. */
  @Benchmark
  public Decoded decode() {
    return AdvertCodec.decode(message, path);
  }
}
