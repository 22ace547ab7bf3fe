package io.viprouter.launcher.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** How values and rules are written in messages. Stateless. */
public final class Words {

  /** What the library puts in front of its messages: file, line or another description. */
  private static final Pattern ORIGIN =
      Pattern.compile("^.*?: (?:\\d+(?:-\\d+)?: )?", Pattern.DOTALL);

  private static final ConfigRenderOptions RENDER = ConfigRenderOptions.concise();
  private static final int LONGEST_DETAIL = 300;
  private static final int LONGEST_QUOTE = 80;

  private Words() {}

  /** The message of the library without the origin that stands in front of it. */
  static String detail(ConfigException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    String detail = e.origin() == null ? message : ORIGIN.matcher(message).replaceFirst("");
    return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "..." : detail;
  }

  /** A value as it was written, in quotes, not too long. */
  static String quote(ConfigValue value) {
    Object plain = value.unwrapped();
    String text = plain instanceof String string ? string : value.render(RENDER);
    return quote(text);
  }

  static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return "'"
        + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line)
        + "'";
  }

  /** The type of a value, with its article. */
  static String type(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case NULL -> "null";
      default -> "a " + value.valueType().name().toLowerCase(Locale.ROOT);
    };
  }

  /**
   * A duration as one writes it in a file.
   *
   * @param value whole microseconds
   * @return for example {@code 1500ms} or {@code 2s}
   */
  public static String duration(Duration value) {
    if (value.toNanosPart() % 1_000_000 != 0) {
      return value.toNanos() / 1000 + "us";
    }
    if (value.toMillisPart() != 0) {
      return value.toMillis() + "ms";
    }
    if (!value.isZero() && value.toSeconds() % Duration.ofDays(1).toSeconds() == 0) {
      return value.toDays() + "d";
    }
    if (!value.isZero() && value.toSeconds() % Duration.ofHours(1).toSeconds() == 0) {
      return value.toHours() + "h";
    }
    return value.toSeconds() + "s";
  }
}
