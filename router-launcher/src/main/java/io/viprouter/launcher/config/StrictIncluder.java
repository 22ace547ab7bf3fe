package io.viprouter.launcher.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes every include a required one and goes on after a fault in it. Confined to one parse.
 *
 * <p>By default an included file that does not exist counts as an empty one, so that a slip in its
 * name would go unnoticed.
 */
final class StrictIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final BiConsumer<String, ConfigException> faults;
  private final @Nullable ConfigIncluder usual;

  /**
   * Makes one.
   *
   * @param faults told the name of what was included and what is wrong with it
   */
  StrictIncluder(BiConsumer<String, ConfigException> faults) {
    this(faults, null);
  }

  private StrictIncluder(
      BiConsumer<String, ConfigException> faults, @Nullable ConfigIncluder usual) {
    this.faults = faults;
    this.usual = usual;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return new StrictIncluder(faults, fallback);
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return guarded(what, usual, ConfigIncluder.class, to -> to.include(strict(context), what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return guarded(
        what.toString(),
        usual,
        ConfigIncluderFile.class,
        to -> to.includeFile(strict(context), what));
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return guarded(
        what.toString(),
        usual,
        ConfigIncluderURL.class,
        to -> to.includeURL(strict(context), what));
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return guarded(
        what,
        usual,
        ConfigIncluderClasspath.class,
        to -> to.includeResources(strict(context), what));
  }

  private interface Inclusion<T> {
    ConfigObject from(T includer);
  }

  private <T> ConfigObject guarded(
      String what, @Nullable ConfigIncluder to, Class<T> kind, Inclusion<T> inclusion) {
    if (!kind.isInstance(to)) {
      throw new IllegalStateException("the parser cannot include '" + what + "'");
    }
    try {
      return inclusion.from(kind.cast(to));
    } catch (ConfigException e) {
      faults.accept(what, e);
      return ConfigFactory.empty().root();
    }
  }

  private static ConfigIncludeContext strict(ConfigIncludeContext context) {
    return context.setParseOptions(context.parseOptions().setAllowMissing(false));
  }
}
