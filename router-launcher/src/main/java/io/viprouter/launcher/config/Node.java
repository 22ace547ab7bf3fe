package io.viprouter.launcher.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.viprouter.launcher.config.Parsers.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group of keys and the group its defaults come from. Confined to the thread that reads it.
 *
 * <p>A value that breaks its rule is reported, and the documented default stands in for it, so that
 * reading goes on to the next fault.
 */
final class Node {

  private static final ConfigObject NOTHING = ConfigFactory.empty().root();

  private final Reading reading;
  private final KeyPath path;
  private final ConfigObject own;
  private final KeyPath defaultsPath;
  private final ConfigObject defaults;

  private Node(
      Reading reading,
      KeyPath path,
      ConfigObject own,
      KeyPath defaultsPath,
      ConfigObject defaults) {
    this.reading = reading;
    this.path = path;
    this.own = own;
    this.defaultsPath = defaultsPath;
    this.defaults = defaults;
  }

  /** The group that the whole configuration is in. */
  static Node router(Reading reading) {
    KeyPath path = KeyPath.of("router");
    ConfigObject own = object(reading, path, reading.root().get("router")).orElse(NOTHING);
    return new Node(reading, path, own, path, reading.reference().group(path));
  }

  /** A group whose defaults stand in another one, which is a child of this. */
  Node withDefaultsOf(String defaultsKey, KeyPath path, ConfigObject own) {
    Node defaultsNode = group(defaultsKey);
    return new Node(
        reading,
        path,
        own,
        defaultsNode.path,
        defaultsNode.own.withFallback(defaultsNode.defaults));
  }

  /** A group in this group. */
  Node group(String key) {
    KeyPath childDefaultsPath = defaultsPath.then(key);
    KeyPath childPath = path.then(key);
    ConfigObject byReference = reading.reference().group(childDefaultsPath);
    ConfigObject childDefaults =
        object(reading, childDefaultsPath, defaults.get(key)).orElse(byReference);
    ConfigObject childOwn = object(reading, childPath, own.get(key)).orElse(NOTHING);
    return new Node(reading, childPath, childOwn, childDefaultsPath, childDefaults);
  }

  Reading reading() {
    return reading;
  }

  KeyPath path() {
    return path;
  }

  /** What stands here, the defaults left aside. */
  ConfigObject own() {
    return own;
  }

  /** The value of a key, wherever it comes from. */
  Item<ConfigValue> find(String key) {
    ConfigValue last = byReference(key);
    ConfigValue here = own.get(key);
    if (here != null) {
      return new Item<>(path.then(key), here);
    }
    ConfigValue byDefault = defaults.get(key);
    return new Item<>(defaultsPath.then(key), byDefault == null ? last : byDefault);
  }

  <T> T read(String key, Parser<T> parser) {
    Item<ConfigValue> found = find(key);
    return parse(found, parser).orElseGet(() -> byReference(key, parser));
  }

  /** The value of a key that may be null; empty then, and after a fault. */
  <T> Optional<T> readIfAny(String key, Parser<T> parser) {
    Item<ConfigValue> found = find(key);
    return found.value().valueType() == ConfigValueType.NULL
        ? Optional.empty()
        : parse(found, parser);
  }

  /** The value of a key without a default. */
  <T> Optional<T> readRequired(String key, Parser<T> parser) {
    if (find(key).value().valueType() == ConfigValueType.NULL) {
      reading.fault(path, "'" + key + "' is missing");
      return Optional.empty();
    }
    return readIfAny(key, parser);
  }

  /** The elements of a list, not looked at yet. */
  List<Item<ConfigValue>> list(String key, String expected) {
    Item<ConfigValue> found = find(key);
    if (!(found.value() instanceof ConfigList list)) {
      reading.fault(found.path(), Parsers.mismatch(found.value(), expected).what());
      return List.of();
    }
    List<Item<ConfigValue>> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new Item<>(found.path().element(i), list.get(i)));
    }
    return elements;
  }

  /** What the parser makes of a value; empty after a fault. */
  <T> Optional<T> parse(Item<ConfigValue> item, Parser<T> parser) {
    try {
      return Optional.of(parser.parse(item.value()));
    } catch (Fault e) {
      reading.fault(item.path(), e.what());
      return Optional.empty();
    }
  }

  /** The documented default. */
  ConfigValue byReference(String key) {
    return reading.reference().get(defaultsPath.then(key));
  }

  private <T> T byReference(String key, Parser<T> parser) {
    try {
      return parser.parse(byReference(key));
    } catch (Fault e) {
      throw new IllegalStateException("the default of " + defaultsPath.then(key) + e.what(), e);
    }
  }

  private static Optional<ConfigObject> object(
      Reading reading, KeyPath path, @Nullable ConfigValue value) {
    if (value == null || value instanceof ConfigObject) {
      return Optional.ofNullable((ConfigObject) value);
    }
    reading.fault(path, Parsers.mismatch(value, "an object: { ... }").what());
    return Optional.empty();
  }
}
