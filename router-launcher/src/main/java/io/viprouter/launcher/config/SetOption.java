package io.viprouter.launcher.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/**
 * One {@code --set path=value}. Stateless.
 *
 * <p>A value that begins with a bracket, a brace or a quote is read as HOCON. Any other is taken as
 * it stands: addresses hold colons, which HOCON wants quoted, and quotes rarely survive a shell.
 */
final class SetOption {

  private SetOption() {}

  static Config parse(String pathAndValue) throws Fault {
    int equals = pathAndValue.indexOf('=');
    if (equals <= 0) {
      throw new Fault("'" + pathAndValue + "' is not of the form path=value");
    }
    String path = pathAndValue.substring(0, equals).trim();
    String text = pathAndValue.substring(equals + 1).trim();
    try {
      return nested(ConfigUtil.splitPath(path), value(path, text));
    } catch (ConfigException.BadPath e) {
      throw new Fault("'" + path + "' is not a path such as router.io-threads");
    }
  }

  /** Every group on the way gets the origin, which the library would not give it. */
  private static Config nested(List<String> steps, ConfigValue value) {
    ConfigOrigin origin = ConfigOriginFactory.newSimple(Place.COMMAND_LINE.file());
    Config tree = ConfigFactory.empty();
    ConfigValue inner = value.withOrigin(origin);
    for (int i = steps.size() - 1; i >= 0; i--) {
      tree = inner.atKey(steps.get(i));
      inner = tree.root().withOrigin(origin);
    }
    return tree;
  }

  private static ConfigValue value(String path, String text) throws Fault {
    boolean hocon = text.startsWith("[") || text.startsWith("{") || text.startsWith("\"");
    if (!hocon) {
      return ConfigValueFactory.fromAnyRef(text);
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setOriginDescription(Place.COMMAND_LINE.file());
    try {
      return ConfigFactory.parseString("value = " + text, options).resolve().getValue("value");
    } catch (ConfigException e) {
      throw new Fault("the value of '" + path + "' is not HOCON: " + Words.detail(e));
    }
  }
}
