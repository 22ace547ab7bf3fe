package io.viprouter.examples.proofs;

import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Clients that leave in the middle of the handshake, each at another point. Stateless. */
enum RudeClient {
  /** Before anything was said. */
  AT_ONCE,
  /** With the greeting in hand. */
  AFTER_GREETING,
  /** With half of its login sent. */
  WITHIN_LOGIN,
  /** After a login with a wrong packet number. */
  AFTER_NONSENSE,
  /** After it asked for TLS. */
  AFTER_TLS_REQUEST,
  /** When the server asked for another authentication. */
  AT_AUTH_SWITCH,
  /** Right after its answer to that. */
  AFTER_AUTH_SWITCH,
  /** With half of the first TLS record sent; from there on nobody but the two ends can read. */
  WITHIN_TLS_HELLO,
  /** With the first TLS record sent and an answer there. */
  AFTER_TLS_HELLO;

  /** Those that a router can make good for. */
  static final List<RudeClient> READABLE =
      List.of(
          AT_ONCE,
          AFTER_GREETING,
          WITHIN_LOGIN,
          AFTER_NONSENSE,
          AFTER_TLS_REQUEST,
          AT_AUTH_SWITCH,
          AFTER_AUTH_SWITCH);

  /** Comes to a port of 127.0.0.1 and leaves, in order or with a reset. */
  void visit(int port, boolean reset) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(port)) {
      if (this != AT_ONCE) {
        client.readGreeting();
        speak(client);
      }
      if (reset) {
        client.reset();
      }
    }
  }

  private void speak(ScriptedClient client) throws IOException {
    switch (this) {
      case AT_ONCE, AFTER_GREETING -> {}
      case WITHIN_LOGIN -> {
        byte[] login = login();
        client.send(Arrays.copyOf(login, login.length / 2));
      }
      case AFTER_NONSENSE -> client.send(Packets.login(7, "jumpserver"));
      case AFTER_TLS_REQUEST -> client.send(Packets.tlsRequest());
      case AT_AUTH_SWITCH -> authSwitch(client);
      case AFTER_AUTH_SWITCH -> {
        Packets.Packet asked = authSwitch(client);
        String plugin = new String(asked.payload(), 1, 21, StandardCharsets.US_ASCII);
        int length = plugin.equals("mysql_native_password") ? 20 : 32;
        client.send(Packets.packet(asked.sequence() + 1, new byte[length]));
      }
      case WITHIN_TLS_HELLO -> {
        byte[] hello = tlsHello();
        client.send(Packets.tlsRequest());
        client.send(Arrays.copyOf(hello, hello.length / 2));
      }
      case AFTER_TLS_HELLO -> {
        client.send(Packets.tlsRequest());
        client.send(tlsHello());
        int unused = client.socket().getInputStream().read();
      }
    }
  }

  private static Packets.Packet authSwitch(ScriptedClient client) throws IOException {
    client.send(login());
    Packets.Packet asked = client.read();
    if (asked.first() != 0xfe) {
      throw new IOException("no switch of authentication but " + asked.first());
    }
    return asked;
  }

  /** A login by a plugin that no server has, so that each asks for another. */
  private static byte[] login() {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(new byte[] {0x01, (byte) 0x82, 0x08, 0, 0, 0, 0, 1, 33});
    payload.writeBytes(new byte[23]);
    payload.writeBytes("jumpserver\0".getBytes(StandardCharsets.US_ASCII));
    payload.write(20);
    payload.writeBytes(new byte[20]);
    payload.writeBytes("no_such_plugin\0".getBytes(StandardCharsets.US_ASCII));
    return Packets.packet(1, payload.toByteArray());
  }

  private static byte[] tlsHello() throws IOException {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), hello);
      return Arrays.copyOf(hello.array(), hello.position());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
