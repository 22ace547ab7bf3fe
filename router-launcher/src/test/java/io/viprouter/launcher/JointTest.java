package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.RouterException;
import io.viprouter.core.RoutingSection;
import io.viprouter.vrrp.AddressHook;
import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.VirtualAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two halves, each played by a fake. */
final class JointTest {

  private static final VirtualAddress VIP = VirtualAddress.parse("172.168.1.20/24");
  private static final VirtualAddress OTHER = VirtualAddress.parse("172.168.1.21/24");

  /** Sections that note what is done to them, and refuse some addresses. */
  private static final class FakeSections implements Sections {
    final List<String> done = Collections.synchronizedList(new ArrayList<>());
    final Set<String> unknown = Collections.synchronizedSet(new HashSet<>());
    final Set<SocketAddress> taken = Collections.synchronizedSet(new HashSet<>());

    @Override
    public void update(RoutingSection section) {
      for (SocketAddress bind : section.binds()) {
        if (taken.contains(bind)) {
          throw new RouterException(
              section.name(), "cannot listen on " + bind, new IOException("in use"));
        }
      }
      done.add(section.name() + " on " + section.binds().stream().map(JointTest::text).toList());
    }

    @Override
    public boolean usable(String section) {
      return !unknown.contains(section);
    }

    @Override
    public void disconnect(InetAddress address) {
      done.add("disconnect " + address.getHostAddress());
    }
  }

  private final FakeSections sections = new FakeSections();
  private final AtomicBoolean portIsFree = new AtomicBoolean(true);
  private final Joint joint = new Joint(sections, bind -> portIsFree.get());
  private final BlockingQueue<Fitness> told = new LinkedBlockingQueue<>();
  private final AddressHook hook = joint.hook();

  private static String text(SocketAddress address) {
    InetSocketAddress inet = (InetSocketAddress) address;
    return inet.getHostString() + ":" + inet.getPort();
  }

  private static InetSocketAddress at(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static RoutingSection section(String name, SocketAddress... binds) {
    return RoutingSection.builder(name)
        .binds(Arrays.asList(binds))
        .destination("db1", 3306)
        .build();
  }

  @BeforeEach
  void attach() {
    joint.virtual(VirtualBinds.of(Map.of("VI_1", List.of(VIP.address(), OTHER.address()))));
    joint.attach("VI_1", List.of("rw"), standing -> told.add(standing.fitness()));
  }

  @AfterEach
  void close() {
    joint.close();
  }

  private List<String> takeDone() {
    List<String> taken = List.copyOf(sections.done);
    sections.done.clear();
    return taken;
  }

  private Fitness awaitTold() throws InterruptedException {
    Fitness fitness = told.poll(30, TimeUnit.SECONDS);
    assertThat(fitness).as("told").isNotNull();
    return fitness;
  }

  /** Somebody else takes the port of an address. */
  private void take(InetSocketAddress bind) {
    sections.taken.add(bind);
    portIsFree.set(false);
  }

  /** What was posted before this has been done. */
  private void settle() {
    joint.possible(section("settle"));
  }

  @Test
  void aSectionListensExactlyWhileItsAddressIsHere() {
    RoutingSection rw =
        section("rw", at("172.168.1.20", 7001), at("127.0.0.1", 7001), at("172.168.1.21", 7001));
    assertThat(joint.possible(rw).binds()).containsExactly(at("127.0.0.1", 7001));
    joint.define(rw);
    assertThat(takeDone()).last().isEqualTo("rw on [127.0.0.1:7001]");
    assertThat(joint.definitions()).isEqualTo(Map.of("rw", rw));
    hook.added(List.of(VIP));
    assertThat(takeDone()).containsExactly("rw on [172.168.1.20:7001, 127.0.0.1:7001]");
    hook.added(List.of(OTHER));
    assertThat(takeDone())
        .containsExactly("rw on [172.168.1.20:7001, 127.0.0.1:7001, 172.168.1.21:7001]");
    hook.removing(List.of(VIP, OTHER));
    assertThat(takeDone())
        .containsExactly(
            "rw on [127.0.0.1:7001]", "disconnect 172.168.1.20", "disconnect 172.168.1.21");
    assertThat(told).isEmpty();
  }

  @Test
  void sessionsEndAlsoWhereASectionListensOnAllAddresses() {
    joint.define(section("rw", at("0.0.0.0", 7001)));
    takeDone();
    hook.added(List.of(VIP));
    hook.removing(List.of(VIP));
    assertThat(takeDone()).containsExactly("disconnect 172.168.1.20");
  }

  @Test
  void aSectionThatIsDefinedLaterListensAtOnce() {
    hook.added(List.of(VIP));
    joint.define(section("rw", at("172.168.1.20", 7001)));
    assertThat(takeDone()).last().isEqualTo("rw on [172.168.1.20:7001]");
    joint.define(section("rw", at("172.168.1.20", 7002)));
    assertThat(takeDone()).last().isEqualTo("rw on [172.168.1.20:7002]");
    joint.forget("rw");
    hook.removing(List.of(VIP));
    assertThat(takeDone()).containsExactly("disconnect 172.168.1.20");
  }

  @Test
  void aSectionThatChangesGoesOnListeningWhereItDoes() {
    hook.added(List.of(VIP));
    joint.define(section("rw", at("172.168.1.20", 7001)));
    takeDone();
    joint.define(section("rw", at("172.168.1.20", 7001), at("127.0.0.1", 7001)));
    assertThat(takeDone()).isNotEmpty().containsOnly("rw on [172.168.1.20:7001, 127.0.0.1:7001]");
    sections.taken.add(at("172.168.1.20", 7002));
    joint.define(section("rw", at("172.168.1.20", 7001), at("172.168.1.20", 7002)));
    assertThat(takeDone())
        .as("also when another port is taken")
        .isNotEmpty()
        .containsOnly("rw on [172.168.1.20:7001]");
  }

  @Test
  void withoutADestinationItIsALastResort() throws Exception {
    joint.sectionUsable("ro", false, "not tracked");
    settle();
    assertThat(told).isEmpty();
    joint.sectionUsable("rw", false, "all are quarantined");
    assertThat(awaitTold()).isEqualTo(Fitness.LAST_RESORT);
    joint.sectionUsable("rw", false, "still so");
    settle();
    assertThat(told).isEmpty();
    joint.sectionUsable("rw", true, "db1 is well");
    assertThat(awaitTold()).isEqualTo(Fitness.FIT);
  }

  @Test
  void aSectionOfWhichNothingIsKnownYetIsNoBetter() throws Exception {
    sections.unknown.add("rw");
    joint.define(section("rw", at("172.168.1.20", 7001)));
    assertThat(awaitTold()).isEqualTo(Fitness.LAST_RESORT);
    joint.sectionUsable("rw", true, "db1 is the primary");
    assertThat(awaitTold()).isEqualTo(Fitness.FIT);
  }

  @Test
  void aFailingCommandIsWorse() throws Exception {
    joint.sectionUsable("rw", false, "all are quarantined");
    assertThat(awaitTold()).isEqualTo(Fitness.LAST_RESORT);
    joint.commands("VI_1", "track command chk failed");
    assertThat(awaitTold()).isEqualTo(Fitness.UNFIT);
    joint.commands("VI_1", "");
    assertThat(awaitTold()).isEqualTo(Fitness.LAST_RESORT);
  }

  @Test
  void anAddressWhosePortIsTakenMakesItUnfitUntilThePortIsFree() throws Exception {
    RoutingSection rw = section("rw", at("172.168.1.20", 7001), at("172.168.1.21", 7001));
    joint.define(rw);
    takeDone();
    take(at("172.168.1.20", 7001));
    hook.added(List.of(VIP, OTHER));
    assertThat(awaitTold()).isEqualTo(Fitness.UNFIT);
    assertThat(takeDone()).last().isEqualTo("rw on [172.168.1.21:7001]");
    hook.removing(List.of(VIP, OTHER));
    settle();
    assertThat(told).as("still unfit without the address").isEmpty();
    sections.taken.clear();
    portIsFree.set(true);
    assertThat(awaitTold()).isEqualTo(Fitness.FIT);
    takeDone();
    hook.added(List.of(VIP, OTHER));
    assertThat(takeDone()).containsExactly("rw on [172.168.1.20:7001, 172.168.1.21:7001]");
  }

  @Test
  void aPortThatIsTakenBeforeTheAddressComesMakesItUnfitAtOnce() throws Exception {
    portIsFree.set(false);
    joint.define(section("rw", at("172.168.1.20", 7001)));
    assertThat(awaitTold()).isEqualTo(Fitness.UNFIT);
    portIsFree.set(true);
    assertThat(awaitTold()).isEqualTo(Fitness.FIT);
  }

  @Test
  void itSaysWhyItIsUnfitAndWhatIsMore() throws Exception {
    BlockingQueue<String> why = new LinkedBlockingQueue<>();
    joint.attach("VI_1", List.of("rw"), standing -> why.add(standing.why()));
    joint.define(section("rw", at("172.168.1.20", 7001)));
    take(at("172.168.1.20", 7001));
    hook.added(List.of(VIP));
    assertThat(why.poll(30, TimeUnit.SECONDS))
        .startsWith("section rw cannot listen on 172.168.1.20")
        .endsWith("7001");
    joint.commands("VI_1", "track command disk failed: exit status 1");
    assertThat(why.poll(30, TimeUnit.SECONDS))
        .startsWith("section rw cannot listen on")
        .endsWith("; track command disk failed: exit status 1");
  }

  @Test
  void anAddressOfItsOwnMustBeBoundOrNothingChanges() {
    joint.define(section("rw", at("127.0.0.1", 7001)));
    takeDone();
    sections.taken.add(at("127.0.0.1", 7002));
    assertThatThrownBy(
            () -> joint.define(section("rw", at("127.0.0.1", 7002), at("172.168.1.20", 7001))))
        .isInstanceOf(RouterException.class)
        .hasMessageContaining("127.0.0.1");
    hook.added(List.of(VIP));
    assertThat(takeDone()).as("the old definition").isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void anotherDefinitionEndsTheDeafness() throws Exception {
    joint.define(section("rw", at("172.168.1.20", 7001)));
    take(at("172.168.1.20", 7001));
    hook.added(List.of(VIP));
    assertThat(awaitTold()).isEqualTo(Fitness.UNFIT);
    joint.define(section("rw", at("172.168.1.20", 7009)));
    assertThat(awaitTold()).isEqualTo(Fitness.FIT);
  }

  @Test
  void whoAttachesAgainKeepsItsStanding() throws Exception {
    joint.sectionUsable("rw", false, "all are quarantined");
    assertThat(awaitTold()).isEqualTo(Fitness.LAST_RESORT);
    joint.attach("VI_1", List.of("rw"), standing -> told.add(standing.fitness()));
    assertThat(told).isEmpty();
    joint.attach("VI_1", List.of(), standing -> told.add(standing.fitness()));
    assertThat(awaitTold()).isEqualTo(Fitness.FIT);
    joint.detach("VI_1");
    joint.commands("VI_1", "nobody is told");
    settle();
    assertThat(told).isEmpty();
  }

  @Test
  void aClosedJointTakesNotesInSilence() {
    joint.close();
    joint.sectionUsable("rw", false, "too late");
    assertThatThrownBy(() -> hook.added(List.of(VIP))).isInstanceOf(IllegalStateException.class);
  }
}
