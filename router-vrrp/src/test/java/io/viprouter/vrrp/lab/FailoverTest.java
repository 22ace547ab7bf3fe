package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.lab.LabRouter.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two routers, in every mixture of ours and keepalived's. */
class FailoverTest {

  private Lab lab;
  private Lab.Host one;
  private Lab.Host two;
  private Lab.Host user;

  @BeforeEach
  void build() {
    Requires.keepalived();
    lab = new Lab();
    one = lab.host("r1", 102);
    two = lab.host("r2", 104);
    user = lab.host("cl", 50);
  }

  @AfterEach
  void remove() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void electionThenStopThenPreempt(Kind first, Kind second) {
    Client client = lab.closing(new Client(user, Spec.VIP, one, two));
    LabRouter a = LabRouter.start(first, lab, one, Spec.v2(120));
    LabRouter b = LabRouter.start(second, lab, two, Spec.v2(80));
    Await.until("the better one is master", Duration.ofSeconds(6), a::isMaster);
    Await.until("the client sees it", Duration.ofSeconds(3), () -> client.sees(one));
    Await.always("the other is not", Duration.ofSeconds(2), () -> !b.isMaster());

    long stopped = System.nanoTime();
    a.stop();
    Await.until("the other takes over", Duration.ofSeconds(3), () -> client.sees(two));
    assertThat(client.blackoutMs(stopped)).as("skew").isBetween(500.0, 900.0);
    assertThat(one.has(Spec.VIP)).isFalse();

    long again = System.nanoTime();
    LabRouter.start(first, lab, one, Spec.v2(120));
    Await.until("it comes back", Duration.ofSeconds(8), () -> client.sees(one));
    assertThat(client.blackoutMs(again)).isLessThan(150);
    assertThat(b.isMaster()).isFalse();
  }
}
