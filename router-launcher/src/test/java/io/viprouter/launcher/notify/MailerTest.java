package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.launcher.notify.Notice.Change;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail through a real SMTP server. */
final class MailerTest {

  private static final Instant AT = Instant.parse("2026-11-26T08:09:10Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static Notice master(String why) {
    return Notice.ofVirtualRouter(new Change("VI_1", "BACKUP", "MASTER", why, AT));
  }

  private static MailSettings settings(int port, Duration timeout, String... to) {
    return new MailSettings(
        "router01",
        List.of(to),
        "vip@example.org",
        new MailSettings.Server("127.0.0.1", port, timeout, "router01.example.org"));
  }

  private static Mailer started(MailSettings settings) {
    Mailer mailer = new Mailer(settings);
    mailer.start();
    return mailer;
  }

  private static Mailer started(int port, String... to) {
    return started(settings(port, PATIENCE, to));
  }

  @Test
  void isDelivered() throws Exception {
    try (MailServer server = new MailServer();
        Mailer mailer = started(server.port(), "dba@example.org", "night@example.org")) {
      mailer.send(master("no advertisement heard"));
      MailServer.Mail mail = server.await();
      assertThat(mail.from()).isEqualTo("vip@example.org");
      assertThat(mail.to()).containsExactly("dba@example.org", "night@example.org");
      MimeMessage message = mail.parsed();
      assertThat(message.getSubject())
          .isEqualTo("[router01] VRRP Instance VI_1 - Entering MASTER state");
      assertThat(Arrays.toString(message.getAllRecipients()))
          .isEqualTo("[dba@example.org, night@example.org]");
      assertThat(message.getFrom()).containsExactly(new InternetAddress("vip@example.org"));
      assertThat(message.getSentDate()).isEqualTo(AT);
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(text(message)).isEqualTo(master("no advertisement heard").body());
    }
  }

  private static String text(MimeMessage message) throws Exception {
    return message.getContent().toString().replace("\r\n", "\n");
  }

  @Test
  void inEveryLanguage() throws Exception {
    try (MailServer server = new MailServer();
        Mailer mailer = started(server.port(), "dba@example.org")) {
      mailer.send(Notice.ofSection(new Change("主库", "α", "größer:3306", "сервер молчит 😀", AT)));
      MailServer.Mail mail = server.await();
      // Seven bits on the wire, whatever the server can do.
      assertThat(mail.raw().chars()).allMatch(c -> c < 128);
      assertThat(mail.parsed().getSubject())
          .isEqualTo("[router01] Section 主库 - current destination is now größer:3306");
      assertThat(text(mail.parsed())).contains("Why:  сервер молчит 😀");
    }
  }

  @Test
  void hostileReasonAddsNoHeader() throws Exception {
    try (MailServer server = new MailServer();
        Mailer mailer = started(server.port(), "dba@example.org")) {
      String hostile = "x\r\nBcc: all@example.org\r\n\r\n.\r\nMAIL FROM:<evil@example.org>";
      mailer.send(Notice.ofVirtualRouter(new Change(hostile, hostile, "MASTER", hostile, AT)));
      mailer.send(new Notice(AT, hostile, hostile + "\r\n.\r\nQUIT\r\n"));
      MimeMessage first = server.await().parsed();
      assertThat(first.getHeader("Bcc")).isNull();
      assertThat(first.getSubject()).contains("Bcc: all@example.org");
      assertThat(text(first)).contains("MAIL FROM:<evil@example.org>");
      MailServer.Mail second = server.await();
      assertThat(second.to()).containsExactly("dba@example.org");
      assertThat(second.parsed().getHeader("Bcc")).isNull();
      assertThat(second.raw()).contains("QUIT");
      assertThat(server.waiting()).isZero();
    }
  }

  @Test
  void isTriedAgainUntilTheServerIsThere() throws Exception {
    int port;
    try (MailServer gone = new MailServer()) {
      port = gone.port();
    }
    try (CapturedLog log = new CapturedLog(Mailer.class);
        Mailer mailer = started(port, "dba@example.org")) {
      mailer.send(master("first"));
      mailer.send(master("second"));
      log.await(line -> line.startsWith("WARN mail: not taken"));
      try (MailServer server = new MailServer(port, Map.of())) {
        assertThat(text(server.await().parsed())).contains("Why:  first");
        assertThat(text(server.await().parsed())).contains("Why:  second");
      }
      log.await(line -> line.equals("INFO mail: the server takes it again"));
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
    }
  }

  @Test
  void silentServerIsGivenUp() throws Exception {
    // Accepts, in the backlog, and never greets.
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        CapturedLog log = new CapturedLog(Mailer.class);
        Mailer mailer =
            started(settings(silent.getLocalPort(), Duration.ofMillis(50), "dba@example.org"))) {
      mailer.send(master("x"));
      log.await(line -> line.matches("WARN mail: not taken .*"));
      mailer.close(Duration.ofMillis(1));
    }
  }

  @Test
  void refusedRecipientIsSaidOnce() throws Exception {
    try (MailServer server = new MailServer(0, Map.of("gone@example.org", 550));
        CapturedLog log = new CapturedLog(Mailer.class);
        Mailer mailer = started(server.port(), "gone@example.org", "dba@example.org")) {
      for (int i = 0; i < 3; i++) {
        mailer.send(master("" + i));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(server.await().to()).containsExactly("dba@example.org");
      }
      mailer.close(PATIENCE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN mail: the server refuses gone@example.org: 550");
    }
  }

  @Test
  void whenAllAreRefusedNothingIsTriedAgain() throws Exception {
    try (MailServer server = new MailServer(0, Map.of("gone@example.org", 550));
        CapturedLog log = new CapturedLog(Mailer.class);
        Mailer mailer = started(server.port(), "gone@example.org")) {
      mailer.send(master("1"));
      mailer.send(master("2"));
      mailer.close(PATIENCE);
      assertThat(log.lines()).hasSize(1);
      assertThat(server.waiting()).isZero();
    }
  }

  @Test
  void whoIsAskedToWaitGetsItLater() throws Exception {
    Map<String, Integer> codes = new java.util.concurrent.ConcurrentHashMap<>();
    codes.put("grey@example.org", 451);
    try (MailServer server = new MailServer(0, codes);
        CapturedLog log = new CapturedLog(Mailer.class);
        Mailer mailer = started(server.port(), "grey@example.org", "dba@example.org")) {
      mailer.send(master("1"));
      assertThat(server.await().to()).containsExactly("dba@example.org");
      log.await(line -> line.contains("asks [grey@example.org] to wait"));
      codes.clear();
      assertThat(server.await().to()).containsExactly("grey@example.org");
    }
  }

  @Test
  void nextMailTellsWhatWasLost() throws Exception {
    try (MailServer server = new MailServer()) {
      Mailer mailer = new Mailer(settings(server.port(), PATIENCE, "dba@example.org"));
      for (int i = 0; i < MailQueue.CAPACITY + 7; i++) {
        mailer.send(master("number " + i));
      }
      mailer.start();
      assertThat(text(server.await().parsed()))
          .contains("Why:  number 7\n")
          .endsWith("\n7 earlier notices were lost: the mail server did not take them in time.\n");
      assertThat(text(server.await().parsed())).contains("number 8").doesNotContain("lost");
      mailer.close(PATIENCE);
      assertThat(server.waiting()).isEqualTo(MailQueue.CAPACITY - 2);
    }
  }

  @Test
  void endWaitsForWhatIsQueued() throws Exception {
    try (MailServer server = new MailServer()) {
      Mailer mailer = started(server.port(), "dba@example.org");
      for (int i = 0; i < 5; i++) {
        mailer.send(master("" + i));
      }
      mailer.close(PATIENCE);
      assertThat(server.waiting()).isEqualTo(5);
    }
  }

  @Test
  void endIsBoundedAndSaysWhatIsNotSent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        CapturedLog log = new CapturedLog(Mailer.class)) {
      Mailer mailer = started(settings(silent.getLocalPort(), PATIENCE, "dba@example.org"));
      mailer.send(master("x"));
      long from = System.nanoTime();
      mailer.close(Duration.ofMillis(50));
      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENCE.dividedBy(2));
      assertThat(log.lines()).anyMatch(line -> line.contains("1 notices are not sent"));
    }
  }

  @Test
  void bugInTheLibraryStopsNothing() throws Exception {
    java.util.concurrent.SynchronousQueue<String> tries =
        new java.util.concurrent.SynchronousQueue<>();
    Postman broken =
        (notice, to) -> {
          try {
            tries.put(notice.about());
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          throw new IllegalStateException("broken on purpose");
        };
    Mailer mailer = new Mailer(List.of("a@b"), broken, System::nanoTime);
    mailer.start();
    mailer.send(new Notice(AT, "1", ""));
    assertThat(tries.take()).isEqualTo("1");
    assertThat(tries.take()).isEqualTo("1");
    mailer.close(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b@c", "a@b\r\nBcc: c@d", "a@b,c@d", "<a@b>", "a@@b", "ä@b.org"})
  void wrongAddress(String address) {
    assertThatThrownBy(() -> MailSettings.checkAddress("to", address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mail.to: '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dba@example.org", "root", "a.b+c@d-e.example", "root@localhost"})
  void rightAddress(String address) {
    MailSettings.checkAddress("to", address);
  }

  @Test
  void ranges() {
    assertThatThrownBy(() -> settings(0, PATIENCE, "a@b")).hasMessageContaining("mail.smtp-port");
    assertThatThrownBy(() -> settings(25, Duration.ZERO, "a@b"))
        .hasMessageContaining("mail.connect-timeout");
    assertThatThrownBy(() -> settings(25, PATIENCE)).hasMessageContaining("mail.to");
    assertThatThrownBy(() -> new MailSettings.Server("", 25, PATIENCE, ""))
        .hasMessageContaining("mail.smtp-host");
    assertThatThrownBy(() -> new MailSettings.Server("h", 25, PATIENCE, "a\r\nb"))
        .hasMessageContaining("mail.helo-name");
  }
}
