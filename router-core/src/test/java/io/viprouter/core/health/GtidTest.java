package io.viprouter.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one server has executed and another has not. */
class GtidTest {

  private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
  private static final String B = "4f22fa47-71ca-11e1-9e33-c80aa9429562";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A:1-5          | A:1-5           | ''",
        "A:1-5          | A:1-7           | ''",
        "A:1-7          | A:1-5           | A:6-7",
        "A:1-5          | ''              | A:1-5",
        "''             | A:1-5           | ''",
        "A:1-10         | A:1-3:5:8-10    | A:4:6-7",
        "A:1-3:5-7      | A:2-6           | A:1:7",
        "A:1-3,B:1-2    | A:1-3           | B:1-2",
        "A:1-3,B:1-2    | B:1-2,A:1-2     | A:3",
        "A:1-2:3-4      | A:1-4           | ''",
        "A:1-3:tag:1-2  | A:1-3           | A:tag:1-2",
        "A:tag:1-2:x:7  | A:tag:1:x:7     | A:tag:2",
      })
  void setsAreSubtracted(String set, String other, String rest) {
    assertThat(GtidSet.parse(uuids(set)).minus(GtidSet.parse(uuids(other))))
        .isEqualTo(GtidSet.parse(uuids(rest)))
        .hasToString(uuids(rest));
  }

  @Test
  void serversBreakLinesAndWriteUpperCase() {
    assertThat(GtidSet.parse(A.toUpperCase(Locale.ROOT) + ":1-3,\n" + B + ":1"))
        .hasToString(A + ":1-3," + B + ":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x:1",
        "3e11fa47-71ca-11e1-9e33-c80aa9429562",
        "3e11fa47-71ca-11e1-9e33-c80aa9429562:",
        "3e11fa47-71ca-11e1-9e33-c80aa9429562:0",
        "3e11fa47-71ca-11e1-9e33-c80aa9429562:5-3",
        "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-99999999999999999999",
        "0-1-5"
      })
  void whatIsNoSetIsQuoted(String text) {
    assertThatThrownBy(() -> GtidSet.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text.substring(Math.max(0, text.length() - 20)));
  }

  @Test
  void differenceIsThatOfTheNumbers() {
    long seed = Long.getLong("seed", 20_261_126);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Set<Integer> left = numbers(random);
      Set<Integer> right = numbers(random);
      GtidSet difference = set(left).minus(set(right));
      left.removeAll(right);
      assertThat(difference).as("seed %d, round %d", seed, round).isEqualTo(set(left));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-1-53        | 0-1-53       | ''",
        "0-1-53        | 0-2-55       | ''",
        "0-2-55        | 0-1-53       | 0-2-54 to 0-2-55",
        "0-2-54        | 0-1-53       | 0-2-54",
        "0-1-53        | 0-2-53       | 0-1-53",
        "0-1-5,1-1-7   | 0-1-5        | up to 1-1-7",
        "0-1-5,1-1-1   | 0-1-4        | 0-1-5,1-1-1",
        "''            | 0-1-4        | ''",
      })
  void positionsAreComparedByDomain(String here, String there, String lacked) {
    assertThat(GtidPosition.parse(here).lackedBy(GtidPosition.parse(there))).isEqualTo(lacked);
  }

  @Test
  void whatCannotBeComparedSaysSo() {
    assertThatThrownBy(() -> GtidSet.EMPTY.lackedBy(GtidPosition.parse("0-1-1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GtidPosition.parse("0-1-1").lackedBy(new ExecutedGtids.None()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutedGtids.None().lackedBy(GtidSet.EMPTY))
        .hasMessageContaining("GTIDs are off");
    assertThatThrownBy(() -> GtidPosition.parse("0-1")).hasMessageContaining("'0-1'");
  }

  private static Set<Integer> numbers(Random random) {
    Set<Integer> numbers = new TreeSet<>();
    int many = random.nextInt(12);
    for (int i = 0; i < many; i++) {
      numbers.add(1 + random.nextInt(15));
    }
    return numbers;
  }

  private static GtidSet set(Set<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append(A).append(':').append(number).append(','));
    return GtidSet.parse(text.toString());
  }

  private static String uuids(String text) {
    return text.replaceAll("\\bA:", A + ":").replaceAll("\\bB:", B + ":");
  }
}
