package io.viprouter.launcher.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in what {@code ${...}} stands for, and reports all that stand for nothing. Stateless.
 *
 * <p>The library stops at the first of them. So each is given an empty value, and it is asked
 * again.
 */
final class Substitutions {

  private static final Pattern NAME = Pattern.compile("\\$\\{\\??([^}]+)}");

  /** Most faults of this kind that are looked for. */
  private static final int MOST = 100;

  private Substitutions() {}

  /** The resolved configuration; empty if that cannot be had even so. */
  static Config resolve(Config layered, FileNames names, Problems problems) {
    Config trial = layered;
    Set<String> missing = new HashSet<>();
    while (true) {
      try {
        return without(missing, trial.resolve(), layered);
      } catch (ConfigException.UnresolvedSubstitution e) {
        Matcher name = NAME.matcher(String.valueOf(e.getMessage()));
        boolean found = name.find();
        boolean cycle = String.valueOf(e.getMessage()).contains("cycle");
        report(e, found && !cycle ? name.group() : "", names, problems);
        if (!found || cycle || !missing.add(name.group(1)) || missing.size() > MOST) {
          return ConfigFactory.empty();
        }
        trial = trial.withFallback(ConfigValueFactory.fromAnyRef("").atPath(name.group(1)));
      }
    }
  }

  private static void report(
      ConfigException e, String reference, FileNames names, Problems problems) {
    ConfigOrigin origin = e.origin();
    Place place = origin == null ? names.main() : names.place(origin).orElseGet(names::main);
    String what =
        reference.isEmpty()
            ? Words.detail(e)
            : reference + " stands for nothing: no such key, no such environment variable";
    problems.addAndSilence(place, "", what);
  }

  /** Takes the empty values out again, with the groups that exist only because of them. */
  private static Config without(Set<String> missing, Config resolved, Config layered) {
    Config rest = resolved;
    for (String name : missing) {
      List<String> steps = ConfigUtil.splitPath(name);
      int known = knownSteps(layered.root(), steps, 0);
      rest = rest.withoutPath(ConfigUtil.joinPath(steps.subList(0, known + 1)));
    }
    return rest;
  }

  private static int knownSteps(ConfigValue here, List<String> steps, int from) {
    if (from == steps.size() - 1 || !(here instanceof ConfigObject object)) {
      return from;
    }
    try {
      ConfigValue next = object.get(steps.get(from));
      return next == null ? from : knownSteps(next, steps, from + 1);
    } catch (ConfigException.NotResolved e) {
      return from;
    }
  }
}
