package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One request over a socket, with exactly the headers that a test wants. Stateless. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 60_000;

  private RawHttp() {}

  /**
   * An answer. Immutable.
   *
   * @param status HTTP status
   * @param head status line and headers
   * @param body the rest
   */
  record Response(int status, String head, String body) {
    JsonNode json() {
      return Json.parse(body);
    }

    /** The value of a header; empty if it is not there. */
    String header(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("");
    }
  }

  static Response get(AdminServer server, String path, String... headers) throws IOException {
    return ask(server, "GET " + path, headers);
  }

  static Response post(AdminServer server, String path, String... headers) throws IOException {
    return ask(server, "POST " + path, headers);
  }

  /** A request without a body. Its Host is the server's address unless a header says another. */
  static Response ask(AdminServer server, String methodAndPath, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder(methodAndPath).append(" HTTP/1.1\r\n");
    boolean host = false;
    for (String header : headers) {
      text.append(header).append("\r\n");
      host |= header.startsWith("Host:");
    }
    if (!host) {
      text.append("Host: ").append(Texts.address(server.address())).append("\r\n");
    }
    if (methodAndPath.startsWith("POST")) {
      text.append("Content-Length: 0\r\n");
    }
    return send(server.address(), text.append("Connection: close\r\n\r\n").toString());
  }

  /** Sends bytes and reads to the end. */
  static Response send(InetSocketAddress to, String text) throws IOException {
    try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new IOException("no answer but '" + answer + "'");
      }
      int status = Integer.parseInt(answer.substring(9, 12));
      return new Response(status, answer.substring(0, end), answer.substring(end + 4));
    }
  }
}
