package io.viprouter.launcher.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The defaults and, with them, the known keys: what {@code reference.conf} holds. Confined to the
 * thread that reads a configuration.
 *
 * <p>It notes which keys are asked for, so that a test can tell a documented key that nobody reads.
 */
final class Reference {

  private static final String RESOURCE = "reference.conf";

  private final ConfigObject root;
  private final Set<String> asked = new TreeSet<>();

  private Reference(ConfigObject root) {
    this.root = root;
  }

  static Reference load() {
    return new Reference(
        ConfigFactory.parseResources(
                Reference.class.getClassLoader(),
                RESOURCE,
                ConfigParseOptions.defaults().setAllowMissing(false))
            .root());
  }

  Config config() {
    return root.toConfig();
  }

  /** The default of a key. */
  ConfigValue get(KeyPath path) {
    asked.add(path.toString());
    return find(path);
  }

  /** A group of keys. */
  ConfigObject group(KeyPath path) {
    if (find(path) instanceof ConfigObject object) {
      return object;
    }
    throw new IllegalStateException(RESOURCE + ": " + path + " is no object");
  }

  /** The keys whose default was asked for. */
  Set<String> asked() {
    return asked;
  }

  private ConfigValue find(KeyPath path) {
    ConfigValue here = root;
    for (String step : path.steps()) {
      ConfigValue next = here instanceof ConfigObject object ? object.get(step) : null;
      if (next == null) {
        throw new IllegalStateException(RESOURCE + " lacks " + path);
      }
      here = next;
    }
    return here;
  }
}
