package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.VrrpStatus;
import io.viprouter.vrrp.os.Tap;
import io.viprouter.vrrp.wire.Forged;
import io.viprouter.vrrp.wire.Recording;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running master is shown every forged packet, as keepalived was. */
class ForgedPacketsTest extends TwoRouters {

  private static final List<String> KINDS_V3 =
      List.of(
          "router id 51 with other addresses",
          "of the wrong length",
          "a hop count other than 255",
          "that is no advertisement",
          "a wrong checksum",
          "speaks another version",
          "has another interval");
  private static final List<String> KINDS_V2 =
      Stream.concat(
              KINDS_V3.stream(),
              Stream.of(
                  "has another password",
                  "has another authentication type",
                  "has an unknown authentication type"))
          .toList();

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void staysOrYieldsAsKeepalivedDoes(int version) {
    Spec spec =
        (version == 2 ? Spec.v2(120) : Spec.v3(120, 1000)).with("name", "FORGED_" + version);
    LabRouter.InProcess router = inProcess(one, spec);
    master(router, 6);
    LogCapture log = lab.closing(LogCapture.of(spec.get("name", "")));
    Tap tap = lab.closing(new Tap(user.namespace(), "eth0"));
    for (String line : Recording.lines("reactions-v" + version + ".txt")) {
      List<String> part = List.of(line.split(" \\| ", -1));
      show(tap, router, Forged.named(version, part.get(0)), part.get(0), part.get(1));
    }
    for (String kind : version == 2 ? KINDS_V2 : KINDS_V3) {
      List<String> named = log.lines().stream().filter(line -> line.contains(kind)).toList();
      assertThat(named).as("the sender of '%s' is named once", kind).hasSize(1);
      assertThat(named.get(0)).contains("172.168.1.50");
    }
    assertThat(log.said("another router with other addresses uses our VRID")).isTrue();
    assertThat(router.router().status().traffic().rejected())
        .containsEntry(RejectReason.ADDRESSES, 4L)
        .containsEntry(RejectReason.LENGTH, 4L)
        .containsEntry(RejectReason.TTL, 2L)
        .containsEntry(RejectReason.TYPE, 1L)
        .containsEntry(RejectReason.CHECKSUM, 1L)
        .containsEntry(RejectReason.VERSION, 1L)
        .containsAllEntriesOf(onlyOf(version));
  }

  private static Map<RejectReason, Long> onlyOf(int version) {
    Map<RejectReason, Long> only = new HashMap<>();
    if (version == 2) {
      only.put(RejectReason.PASSWORD, 2L);
      only.put(RejectReason.AUTHENTICATION_MISMATCH, 1L);
      only.put(RejectReason.AUTHENTICATION_TYPE, 1L);
      only.put(RejectReason.INTERVAL, 2L);
    } else {
      only.put(RejectReason.INTERVAL, 1L);
    }
    return only;
  }

  private void show(
      Tap tap, LabRouter.InProcess router, Forged forged, String name, String reaction) {
    boolean otherForm = name.equals("checksum without pseudo header");
    boolean yields = reaction.equals("YIELDS") || otherForm;
    long transitions = router.router().status().situation().last().count();
    long rejected = total(router.router().status());
    tap.clear();
    tap.send(frame(forged.packet()));
    if (yields) {
      Await.until(name, seconds(1), () -> router.router().status().state() == VrrpState.BACKUP);
      Await.until("it comes back", seconds(6), router::isMaster);
      return;
    }
    boolean inferior =
        name.contains("lower") || name.equals("prio 0") || name.equals("reserved nibble set");
    boolean dropped = (!inferior && !name.equals("wrong vrid 52")) || name.equals("advert int 0");
    if (dropped) {
      Await.until(name, seconds(1), () -> total(router.router().status()) == rejected + 1);
      assertThat(router.router().status().rejecting())
          .as(name)
          .first()
          .extracting(rejection -> rejection.sender().getHostAddress())
          .isEqualTo("172.168.1.50");
    } else if (!name.equals("wrong vrid 52")) {
      Await.until(name, seconds(0.5), () -> answers(tap));
    } else {
      Await.pause(seconds(0.1));
      assertThat(total(router.router().status())).as(name).isEqualTo(rejected);
    }
    assertThat(router.router().status().situation().last().count()).as(name).isEqualTo(transitions);
  }

  /** An advertisement and five announcements. */
  private static boolean answers(Tap tap) {
    List<Tap.Seen> ours = tap.seen().stream().filter(s -> s.sender() == 102).toList();
    return ours.stream().anyMatch(s -> s.isAdvert() && s.priority() == 120)
        && ours.stream().filter(Tap.Seen::isAnnouncement).count() >= 5;
  }

  private static long total(VrrpStatus status) {
    return status.traffic().rejected().values().stream().mapToLong(Long::longValue).sum();
  }

  /** With an IP header that fits: only the message is forged. */
  private static byte[] frame(byte[] forged) {
    byte[] packet = forged.clone();
    ByteBuffer header = ByteBuffer.wrap(packet, 0, 20);
    header.putShort(2, (short) packet.length).putShort(10, (short) 0);
    int sum = 0;
    for (int at = 0; at < 20; at += 2) {
      sum += header.getShort(at) & 0xffff;
    }
    header.putShort(10, (short) ~((sum & 0xffff) + (sum >>> 16)));
    ByteBuffer frame = ByteBuffer.allocate(14 + packet.length);
    boolean unicast = (packet[16] & 0xff) == 172;
    frame.put(unicast ? new byte[] {2, 0, 0, 0, 1, 102} : new byte[] {1, 0, 0x5e, 0, 0, 0x12});
    frame.put(new byte[] {2, 0, 0, 0, 1, 50}).putShort((short) 0x0800);
    return frame.put(packet).array();
  }
}
