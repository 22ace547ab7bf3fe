package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.util.List;

/**
 * A line of {@code keepalived.conf} that says something. Immutable.
 *
 * @param place where it stands
 * @param text without comments, everything put in
 * @param comments what stands above it and behind it
 */
record KeepLine(Place place, String text, List<String> comments) {

  KeepLine {
    comments = List.copyOf(comments);
  }
}
