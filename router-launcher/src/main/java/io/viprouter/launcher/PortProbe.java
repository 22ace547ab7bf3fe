package io.viprouter.launcher;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells whether a port could be bound, were its address here. Any thread. */
@FunctionalInterface
interface PortProbe {

  /**
   * Asks the kernel who listens, and binds a loopback address that nobody uses: a program that
   * holds the port on all addresses is in the way there too, listening or not. A program that holds
   * it on the virtual address alone is in the kernel's list, wherever the address is.
   */
  PortProbe SYSTEM = bind -> !heldThere(bind) && bindsElsewhere(bind);

  /**
   * Whether the port is free.
   *
   * @param bind where it is to be bound
   * @return false if another program holds it, as far as can be seen
   */
  boolean free(InetSocketAddress bind);

  private static boolean heldThere(InetSocketAddress bind) {
    return InetAddresses.isInetAddress(bind.getHostString())
        && ListeningSockets.now().at(InetAddresses.forString(bind.getHostString()), bind.getPort());
  }

  private static boolean bindsElsewhere(InetSocketAddress bind) {
    if (!(InetAddresses.isInetAddress(bind.getHostString())
        && InetAddresses.forString(bind.getHostString()) instanceof Inet4Address)) {
      return true;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 94, (byte) 201, 7});
      socket.bind(new InetSocketAddress(elsewhere, bind.getPort()), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
