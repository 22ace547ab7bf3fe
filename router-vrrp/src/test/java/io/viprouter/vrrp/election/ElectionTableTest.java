package io.viprouter.vrrp.election;

import static io.viprouter.vrrp.VrrpState.ACTIVE;
import static io.viprouter.vrrp.VrrpState.BACKUP;
import static io.viprouter.vrrp.VrrpState.FAULT;
import static io.viprouter.vrrp.VrrpState.INITIALIZE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.election.Action.SendAdvert;
import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Event.GroupMoved;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Event.Plain;
import io.viprouter.vrrp.election.Event.PriorityChanged;
import io.viprouter.vrrp.election.Event.RulesChanged;
import io.viprouter.vrrp.election.Event.SourceChanged;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state times every event against a table written by hand. */
class ElectionTableTest {

  private static final long SECOND = 1_000_000_000L;
  private static final InetAddress LOCAL = InetAddresses.forString("10.0.0.2");
  private static final InetAddress LOWER_IP = InetAddresses.forString("10.0.0.1");
  private static final InetAddress HIGHER_IP = InetAddresses.forString("200.0.0.1");
  private static final Rules RULES = new Rules(2, 100, SECOND, true, 0);

  private static final Map<String, Event> EVENTS = events();

  private static Map<String, Event> events() {
    Map<String, Event> events = new LinkedHashMap<>();
    Arrays.stream(Plain.values()).forEach(plain -> events.put(plain.name(), plain));
    events.put("goodbye", new AdvertHeard(0, SECOND, LOWER_IP));
    events.put("lower", new AdvertHeard(80, SECOND, HIGHER_IP));
    events.put("equal,lower-ip", new AdvertHeard(100, SECOND, LOWER_IP));
    events.put("equal,higher-ip", new AdvertHeard(100, SECOND, HIGHER_IP));
    events.put("higher", new AdvertHeard(101, SECOND, LOWER_IP));
    events.put("owner", new AdvertHeard(255, SECOND, LOWER_IP));
    events.put("obstructed", new Obstructed(Obstacle.LINK));
    events.put("address-failed", new Obstructed(Obstacle.ADDRESS));
    events.put("cleared", new Cleared(Obstacle.UNFIT));
    events.put("cleared-other", new Cleared(Obstacle.LINK));
    events.put("group-active", new GroupMoved(ACTIVE));
    events.put("group-backup", new GroupMoved(BACKUP));
    events.put("priority", new PriorityChanged(50));
    events.put("rules", new RulesChanged(new Rules(2, 77, SECOND, false, 0)));
    events.put("lowest", new AdvertHeard(1, SECOND, LOWER_IP));
    events.put("fit", new FitnessChanged(Fitness.FIT));
    events.put("last", new FitnessChanged(Fitness.LAST_RESORT));
    events.put("unfit", new FitnessChanged(Fitness.UNFIT));
    events.put("source", new SourceChanged(HIGHER_IP));
    return events;
  }

  /**
   * State, event, next state, actions, timer in ms. The skew of priority 100 is 609 ms, that of a
   * last resort 996 ms.
   */
  private static final String TABLE =
      """
      INITIALIZE START           BACKUP     REMOVE,TELL                 3609
      INITIALIZE STOP            INITIALIZE -                           keep
      INITIALIZE DEADLINE_REACHED INITIALIZE -                          keep
      INITIALIZE WOKE_LATE       INITIALIZE -                           keep
      INITIALIZE ADDRESS_LOST    INITIALIZE -                           keep
      INITIALIZE RELEASE         INITIALIZE -                           keep
      INITIALIZE goodbye         INITIALIZE -                           keep
      INITIALIZE lower           INITIALIZE -                           keep
      INITIALIZE equal,lower-ip  INITIALIZE -                           keep
      INITIALIZE equal,higher-ip INITIALIZE -                           keep
      INITIALIZE higher          INITIALIZE -                           keep
      INITIALIZE owner           INITIALIZE -                           keep
      INITIALIZE obstructed      INITIALIZE -                           keep
      INITIALIZE address-failed  INITIALIZE -                           keep
      INITIALIZE cleared         INITIALIZE -                           keep
      INITIALIZE cleared-other   INITIALIZE -                           keep
      INITIALIZE group-active    INITIALIZE -                           keep
      INITIALIZE group-backup    INITIALIZE -                           keep
      INITIALIZE priority        INITIALIZE -                           keep
      INITIALIZE source          INITIALIZE -                           keep
      INITIALIZE rules           INITIALIZE -                           keep
      INITIALIZE lowest          INITIALIZE -                           keep
      INITIALIZE fit             INITIALIZE -                           keep
      INITIALIZE last            INITIALIZE -                           keep
      INITIALIZE unfit           INITIALIZE -                           keep
      BACKUP     START           BACKUP     -                           keep
      BACKUP     STOP            INITIALIZE TELL                        off
      BACKUP     DEADLINE_REACHED ACTIVE    ADVERT100,ADD,ANNOUNCE,TELL 1000
      BACKUP     WOKE_LATE       BACKUP     -                           1609
      BACKUP     ADDRESS_LOST    BACKUP     -                           keep
      BACKUP     RELEASE         BACKUP     -                           keep
      BACKUP     goodbye         BACKUP     -                           609
      BACKUP     lower           BACKUP     -                           keep
      BACKUP     equal,lower-ip  BACKUP     -                           3609
      BACKUP     equal,higher-ip BACKUP     -                           3609
      BACKUP     higher          BACKUP     -                           3609
      BACKUP     owner           BACKUP     -                           3609
      BACKUP     obstructed      FAULT      TELL                        off
      BACKUP     address-failed  FAULT      TELL                        10000
      BACKUP     cleared         BACKUP     -                           keep
      BACKUP     cleared-other   BACKUP     -                           keep
      BACKUP     group-active    ACTIVE     ADVERT100,ADD,ANNOUNCE,TELL* 1000
      BACKUP     group-backup    BACKUP     -                           keep
      BACKUP     priority        BACKUP     -                           keep
      BACKUP     source          BACKUP     -                           keep
      BACKUP     rules           BACKUP     -                           keep
      BACKUP     lowest          BACKUP     -                           609
      BACKUP     fit             BACKUP     -                           keep
      BACKUP     last            BACKUP     -                           3996
      BACKUP     unfit           FAULT      TELL                        off
      ACTIVE     START           ACTIVE     -                           keep
      ACTIVE     STOP            INITIALIZE ADVERT0,REMOVE,TELL         off
      ACTIVE     DEADLINE_REACHED ACTIVE    ADVERT100                   1000
      ACTIVE     WOKE_LATE       ACTIVE     ADVERT100,ANNOUNCE          1000
      ACTIVE     ADDRESS_LOST    ACTIVE     WARN,ADD,ANNOUNCE           keep
      ACTIVE     RELEASE         BACKUP     ADVERT0,REMOVE,TELL         3609
      ACTIVE     goodbye         ACTIVE     ADVERT100,ANNOUNCE          1000
      ACTIVE     lower           ACTIVE     ADVERT100,ANNOUNCE          1000
      ACTIVE     equal,lower-ip  ACTIVE     ADVERT100,ANNOUNCE          1000
      ACTIVE     equal,higher-ip BACKUP     ADVERT100,REMOVE,TELL       3609
      ACTIVE     higher          BACKUP     ADVERT100,REMOVE,TELL       3609
      ACTIVE     owner           BACKUP     ADVERT100,REMOVE,TELL       3609
      ACTIVE     obstructed      FAULT      ADVERT0,REMOVE,TELL         off
      ACTIVE     address-failed  FAULT      ADVERT0,REMOVE,TELL         10000
      ACTIVE     cleared         ACTIVE     -                           keep
      ACTIVE     cleared-other   ACTIVE     -                           keep
      ACTIVE     group-active    ACTIVE     -                           keep
      ACTIVE     group-backup    BACKUP     ADVERT0,REMOVE,TELL*        3609
      ACTIVE     priority        ACTIVE     -                           keep
      ACTIVE     source          ACTIVE     -                           keep
      ACTIVE     rules           ACTIVE     ADD,ADVERT77                1000
      ACTIVE     lowest          ACTIVE     ADVERT100,ANNOUNCE          1000
      ACTIVE     fit             ACTIVE     -                           keep
      ACTIVE     last            ACTIVE     ADVERT0,WARN                2000
      ACTIVE     unfit           FAULT      ADVERT0,REMOVE,TELL         off
      FAULT      START           FAULT      -                           keep
      FAULT      STOP            INITIALIZE TELL                        off
      FAULT      DEADLINE_REACHED FAULT     -                           keep
      FAULT      WOKE_LATE       FAULT      -                           keep
      FAULT      ADDRESS_LOST    FAULT      -                           keep
      FAULT      RELEASE         FAULT      -                           keep
      FAULT      goodbye         FAULT      -                           keep
      FAULT      lower           FAULT      -                           keep
      FAULT      equal,lower-ip  FAULT      -                           keep
      FAULT      equal,higher-ip FAULT      -                           keep
      FAULT      higher          FAULT      -                           keep
      FAULT      owner           FAULT      -                           keep
      FAULT      obstructed      FAULT      -                           keep
      FAULT      address-failed  FAULT      -                           10000
      FAULT      cleared         BACKUP     REMOVE,TELL                 3609
      FAULT      cleared-other   FAULT      -                           keep
      FAULT      group-active    FAULT      -                           keep
      FAULT      group-backup    FAULT      -                           keep
      FAULT      priority        FAULT      -                           keep
      FAULT      source          FAULT      -                           keep
      FAULT      rules           FAULT      -                           keep
      FAULT      lowest          FAULT      -                           keep
      FAULT      fit             BACKUP     REMOVE,TELL                 3609
      FAULT      last            BACKUP     REMOVE,TELL                 3996
      FAULT      unfit           FAULT      -                           keep
      LAST_BACKUP START           BACKUP     -                           keep
      LAST_BACKUP STOP            INITIALIZE TELL                        off
      LAST_BACKUP DEADLINE_REACHED ACTIVE     ADVERT1,ADD,ANNOUNCE,TELL   1000
      LAST_BACKUP WOKE_LATE       BACKUP     -                           1996
      LAST_BACKUP ADDRESS_LOST    BACKUP     -                           keep
      LAST_BACKUP RELEASE         BACKUP     -                           keep
      LAST_BACKUP goodbye         BACKUP     -                           2996
      LAST_BACKUP lower           BACKUP     -                           3996
      LAST_BACKUP equal,lower-ip  BACKUP     -                           3996
      LAST_BACKUP equal,higher-ip BACKUP     -                           3996
      LAST_BACKUP higher          BACKUP     -                           3996
      LAST_BACKUP owner           BACKUP     -                           3996
      LAST_BACKUP obstructed      FAULT      TELL                        off
      LAST_BACKUP address-failed  FAULT      TELL                        10000
      LAST_BACKUP cleared         BACKUP     -                           keep
      LAST_BACKUP cleared-other   BACKUP     -                           keep
      LAST_BACKUP group-active    ACTIVE     ADVERT1,ADD,ANNOUNCE,TELL*  1000
      LAST_BACKUP group-backup    BACKUP     -                           keep
      LAST_BACKUP priority        BACKUP     -                           keep
      LAST_BACKUP source          BACKUP     -                           keep
      LAST_BACKUP rules           BACKUP     -                           keep
      LAST_BACKUP lowest          BACKUP     -                           3996
      LAST_BACKUP fit             BACKUP     -                           keep
      LAST_BACKUP last            BACKUP     -                           keep
      LAST_BACKUP unfit           FAULT      TELL                        off
      LAST_ACTIVE START           ACTIVE     -                           keep
      LAST_ACTIVE STOP            INITIALIZE ADVERT0,REMOVE,TELL         off
      LAST_ACTIVE DEADLINE_REACHED ACTIVE     ADVERT1                     1000
      LAST_ACTIVE WOKE_LATE       ACTIVE     ADVERT1,ANNOUNCE            1000
      LAST_ACTIVE ADDRESS_LOST    ACTIVE     WARN,ADD,ANNOUNCE           keep
      LAST_ACTIVE RELEASE         BACKUP     ADVERT0,REMOVE,TELL         3996
      LAST_ACTIVE goodbye         ACTIVE     ADVERT1,ANNOUNCE            1000
      LAST_ACTIVE lower           BACKUP     ADVERT1,REMOVE,TELL         3996
      LAST_ACTIVE equal,lower-ip  BACKUP     ADVERT1,REMOVE,TELL         3996
      LAST_ACTIVE equal,higher-ip BACKUP     ADVERT1,REMOVE,TELL         3996
      LAST_ACTIVE higher          BACKUP     ADVERT1,REMOVE,TELL         3996
      LAST_ACTIVE owner           BACKUP     ADVERT1,REMOVE,TELL         3996
      LAST_ACTIVE obstructed      FAULT      ADVERT0,REMOVE,TELL         off
      LAST_ACTIVE address-failed  FAULT      ADVERT0,REMOVE,TELL         10000
      LAST_ACTIVE cleared         ACTIVE     -                           keep
      LAST_ACTIVE cleared-other   ACTIVE     -                           keep
      LAST_ACTIVE group-active    ACTIVE     -                           keep
      LAST_ACTIVE group-backup    BACKUP     ADVERT0,REMOVE,TELL*        3996
      LAST_ACTIVE priority        ACTIVE     -                           keep
      LAST_ACTIVE source          ACTIVE     -                           keep
      LAST_ACTIVE rules           ACTIVE     ADD,ADVERT1                 1000
      LAST_ACTIVE lowest          ACTIVE     ADVERT1,ANNOUNCE            1000
      LAST_ACTIVE fit             ACTIVE     ADVERT100                   1000
      LAST_ACTIVE last            ACTIVE     -                           keep
      LAST_ACTIVE unfit           FAULT      ADVERT0,REMOVE,TELL         off
      """;

  static List<Arguments> rows() {
    return TABLE.lines().map(line -> Arguments.of((Object[]) line.split(" +", -1))).toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void everyStateTimesEveryEvent(
      String state, String event, String next, String actions, String wait) {
    Event happened = EVENTS.get(event);
    assertThat(happened).as(event).isNotNull();
    Step step = Election.on(inNamed(state), happened, 0);
    assertThat(step.memory().state()).isEqualTo(VrrpState.valueOf(next));
    assertThat(text(step.actions())).isEqualTo(actions);
    assertThat(step.waitNanos() / 1_000_000)
        .isEqualTo(
            switch (wait) {
              case "keep" -> Step.KEEP / 1_000_000;
              case "off" -> Step.OFF / 1_000_000;
              default -> Long.parseLong(wait);
            });
    assertInvariant(step);
  }

  @Test
  void theTableIsComplete() {
    assertThat(rows()).hasSize((VrrpState.values().length + 2) * EVENTS.size());
    assertThat(rows().stream().map(row -> row.get()[0] + " " + row.get()[1]).distinct())
        .hasSize(rows().size());
  }

  private static Memory inNamed(String state) {
    String last = "LAST_";
    return state.startsWith(last)
        ? run(
            in(VrrpState.valueOf(state.substring(last.length()))),
            new FitnessChanged(Fitness.LAST_RESORT))
        : in(VrrpState.valueOf(state));
  }

  static Memory in(VrrpState state) {
    return in(state, RULES);
  }

  static Memory in(VrrpState state, Rules rules) {
    Memory memory = Election.on(Memory.of(rules), new SourceChanged(LOCAL), 0).memory();
    return switch (state) {
      case INITIALIZE -> memory;
      case BACKUP -> run(memory, Plain.START);
      case ACTIVE -> run(memory, Plain.START, Plain.DEADLINE_REACHED);
      case FAULT -> run(memory, new Obstructed(Obstacle.UNFIT), Plain.START);
    };
  }

  private static Memory run(Memory start, Event... events) {
    Memory memory = start;
    for (Event event : events) {
      memory = Election.on(memory, event, 0).memory();
    }
    return memory;
  }

  private static void assertInvariant(Step step) {
    Memory memory = step.memory();
    if (memory.state() == FAULT) {
      assertThat(memory.obstacles()).isNotEmpty();
    } else if (memory.state() != INITIALIZE) {
      assertThat(memory.obstacles()).isEmpty();
    }
    assertThat(step.actions().stream().filter(Tell.class::isInstance).count())
        .isLessThanOrEqualTo(1);
  }

  static String text(List<Action> actions) {
    String text =
        actions.stream()
            .map(
                action ->
                    action instanceof SendAdvert send
                        ? "ADVERT" + send.priority()
                        : action instanceof Tell tell
                            ? (tell.byGroup() ? "TELL*" : "TELL")
                            : action instanceof Action.Warn ? "WARN" : plain(action))
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "-" : text;
  }

  private static String plain(Action action) {
    return action.toString().replace("_ADDRESSES", "");
  }
}
