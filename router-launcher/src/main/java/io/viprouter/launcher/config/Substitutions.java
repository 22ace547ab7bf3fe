package io.viprouter.launcher.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import java.util.HashSet;
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

  /** The resolved configuration; without the values of those that stand for nothing. */
  static Config resolve(Config layered, FileNames names, Problems problems) {
    Config trial = layered;
    Set<String> missing = new HashSet<>();
    while (true) {
      try {
        return trial.resolve();
      } catch (ConfigException.UnresolvedSubstitution e) {
        report(e, names, problems);
        Matcher name = NAME.matcher(String.valueOf(e.getMessage()));
        if (!name.find() || !missing.add(name.group(1)) || missing.size() > MOST) {
          return ConfigFactory.empty();
        }
        trial = trial.withFallback(nothing(name.group(1)));
      }
    }
  }

  private static void report(ConfigException e, FileNames names, Problems problems) {
    ConfigOrigin origin = e.origin();
    Place place = origin == null ? names.main() : names.place(origin).orElseGet(names::main);
    problems.addAndSilence(place, "", Words.detail(e));
  }

  private static Config nothing(String name) {
    return ConfigFactory.parseString(name + " = \"\"", ConfigParseOptions.defaults());
  }
}
