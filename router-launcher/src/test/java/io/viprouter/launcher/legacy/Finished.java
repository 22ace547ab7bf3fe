package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VirtualRouterConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what a conversion gave as the launcher would. Stateless. */
final class Finished {

  /** For a file without one. */
  private static final String SECTION =
      "router.sections.added { bind = \"127.0.0.1:7999\", destinations = [\"db1:3306\"] }\n";

  private Finished() {}

  /** What the reader finds wrong; nothing if it is fine. */
  static Optional<String> settings(Conversion conversion, Path directory) {
    Problems problems = new Problems();
    read(conversion.hocon(), directory, problems);
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(problems.lines() + "\n" + conversion.hocon());
  }

  /** The settings of a conversion that must be fine. */
  static Settings of(Conversion conversion, Path directory) {
    if (!conversion.isFine()) {
      throw new AssertionError(conversion.faults().toString());
    }
    Problems problems = new Problems();
    return read(conversion.hocon(), directory, problems)
        .orElseThrow(() -> new AssertionError(problems.lines() + "\n" + conversion.hocon()));
  }

  /** Throws if the library has a rule that is broken. */
  private static void checkByTheLibrary(VirtualRouterSettings from) {
    VirtualRouterSettings.Protocol protocol = from.protocol();
    VirtualRouterConfigBuilder builder =
        VirtualRouterConfig.builder(from.name())
            .interfaceName(from.interfaceName())
            .virtualRouterId(from.virtualRouterId())
            .priority(from.priority())
            .advertisementInterval(protocol.interval())
            .addresses(from.addresses())
            .accept(protocol.accept())
            .preempt(from.preemption().preempt())
            .preemptDelay(from.preemption().delay())
            .unicastPeers(protocol.unicastPeers())
            .trackedInterfaces(from.tracking().interfaces())
            .gratuitousArp(from.gratuitousArp())
            .realTimePriority(protocol.realTimePriority());
    protocol.version().ifPresent(builder::version);
    protocol.sourceAddress().ifPresent(builder::sourceAddress);
    if (protocol.password().given()) {
      builder.password(protocol.password().value());
    }
    assertThat(builder.build().name()).isEqualTo(from.name());
  }

  private static Optional<Settings> read(String text, Path directory, Problems problems) {
    try {
      boolean whole = text.contains("\n  sections {");
      Path file = directory.resolve("converted.conf");
      Files.writeString(file, whole ? text : text + SECTION);
      Optional<Settings> settings = new SettingsReader(problems).read(file, List.of());
      settings.ifPresent(read -> read.virtualRouters().forEach(Finished::checkByTheLibrary));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
