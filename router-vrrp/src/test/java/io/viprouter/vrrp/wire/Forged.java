package io.viprouter.vrrp.wire;

import io.viprouter.vrrp.ChecksumForm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The forged packets that keepalived was shown: each differs in one thing from a valid
 * advertisement of priority 200 from .50.
 */
public final class Forged {

  private final String name;
  private final byte[] packet;

  Forged(String name, byte[] packet) {
    this.name = name;
    this.packet = packet;
  }

  String name() {
    return name;
  }

  /** With IP header. */
  public byte[] packet() {
    return packet;
  }

  private static final InetAddress VIP = GoldenFramesTest.ip("172.168.1.20");
  private static final InetAddress OTHER_VIP = GoldenFramesTest.ip("172.168.1.21");
  private static final InetAddress GROUP = GoldenFramesTest.ip("224.0.0.18");

  /** What the shown router itself advertises. */
  public static Advert ours(int version) {
    return new Advert(dialect(version), 51, 120, 100, List.of(VIP));
  }

  private static Dialect dialect(int version) {
    return version == 2 ? Dialect.v2("1111") : Dialect.v3(ChecksumForm.PSEUDO_HEADER);
  }

  /** One of them. */
  public static Forged named(int version, String name) {
    Forged forged = all(version).get(name);
    if (forged == null) {
      throw new IllegalArgumentException("no forged packet '" + name + "'");
    }
    return forged;
  }

  /** All of them by name, for the version of the router that is shown them. */
  public static Map<String, Forged> all(int version) {
    Map<String, Forged> all = new LinkedHashMap<>();
    Advert base = ours(version).withPriority(200);
    Consumer<Forged> add = forged -> all.put(forged.name(), forged);
    add.accept(of("baseline lower prio 80", base.withPriority(80)));
    add.accept(of("equal prio 120, lower src IP .50", base.withPriority(120)));
    add.accept(of("prio 0", base.withPriority(0)));
    add.accept(of("wrong vrid 52", new Advert(base.dialect(), 52, 200, 100, base.addresses())));
    add.accept(of("TTL 254", base).with(packet -> packet[8] = (byte) 254));
    add.accept(of("TTL 1", base).with(packet -> packet[8] = 1));
    add.accept(of("bad checksum", base).with(packet -> packet[26] = (byte) (packet[26] ^ 0x55)));
    add.accept(of("type 2", base).with(packet -> packet[20]++).summed());
    add.accept(of("short (cut 4)", base).length(-4));
    add.accept(of("short: header only 8 bytes", base).length(version == 2 ? -12 : -4));
    add.accept(of("long (pad 4)", base).length(4));
    add.accept(of("count=2 but one VIP", base).with(packet -> packet[23] = 2).summed());
    add.accept(of("other VIP .21", with(base, List.of(OTHER_VIP))));
    add.accept(of("two VIPs .20 .21", with(base, List.of(VIP, OTHER_VIP))));
    add.accept(of("count 0", with(base, List.of())));
    add.accept(of("prio 255, other VIP", with(base.withPriority(255), List.of(OTHER_VIP))));
    add.accept(of("unicast dst .102", base, 50, GoldenFramesTest.ip("172.168.1.102")));
    add.accept(of("VALID equal prio 120, higher src IP .200", base.withPriority(120), 200, GROUP));
    add.accept(of("VALID prio 200", base));
    add.accept(of("VALID prio 255", base.withPriority(255)));
    (version == 2 ? onlyV2(base) : onlyV3(base)).forEach(add);
    return all;
  }

  private static List<Forged> onlyV2(Advert base) {
    Dialect type7 = new Dialect(2, 7, 0, ChecksumForm.PSEUDO_HEADER);
    return List.of(
        of("wrong password", said(base, Dialect.v2("2222"))),
        of("auth none", said(base, Dialect.v2())),
        of("auth type 7", said(base, type7)),
        of("advert int 2", every(base, 200)),
        of("advert int 0", every(base, 0)),
        of("version 3 packet", said(base, dialect(3))),
        of("password longer kept 8", said(base, Dialect.v2("11111111"))));
  }

  private static List<Forged> onlyV3(Advert base) {
    Advert lower = base.withPriority(80);
    return List.of(
        of("checksum without pseudo header", said(base, Dialect.v3(ChecksumForm.MESSAGE_ONLY))),
        of("version 2 packet", said(base, Dialect.v2())),
        of("advert int 0", every(lower, 0)),
        of("advert int 4095 lower prio", every(lower, 4095)),
        of("reserved nibble set", lower)
            .with(packet -> packet[24] = (byte) (packet[24] | 0xf0))
            .summed());
  }

  private static Advert with(Advert base, List<InetAddress> addresses) {
    return new Advert(
        base.dialect(), base.virtualRouterId(), base.priority(), base.intervalCentis(), addresses);
  }

  private static Advert said(Advert base, Dialect dialect) {
    return new Advert(
        dialect, base.virtualRouterId(), base.priority(), base.intervalCentis(), base.addresses());
  }

  private static Advert every(Advert base, int centis) {
    return new Advert(
        base.dialect(), base.virtualRouterId(), base.priority(), centis, base.addresses());
  }

  private static Forged of(String name, Advert advert) {
    return of(name, advert, 50, GROUP);
  }

  private static Forged of(String name, Advert advert, int host, InetAddress to) {
    Path path = new Path(GoldenFramesTest.ip("172.168.1." + host), to);
    byte[] message = AdvertCodec.encode(advert, path);
    return new Forged(name, new Ipv4Header(1, path).around(message));
  }

  private Forged with(Consumer<byte[]> change) {
    byte[] changed = packet.clone();
    change.accept(changed);
    return new Forged(name, changed);
  }

  private Forged length(int more) {
    return new Forged(name, Arrays.copyOf(packet, packet.length + more)).summed();
  }

  /** Puts the checksum right after a change. */
  private Forged summed() {
    return with(
        changed -> {
          ByteBuffer message = ByteBuffer.wrap(changed, 20, changed.length - 20).slice();
          message.putShort(6, (short) 0);
          Path path =
              new Path(
                  IpBytes.address(Arrays.copyOfRange(changed, 12, 16)),
                  IpBytes.address(Arrays.copyOfRange(changed, 16, 20)));
          int sum =
              message.get(0) >> 4 == 2
                  ? Checksum.of(message)
                  : Checksum.of(message, path, AdvertCodec.PROTOCOL);
          message.putShort(6, (short) sum);
        });
  }
}
