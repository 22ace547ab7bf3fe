package io.viprouter.launcher.legacy;

import java.util.List;

/**
 * An option as it stands in a file. Immutable.
 *
 * @param name in lower case
 * @param value nothing put in yet
 * @param line from 1
 * @param comments the comment lines above it
 */
record IniOption(String name, String value, int line, List<String> comments) {}
