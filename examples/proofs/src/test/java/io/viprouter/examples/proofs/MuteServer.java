package io.viprouter.examples.proofs;

import io.viprouter.testkit.Packets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A fake server that greets and never says another word. One daemon thread. */
final class MuteServer implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  MuteServer() throws IOException {
    Thread thread = new Thread(this::run, "mute-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its port of 127.0.0.1. */
  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void run() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.add(client);
        client.getOutputStream().write(Packets.greeting("5.7.22-mute", clients.size()));
      } catch (IOException e) {
        return;
      }
    }
  }
}
