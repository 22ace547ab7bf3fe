package io.viprouter.launcher.legacy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code vrrp_script}: a command that is run again and again. Immutable.
 *
 * @param name of the script
 * @param command absolute path and arguments
 * @param interval in seconds
 * @param timeout in seconds
 * @param rise good results in a row that make it well
 * @param fall bad ones that make it fail
 * @param weight added to the priority; 0: failing means unfit
 * @param user who runs it; empty: who runs the router
 * @param comments the comment lines above it
 */
record Script(
    String name,
    List<String> command,
    BigDecimal interval,
    BigDecimal timeout,
    int rise,
    int fall,
    int weight,
    String user,
    List<String> comments) {

  Script {
    command = List.copyOf(command);
    comments = List.copyOf(comments);
  }

  /** As an element of {@code track-commands}. */
  String hocon(int effectiveWeight) {
    List<String> parts = new ArrayList<>();
    parts.add("name = " + Group.text(name));
    parts.add("command = " + Group.list(command));
    parts.add("interval = " + Seconds.text(interval));
    parts.add("timeout = " + Seconds.text(timeout));
    parts.add("rise = " + rise);
    parts.add("fall = " + fall);
    if (effectiveWeight != 0) {
      parts.add("weight = " + effectiveWeight);
    }
    if (!user.isEmpty()) {
      parts.add("user = " + Group.text(user));
    }
    return "{ " + String.join(", ", parts) + " }";
  }
}
