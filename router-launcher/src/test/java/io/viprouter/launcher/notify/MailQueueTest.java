package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When what is sent, in a time of its own. */
final class MailQueueTest {

  private static final long SECOND = 1_000_000_000L;
  private static final List<String> TO = List.of("dba@example.org");

  private final MailQueue queue = new MailQueue();

  /** Any clock may start anywhere, and wrap. */
  private long now = Long.MAX_VALUE - 2 * SECOND;

  private void add(String about) {
    queue.add(new Notice(Instant.EPOCH, about, ""), TO, now);
  }

  private String next() {
    return queue.next(now).map(job -> job.notice().about()).orElse("nothing");
  }

  @Test
  void inOrderAndAtOnce() {
    add("1");
    add("2");
    assertThat(queue.waitNanos(now)).isZero();
    assertThat(next()).isEqualTo("1");
    assertThat(next()).isEqualTo("2");
    assertThat(next()).isEqualTo("nothing");
    assertThat(queue.waitNanos(now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void failuresWaitTwiceAsLongEachTime() {
    add("1");
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      MailQueue.Job job = queue.next(now).orElseThrow();
      queue.failed(job, job.to(), now);
      assertThat(queue.next(now)).isEmpty();
      waits.add(queue.waitNanos(now) / SECOND);
      now += queue.waitNanos(now);
    }
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void newNoticeDoesNotCutTheWaitShort() {
    add("1");
    MailQueue.Job job = queue.next(now).orElseThrow();
    queue.failed(job, job.to(), now);
    add("2");
    assertThat(next()).isEqualTo("nothing");
    now += SECOND;
    assertThat(next()).isEqualTo("1");
  }

  @Test
  void whenItIsFullTheOldestGoes() {
    for (int i = 0; i < MailQueue.CAPACITY + 3; i++) {
      add("" + i);
    }
    assertThat(queue.size()).isEqualTo(MailQueue.CAPACITY);
    assertThat(queue.lost()).isEqualTo(3);
    assertThat(next()).isEqualTo("3");
    queue.delivered(3);
    assertThat(queue.lost()).isZero();
  }

  @Test
  void theOneThatFailedIsTheOldest() {
    add("0");
    MailQueue.Job job = queue.next(now).orElseThrow();
    for (int i = 1; i <= MailQueue.CAPACITY; i++) {
      add("" + i);
    }
    queue.failed(job, job.to(), now);
    assertThat(queue.lost()).isEqualTo(1);
    now += SECOND;
    assertThat(next()).isEqualTo("1");
  }

  @Test
  void nobodyTriesForEver() {
    add("old");
    now += MailQueue.LONGEST.toNanos();
    add("new");
    assertThat(next()).isEqualTo("old");
    MailQueue.Job old = new MailQueue.Job(new Notice(Instant.EPOCH, "old", ""), TO, now);
    queue.failed(old, TO, now);
    now += MailQueue.LONGEST.toNanos() + 1;
    assertThat(next()).isEqualTo("nothing");
    assertThat(queue.lost()).isEqualTo(2);
  }

  @Test
  void onlyThoseWhoHaveNotGotIt() {
    queue.add(new Notice(Instant.EPOCH, "1", ""), List.of("a@b", "c@d"), now);
    MailQueue.Job job = queue.next(now).orElseThrow();
    queue.failed(job, List.of("c@d"), now);
    now += SECOND;
    assertThat(queue.next(now).map(MailQueue.Job::to)).isEqualTo(Optional.of(List.of("c@d")));
  }

  @Test
  void theEndWaitsForNothing() {
    add("1");
    MailQueue.Job job = queue.next(now).orElseThrow();
    queue.failed(job, job.to(), now);
    queue.hurry(now);
    assertThat(next()).isEqualTo("1");
    assertThat(MailQueue.FIRST_WAIT).isLessThan(Duration.ofSeconds(5));
  }
}
