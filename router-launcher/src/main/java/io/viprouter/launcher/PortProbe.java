package io.viprouter.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells whether a port could be bound, were its address here. Any thread. */
@FunctionalInterface
interface PortProbe {

  /**
   * Binds a loopback address that nobody uses: a program that holds the port on all addresses is in
   * the way there too, and one that holds it on a virtual address must have waited for that address
   * as we do.
   */
  PortProbe SYSTEM = PortProbe::bindsElsewhere;

  /**
   * Whether the port is free.
   *
   * @param bind where it is to be bound
   * @return false if another program holds it
   */
  boolean free(InetSocketAddress bind);

  private static boolean bindsElsewhere(InetSocketAddress bind) {
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
