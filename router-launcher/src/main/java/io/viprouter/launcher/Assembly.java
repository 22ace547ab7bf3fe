package io.viprouter.launcher;

import io.viprouter.core.Destination;
import io.viprouter.core.Monitor;
import io.viprouter.core.Network;
import io.viprouter.core.Router;
import io.viprouter.core.RouterBuilder;
import io.viprouter.core.RouterListener;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.launcher.config.MonitorSettings;
import io.viprouter.launcher.config.NotifySettings;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.TrackCommandSettings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.launcher.notify.MailSettings;
import io.viprouter.launcher.notify.TrackCommand;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VirtualRouterConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes of settings what the libraries run. Stateless. */
final class Assembly {

  private Assembly() {}

  /**
   * The definition of one section.
   *
   * @throws IllegalArgumentException if the library has a rule that the settings break
   */
  static RoutingSection section(Settings.Section from) {
    RoutingSectionBuilder builder =
        RoutingSection.builder(from.name())
            .binds(from.binds())
            .mode(from.mode())
            .strategy(from.strategy())
            .destinations(from.destinations())
            .fallback(from.fallback())
            .connectTimeout(from.timeouts().connect())
            .clientConnectTimeout(from.timeouts().clientConnect())
            .idleTimeout(from.timeouts().idle())
            .maxConnections(from.limits().connections())
            .maxConnectErrors(from.limits().connectErrors())
            .connectErrorsExpire(from.limits().connectErrorsExpire())
            .keepAlive(from.keepAlive())
            .health(from.health())
            .onUnfit(from.outage().onUnfit())
            .hold(from.outage().hold())
            .holdMax(from.outage().holdMax())
            .allow(texts(from.access().allow()))
            .deny(texts(from.access().deny()))
            .sendProxyProtocol(from.access().sendProxyProtocol())
            .acceptProxyProtocolFrom(texts(from.access().acceptProxyProtocolFrom()));
    return builder.build();
  }

  /** The lists of a section, of which the library has rules that the reader does not know. */
  static List<Consumer<RoutingSectionBuilder>> lists(Settings.Section from) {
    Settings.Access access = from.access();
    List<Consumer<RoutingSectionBuilder>> lists = new ArrayList<>();
    lists.add(builder -> builder.allow(texts(access.allow())).bind("host", 0).build());
    lists.add(builder -> builder.deny(texts(access.deny())).bind("host", 0).build());
    lists.add(
        builder ->
            builder
                .acceptProxyProtocolFrom(texts(access.acceptProxyProtocolFrom()))
                .bind("host", 0)
                .build());
    from.binds().forEach(bind -> lists.add(builder -> builder.binds(List.of(bind)).build()));
    return lists;
  }

  private static String[] texts(List<Network> networks) {
    return networks.stream().map(Network::toString).toArray(String[]::new);
  }

  /**
   * The definition of one virtual router.
   *
   * @throws IllegalArgumentException if the library has a rule that the settings break
   */
  static VirtualRouterConfig virtualRouter(VirtualRouterSettings from) {
    VirtualRouterSettings.Protocol protocol = from.protocol();
    VirtualRouterConfigBuilder builder =
        VirtualRouterConfig.builder(from.name())
            .interfaceName(from.interfaceName())
            .virtualRouterId(from.virtualRouterId())
            .priority(from.priority())
            .advertisementInterval(protocol.interval())
            .addresses(from.addresses())
            .preempt(from.preemption().preempt())
            .preemptDelay(from.preemption().delay())
            .unicastPeers(protocol.unicastPeers())
            .trackedInterfaces(from.tracking().interfaces())
            .gratuitousArp(from.gratuitousArp())
            .checksumForm(protocol.checksum())
            .accept(protocol.accept())
            .realTimePriority(protocol.realTimePriority());
    protocol.version().ifPresent(builder::version);
    protocol.sourceAddress().ifPresent(builder::sourceAddress);
    if (protocol.password().given()) {
      builder.password(protocol.password().value());
    }
    return builder.build();
  }

  /** One track command. */
  static TrackCommand trackCommand(TrackCommandSettings from) {
    return new TrackCommand(
        from.name(),
        from.command(),
        new TrackCommand.Pace(from.interval(), from.timeout()),
        new TrackCommand.Rule(from.rise(), from.fall(), from.weight()),
        from.user().orElse(""));
  }

  /** The commands of a virtual router or a sync group. */
  static io.viprouter.launcher.notify.NotifySettings notifications(NotifySettings from) {
    return new io.viprouter.launcher.notify.NotifySettings(
        from.always(), Notifications.byState(from.byState()), from.timeout());
  }

  /** Where mail goes; there is somebody to write to. */
  static MailSettings mail(Settings settings) {
    io.viprouter.launcher.config.MailSettings mail = settings.extras().mail();
    return new MailSettings(
        name(settings),
        mail.to(),
        mail.from(),
        new MailSettings.Server(
            mail.smtpHost(), mail.smtpPort(), mail.connectTimeout(), mail.heloName()));
  }

  /** How this router calls itself. */
  static String name(Settings settings) {
    String name = settings.process().name();
    return name.isEmpty() ? HostName.get() : name;
  }

  /**
   * The router, not started, with the sections as far as they can listen while no virtual address
   * is here.
   *
   * @param remembered where sections of these names begin
   */
  static Router router(
      Settings settings,
      VirtualBinds virtual,
      Map<String, Destination> remembered,
      List<RouterListener> listeners) {
    RouterBuilder router =
        Router.builder()
            .ioThreads(settings.process().ioThreads())
            .maxTotalConnections(settings.process().maxTotalConnections());
    listeners.forEach(router::listener);
    Set<String> known =
        settings.sections().stream().map(Settings.Section::name).collect(Collectors.toSet());
    remembered.forEach(
        (section, destination) -> {
          if (known.contains(section)) {
            router.initialDestination(section, destination);
          }
        });
    MonitorSettings monitor = settings.extras().monitor();
    if (monitor.given()) {
      router.monitor(
          new Monitor(
              to -> new MonitorDataSource(to, monitor.user(), monitor.password().value()),
              monitor.interval(),
              monitor.maxReplicationLag()));
    }
    settings
        .sections()
        .forEach(
            section -> {
              RoutingSection made = section(section);
              router.section(
                  made.toBuilder().binds(virtual.possible(made.binds(), Set.of())).build());
            });
    return router.build();
  }
}
