package io.viprouter.examples.proofs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A cable with a fault: what a client sends first goes on with a wrong packet number. So a client
 * that behaves looks like one that does not. Daemon threads, two for each connection.
 */
final class Misnumbering implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final int target;

  Misnumbering(int target) throws IOException {
    this.target = target;
    daemon(this::accept);
  }

  /** Its port of 127.0.0.1. */
  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        daemon(() -> forward(client, server, true));
        daemon(() -> forward(server, client, false));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void forward(Socket from, Socket to, boolean misnumber) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      if (misnumber) {
        byte[] header = in.readNBytes(4);
        header[3] = (byte) (header[3] + 6);
        out.write(header);
      }
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      // One of them left; the other will.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "misnumbering");
    thread.setDaemon(true);
    thread.start();
  }
}
