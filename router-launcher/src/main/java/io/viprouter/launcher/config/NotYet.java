package io.viprouter.launcher.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;

/**
 * Refuses the keys whose feature comes in a later version. Stateless.
 *
 * <p>They may be set to the value that does nothing, which is their default. To ignore any other
 * would let somebody believe that, for example, a network is shut out.
 */
final class NotYet {

  private static final List<String> IN_SECTION =
      List.of("hold", "allow", "deny", "send-proxy-protocol", "accept-proxy-protocol-from");

  private static final String REFUSAL = "not supported yet in this version";

  private NotYet() {}

  static void checkSection(Node section) {
    IN_SECTION.forEach(key -> check(section, key));
  }

  private static void check(Node node, String key) {
    Item<ConfigValue> found = node.find(key);
    ConfigValue harmless = node.byReference(key);
    if (!same(found.value(), harmless)) {
      refuse(node, found.path(), "; leave it out or set it to " + Words.quote(harmless));
    }
  }

  private static void refuse(Node node, KeyPath path, String advice) {
    node.reading().fault(path, REFUSAL + advice);
  }

  private static boolean same(ConfigValue value, ConfigValue harmless) {
    if (value.valueType() == ConfigValueType.NULL
        || value.unwrapped().equals(harmless.unwrapped())) {
      return true;
    }
    try {
      return value.atKey("d").getDuration("d").equals(harmless.atKey("d").getDuration("d"));
    } catch (ConfigException e) {
      return false;
    }
  }
}
