package io.viprouter.launcher;

import io.viprouter.launcher.config.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a library refuses, in our words. Immutable.
 *
 * @param field the key that the library's message begins with, if it does
 * @param what the rest
 */
record LibraryFault(Optional<String> field, String what) {

  private static final Pattern FIELD = Pattern.compile("(?s)([a-z-]+): (.*)");
  private static final Pattern DURATION = Pattern.compile("\\bPT[0-9.HMS-]+\\b");

  /** The path says which section it is. */
  private static final Pattern SECTION = Pattern.compile("^section '[^']*': ");

  static LibraryFault of(IllegalArgumentException e) {
    String message = SECTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    message =
        DURATION
            .matcher(message)
            .replaceAll(found -> Words.duration(Duration.parse(found.group())));
    Matcher matcher = FIELD.matcher(message);
    return matcher.matches()
        ? new LibraryFault(Optional.of(matcher.group(1)), matcher.group(2))
        : new LibraryFault(Optional.empty(), message);
  }
}
