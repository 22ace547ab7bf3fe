package io.viprouter.launcher;

import io.viprouter.launcher.config.AdminSettings;
import io.viprouter.launcher.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries the addresses to listen on, all at once, as a start has them. Virtual ones are left out,
 * for they may be elsewhere. Confined to the main thread.
 */
final class ListenRehearsal {

  private final Findings findings;
  private final List<ServerSocket> held = new ArrayList<>();

  ListenRehearsal(Findings findings) {
    this.findings = findings;
  }

  void run(Settings settings) {
    VirtualBinds virtual = VirtualRouters.binds(settings.virtualRouters());
    try {
      for (Settings.Section section : settings.sections()) {
        section.binds().stream()
            .filter(bind -> virtual.address(bind).isEmpty())
            .forEach(
                bind ->
                    findings.tell(
                        "section " + section.name() + ", " + VirtualBinds.text(bind), fault(bind)));
      }
      admin(settings.extras().admin());
    } finally {
      held.forEach(ListenRehearsal::close);
    }
  }

  /** The default address may be taken: then there is no admin interface. */
  private void admin(AdminSettings admin) {
    if (admin.bind().isEmpty()) {
      return;
    }
    String what = "admin interface, " + VirtualBinds.text(admin.bind().get());
    String fault = tcp(admin.bind().get());
    if (admin.asked()) {
      findings.tell(what, fault);
    } else if (!fault.isEmpty()) {
      findings.note(what, "there will be none, " + fault);
    }
  }

  private String fault(SocketAddress bind) {
    if (bind instanceof InetSocketAddress inet) {
      return tcp(inet);
    }
    return bind instanceof UnixDomainSocketAddress unix ? unix(unix) : "";
  }

  private String tcp(InetSocketAddress bind) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.setReuseAddress(true);
      InetAddress address = InetAddress.getByName(bind.getHostString());
      socket.bind(new InetSocketAddress(address, bind.getPort()), 1);
      return "";
    } catch (IOException e) {
      return "cannot listen: " + e.getMessage();
    }
  }

  /** The file is only to be made by who listens on it. */
  private static String unix(UnixDomainSocketAddress bind) {
    Path file = bind.getPath();
    String fault = HostRehearsal.directoryOf(file);
    if (!fault.isEmpty() || !Files.exists(file)) {
      return fault.isEmpty() ? "" : "cannot listen: " + fault;
    }
    if (Files.isRegularFile(file) || Files.isDirectory(file)) {
      return "cannot listen: the file exists and is no socket";
    }
    try (SocketChannel other = SocketChannel.open(bind)) {
      return "cannot listen: in use, somebody answers at " + other.getRemoteAddress();
    } catch (IOException e) {
      return ""; // Nobody listens: it is replaced.
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }
}
