package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.notify.MailServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail of the packaged program: all that the library needs is in the jar, on every JVM. */
final class MailIT {

  @TempDir Path directory = Path.of(".");

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void failoverIsMailed(Jdk jdk) throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (MailServer mail = new MailServer();
        FakeServer server = new FakeServer()) {
      Path file =
          Files.writeString(
              directory.resolve("router.conf"),
              """
              router {
                name = router01
                shutdown-grace = 1h
                mail {
                  to = ["dba@example.org"], from = "vip@example.org"
                  smtp-host = "127.0.0.1", smtp-port = %d
                }
                sections.rw {
                  bind = "127.0.0.1:0", destinations = ["127.0.0.1:%d", "127.0.0.1:%d"]
                }
              }
              """
                  .formatted(mail.port(), closed, server.port()));
      try (LauncherProcess launcher =
          LauncherProcess.start(jdk, "-c", file.toString(), "--set", "router.admin.bind=")) {
        MailServer.Mail received = mail.await();
        assertThat(received.to()).containsExactly("dba@example.org");
        assertThat(received.parsed().getSubject())
            .isEqualTo(
                "[router01] Section rw - current destination is now 127.0.0.1:" + server.port());
        assertThat(received.parsed().getContent().toString())
            .contains("127.0.0.1:" + closed + " is quarantined: Connection refused");
        launcher.signal("TERM");
        assertThat(launcher.awaitExit()).isZero();
        // No line of the JVM or of the library.
        assertThat(launcher.errors()).allMatch(line -> line.startsWith("20"));
      }
    }
  }
}
