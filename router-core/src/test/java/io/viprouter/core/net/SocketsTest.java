package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class SocketsTest {

  @Test
  void whatAListeningSocketAcceptsAcknowledgesWithItsAnswers() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    InetSocketAddress address = new InetSocketAddress(here, 0);
    try (ServerSocketChannel listening = Sockets.openListening(address)) {
      assumeTrue(
          listening.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK),
          "TCP_QUICKACK is an option of Linux");
      listening.bind(address);
      try (SocketChannel usual = SocketChannel.open(listening.getLocalAddress());
          SocketChannel accepted = listening.accept()) {
        assertThat(usual.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isTrue();
        assertThat(accepted.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isTrue();
      }
      Sockets.acknowledgeWithAnswers(listening);
      try (SocketChannel connected = Sockets.open(here);
          SocketChannel late = connect(connected, listening)) {
        Sockets.acknowledgeWithAnswers(connected);
        assertThat(connected.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isFalse();
        assertThat(late.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isFalse();
      }
    }
  }

  private static SocketChannel connect(SocketChannel channel, ServerSocketChannel listening)
      throws IOException {
    channel.connect(listening.getLocalAddress());
    return listening.accept();
  }
}
