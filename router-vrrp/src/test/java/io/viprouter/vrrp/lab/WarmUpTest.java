package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a takeover needs is loaded before BACKUP is entered: the first one is as quick as any. */
class WarmUpTest extends TwoRouters {

  private static final String LOADED = "[class,load]";

  @Test
  void theFirstTakeoverLoadsNoClassOfOurs() {
    List<String> talkative = List.of("env", "JAVA_TOOL_OPTIONS=-Xlog:class+load:stdout");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    LabRouter.Ours router =
        lab.closing(LabRouter.Ours.start(one, talkative, classes, Spec.v2(120)));
    Await.until("it is master", seconds(20), () -> router.said("to=ACTIVE"));
    List<String> lines = router.process().lines();
    assertThat(lines).anyMatch(WarmUpTest::isOurs);
    int backup = index(lines, "to=BACKUP");
    int active = index(lines, "to=ACTIVE");
    assertThat(lines.subList(backup, active)).filteredOn(WarmUpTest::isOurs).isEmpty();
  }

  private static int index(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("TRANSITION") && lines.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError(text + " was not said");
  }

  private static boolean isOurs(String line) {
    return line.contains(LOADED)
        && (line.contains(" io.viprouter.vrrp.") || line.contains(" com.sun.jna."));
  }
}
