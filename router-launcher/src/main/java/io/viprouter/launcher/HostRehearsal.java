package io.viprouter.launcher;

import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.vrrp.VirtualRouter;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks whether this host has what the configuration names: rights, interfaces, addresses,
 * directories. Confined to the main thread.
 */
final class HostRehearsal {

  private final Findings findings;

  HostRehearsal(Findings findings) {
    this.findings = findings;
  }

  void run(Settings settings) {
    if (!settings.virtualRouters().isEmpty()) {
      findings.tell("virtual routers", VirtualRouter.obstacle().orElse(""));
      settings.virtualRouters().forEach(this::virtualRouter);
    }
    settings.process().stateFile().ifPresent(this::stateFile);
  }

  private void virtualRouter(VirtualRouterSettings from) {
    String who = "virtual router " + from.name() + ", ";
    String own = from.interfaceName();
    findings.tell(who + "interface " + own, fault(own, true));
    for (String tracked : from.tracking().interfaces()) {
      findings.tell(who + "tracked interface " + tracked, fault(tracked, false));
    }
    from.protocol()
        .sourceAddress()
        .ifPresent(
            source ->
                findings.tell(who + "source address " + source.getHostAddress(), fault(source)));
  }

  private static String fault(String name, boolean sends) {
    try {
      Optional<NetworkInterface> found = Optional.ofNullable(NetworkInterface.getByName(name));
      if (found.isEmpty()) {
        return "there is no such interface";
      }
      if (!found.get().isUp()) {
        return "is down";
      }
      return sends && !found.get().getInetAddresses().hasMoreElements()
          ? "has no address to send from"
          : "";
    } catch (SocketException e) {
      return e.toString();
    }
  }

  private static String fault(InetAddress source) {
    try {
      return NetworkInterface.getByInetAddress(source) == null ? "is no address of this host" : "";
    } catch (SocketException e) {
      return e.toString();
    }
  }

  private void stateFile(Path file) {
    String fault = Files.isDirectory(file) ? "is a directory" : directoryOf(file.toAbsolutePath());
    findings.tell("state file " + file, fault);
  }

  /** Why no file of this name could be made; empty if it could. */
  static String directoryOf(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return "there is no directory " + directory;
    }
    return Files.isWritable(directory) ? "" : "no permission to write to directory " + directory;
  }
}
