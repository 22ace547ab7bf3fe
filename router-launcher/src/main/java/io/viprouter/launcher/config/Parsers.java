package io.viprouter.launcher.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The kinds of values. Stateless.
 *
 * <p>The library's own getters are too kind: they cut fractions off, take a number without a unit
 * for milliseconds and know no ranges.
 */
final class Parsers {

  /** Turns a value into what is needed, or says what is wrong with it. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(ConfigValue value) throws Fault;
  }

  private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,30}");

  private static final Set<String> TRUTHS = Set.of("true", "false");
  private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final String NAME_RULE = " has 1 to 64 printable characters without blanks";

  private Parsers() {}

  static Parser<Integer> integer(int least, int most) {
    Parser<Long> wide = number(least, most);
    return value -> Math.toIntExact(wide.parse(value));
  }

  static Parser<Long> number(long least, long most) {
    return value -> {
      BigDecimal number = wholeNumber(value);
      if (number.compareTo(BigDecimal.valueOf(least)) < 0
          || number.compareTo(BigDecimal.valueOf(most)) > 0) {
        throw new Fault(Words.quote(value) + " is out of range; " + least + " to " + most);
      }
      return number.longValueExact();
    };
  }

  static Parser<Duration> duration(Duration least, Duration most) {
    return value -> {
      Duration duration = plainDuration(value);
      if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
        throw new Fault(
            Words.quote(value)
                + " is out of range; "
                + Words.duration(least)
                + " to "
                + Words.duration(most));
      }
      return duration;
    };
  }

  /** A duration that may also be zero, which turns the thing off. */
  static Parser<Duration> durationOrZero(Duration least, Duration most) {
    return value -> {
      if (plainDuration(value).isZero()) {
        return Duration.ZERO;
      }
      try {
        return duration(least, most).parse(value);
      } catch (Fault e) {
        throw new Fault(e.what() + ", or 0s");
      }
    };
  }

  static Parser<Duration> wholeSeconds(Duration least, Duration most) {
    return value -> {
      Duration duration = duration(least, most).parse(value);
      if (duration.toNanosPart() != 0) {
        throw new Fault(Words.quote(value) + " is not whole seconds");
      }
      return duration;
    };
  }

  static Parser<String> string() {
    return value -> text(value, "a string");
  }

  static Parser<Boolean> bool() {
    return value -> {
      Object plain = value.unwrapped();
      if (plain instanceof Boolean truth) {
        return truth;
      }
      // What comes from the environment or the command line is a string.
      String text = text(value, "true or false");
      if (!TRUTHS.contains(text)) {
        throw new Fault(Words.quote(value) + " is neither true nor false");
      }
      return text.equals("true");
    };
  }

  /** A string as it stands, blanks at its ends included; a number as it was written. */
  static Parser<String> plainText() {
    return value -> {
      if (value.valueType() == ConfigValueType.NUMBER) {
        return asWritten(value);
      }
      text(value, "a string");
      return (String) value.unwrapped();
    };
  }

  /** A string that no message may show. */
  static Parser<Secret> secret() {
    return value -> {
      return switch (value.valueType()) {
        case STRING -> new Secret((String) value.unwrapped());
        case NUMBER -> new Secret(asWritten(value));
        default -> throw new Fault("is " + Words.type(value) + "; expected a string");
      };
    };
  }

  /** A number with the zeros in front that the library's other ways leave out. */
  private static String asWritten(ConfigValue number) {
    return number.atKey("n").getString("n");
  }

  static Parser<String> interfaceName() {
    return value -> {
      String text = text(value, "the name of an interface");
      if (!INTERFACE.matcher(text).matches()) {
        throw new Fault(
            Words.quote(text) + " is no name of an interface; 1 to 15 characters, no blanks");
      }
      return text;
    };
  }

  /** A name; {@code whose} begins the sentence that refuses it. */
  static Parser<String> name(String whose) {
    return value -> {
      String text = text(value, "a name");
      if (!NAME.matcher(text).matches()) {
        throw new Fault(Words.quote(text) + ": " + whose + NAME_RULE);
      }
      return text;
    };
  }

  /** A name that is itself a key. */
  static void checkName(Node node, String name, String whose) {
    if (!NAME.matcher(name).matches()) {
      node.reading().fault(node.path(), whose + NAME_RULE);
    }
  }

  /** One of some words; {@code noun} is what they are called. */
  static <T> Parser<T> choice(String noun, T[] choices, Function<T, String> key) {
    List<String> words = Arrays.stream(choices).map(key).toList();
    return value -> {
      String written = text(value, "one of " + String.join(", ", words));
      int index = words.indexOf(written);
      if (index < 0) {
        String meant = Nearest.hint(written, words);
        throw new Fault(
            "unknown "
                + noun
                + " "
                + Words.quote(written)
                + (meant.isEmpty() ? "; one of " + String.join(", ", words) : meant));
      }
      return choices[index];
    };
  }

  /** The text of a string; numbers are not taken for one, null still less. */
  static String text(ConfigValue value, String expected) throws Fault {
    if (value.valueType() != ConfigValueType.STRING) {
      throw mismatch(value, expected);
    }
    return ((String) value.unwrapped()).strip();
  }

  static Fault mismatch(ConfigValue value, String expected) {
    String type = Words.type(value);
    return value.valueType() == ConfigValueType.NULL
        ? new Fault("has no value (null); expected " + expected)
        : new Fault(Words.quote(value) + " is " + type + "; expected " + expected);
  }

  private static BigDecimal wholeNumber(ConfigValue value) throws Fault {
    String text;
    if (value.valueType() == ConfigValueType.NUMBER) {
      text = value.render();
    } else {
      // What comes from the environment or the command line is a string.
      text = text(value, "a whole number");
      if (!WHOLE_NUMBER.matcher(text).matches()) {
        throw new Fault(Words.quote(value) + " is not a whole number");
      }
    }
    BigDecimal number = new BigDecimal(text);
    if (number.stripTrailingZeros().scale() > 0) {
      throw new Fault(Words.quote(value) + " is not a whole number");
    }
    return number;
  }

  private static Duration plainDuration(ConfigValue value) throws Fault {
    String expected = "a duration such as 500ms, 1s or 2m";
    String text =
        value.valueType() == ConfigValueType.NUMBER ? value.render() : text(value, expected);
    if (BARE_NUMBER.matcher(text).matches()) {
      if (new BigDecimal(text.endsWith(".") ? text + "0" : text).signum() == 0) {
        return Duration.ZERO;
      }
      throw new Fault(
          Words.quote(value) + " has no unit; write " + text + "s, " + text + "ms or the like");
    }
    try {
      return ConfigValueFactory.fromAnyRef(text).atKey("d").getDuration("d");
    } catch (ConfigException e) {
      throw new Fault(Words.quote(value) + " is not " + expected);
    }
  }
}
