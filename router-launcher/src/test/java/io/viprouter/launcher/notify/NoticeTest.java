package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.notify.Notice.Change;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the mails. */
final class NoticeTest {

  private static final Instant AT = Instant.parse("2026-11-26T08:09:10.123456Z");

  @Test
  void virtualRouterSaysAllThereIs() {
    Notice notice =
        Notice.ofVirtualRouter(new Change("VI_1", "BACKUP", "MASTER", "no master heard", AT));
    assertThat(notice.about()).isEqualTo("VRRP Instance VI_1 - Entering MASTER state");
    assertThat(notice.body())
        .isEqualTo(
            """
            When: 2026-11-26T08:09:10.123 UTC
            What: virtual router VI_1
            From: BACKUP
            To:   MASTER
            Why:  no master heard
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "MASTER, Entering MASTER state",
    "BACKUP, Entering BACKUP state",
    "FAULT, Entering FAULT state",
    "INITIALIZE, Stopped"
  })
  void subjectsOfStates(String state, String subject) {
    Change change = new Change("G1", "BACKUP", state, "x", AT);
    assertThat(Notice.ofVirtualRouter(change).about()).isEqualTo("VRRP Instance G1 - " + subject);
    assertThat(Notice.ofSyncGroup(change).about()).isEqualTo("VRRP Group G1 - " + subject);
  }

  @Test
  void sectionNamesItsDestination() {
    Notice notice =
        Notice.ofSection(new Change("rw", "", "172.168.1.103:3306", "dial failed: refused", AT));
    assertThat(notice.about())
        .isEqualTo("Section rw - current destination is now 172.168.1.103:3306");
    assertThat(notice.body()).contains("What: section rw\nFrom: none\nTo:   172.168.1.103:3306\n");
    assertThat(Notice.ofSection(new Change("rw", "a:1", "", "all are down", AT)).about())
        .isEqualTo("Section rw - current destination is now none");
  }

  @Test
  void nothingFromTheNetworkEndsALine() {
    String hostile = "bye\r\nBcc: all@example.org\u2028x\u0000\u0085y\u202ez" + "!".repeat(5000);
    Notice notice = Notice.ofVirtualRouter(new Change("V\nI", "A\r", "B", hostile, AT));
    assertThat(notice.about()).isEqualTo("VRRP Instance V I - Entering B state");
    assertThat(notice.body().lines()).hasSize(5);
    assertThat(notice.body())
        .contains("Why:  bye  Bcc: all@example.org x  y z!!!")
        .hasSizeLessThan(Notice.LONGEST_VALUE + 200)
        .doesNotContain("\r", "\u2028", "\u0085");
  }

  @Test
  void subjectIsBoundedAndKeepsItsLetters() {
    assertThat(new Notice(AT, "ä€😀".repeat(300), "").about())
        .startsWith("ä€😀")
        .satisfies(
            subject ->
                assertThat(subject.codePointCount(0, subject.length()))
                    .isEqualTo(Notice.LONGEST_SUBJECT));
  }
}
