package io.viprouter.launcher.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real datagram socket, as systemd's. */
final class SystemdNotifierTest {

  /** What the receiving side needs of the C library. */
  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    private Calls() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, Pointer address, int length);

    static native long recv(int fd, Pointer bytes, long length, int flags);

    static native int close(int fd);
  }

  private static final int MSG_DONTWAIT = 0x40;

  @TempDir Path directory = Path.of(".");
  private int fd = -1;

  private SystemdNotifier bound(String address) {
    fd = Calls.socket(1, 2, 0);
    byte[] name = address.replace('@', '\0').getBytes(UTF_8);
    try (Memory memory = new Memory(111)) {
      memory.clear();
      memory.setShort(0, (short) 1);
      memory.write(2, name, 0, name.length);
      int length = 2 + name.length + (address.startsWith("/") ? 1 : 0);
      assertThat(Calls.bind(fd, memory, length)).isZero();
    }
    return new SystemdNotifier(Optional.of(address));
  }

  /** A datagram of the loopback kind is there once it is sent; nothing need be waited for. */
  private String received() {
    try (Memory buffer = new Memory(4096)) {
      long length = Calls.recv(fd, buffer, 4096, MSG_DONTWAIT);
      return length < 0 ? "nothing" : new String(buffer.getByteArray(0, (int) length), UTF_8);
    }
  }

  @AfterEach
  void close() {
    if (fd >= 0) {
      Calls.close(fd);
    }
  }

  @Test
  void wholeLife() {
    SystemdNotifier notifier = bound(directory.resolve("socket").toString());
    notifier.status("starting");
    assertThat(received()).isEqualTo("STATUS=starting");
    notifier.ready("2 sections");
    assertThat(received()).isEqualTo("READY=1\nSTATUS=2 sections");
    notifier.ready("3 sections");
    assertThat(received()).isEqualTo("STATUS=3 sections");
    notifier.reloading();
    assertThat(received()).matches("RELOADING=1\nMONOTONIC_USEC=[1-9][0-9]+");
    notifier.ready("4 sections");
    assertThat(received()).isEqualTo("READY=1\nSTATUS=4 sections");
    notifier.stopping("7 sessions go on");
    assertThat(received()).isEqualTo("STOPPING=1\nSTATUS=7 sessions go on");
    assertThat(received()).isEqualTo("nothing");
  }

  @Test
  void abstractSocket() {
    SystemdNotifier notifier = bound("@vip-router-test-" + ProcessHandle.current().pid());
    notifier.ready("größer");
    assertThat(received()).isEqualTo("READY=1\nSTATUS=größer");
  }

  @Test
  void longestPath() {
    String path = directory.resolve("s").toString();
    SystemdNotifier notifier = bound(path + "x".repeat(107 - path.length()));
    notifier.ready("");
    assertThat(received()).isEqualTo("READY=1\nSTATUS=");
  }

  @Test
  void statusIsOneLineOfBoundedLength() {
    SystemdNotifier notifier = bound(directory.resolve("socket").toString());
    notifier.status("a\nREADY=1\n" + "b".repeat(1000));
    assertThat(received()).startsWith("STATUS=a READY=1 bbb").hasSize(507);
  }

  @Test
  void clockIsTheKernels() {
    long before = System.nanoTime() / 1000;
    long now = NotifySocket.monotonicMicros();
    // In HotSpot on Linux both are CLOCK_MONOTONIC.
    assertThat(now).isBetween(before, System.nanoTime() / 1000);
  }

  @Test
  void troubleIsAWarningAndNothingElse() {
    for (String wrong :
        new String[] {directory.resolve("nobody").toString(), "no path", "/" + "x".repeat(200)}) {
      try (var log = new WarningLog()) {
        new SystemdNotifier(Optional.of(wrong)).ready("");
        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("WARN systemd could not be told: '" + wrong);
      }
    }
  }

  @Test
  void silentWithoutSystemd() {
    try (var log = new WarningLog()) {
      SystemdNotifier notifier = new SystemdNotifier(Optional.empty());
      notifier.ready("");
      notifier.reloading();
      notifier.stopping("");
      new SystemdNotifier(Optional.of("")).ready("");
      assertThat(log.lines()).isEmpty();
    }
  }
}
