package io.viprouter.examples.bench.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The least proxy one would write on Netty: two loops of the JDK's selector, both sides of a
 * connection on one of them, back pressure, nothing else. Ends when its standard input does.
 */
public final class NettyProxy {

  private static final int LOOPS = 2;
  private static final int BACKLOG = 4096;

  private NettyProxy() {}

  /**
   * Serves.
   *
   * @param args for each port {@code PORT:BACKEND-PORT}
   */
  public static void main(String[] args) {
    LifeLine.watch();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
    for (String link : args) {
      int colon = link.indexOf(':');
      listen(
          loops,
          Integer.parseInt(link.substring(0, colon)),
          Integer.parseInt(link.substring(colon + 1)));
    }
  }

  private static void listen(EventLoopGroup loops, int port, int backendPort) {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    dial(client, backendPort);
                  }
                });
    server.bind(InetAddress.getLoopbackAddress(), port).syncUninterruptibly();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Whoever listens is told.
  private static void dial(Channel client, int backendPort) {
    Splicer toServer = new Splicer();
    client.pipeline().addLast(toServer);
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        .handler(new Splicer(client))
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), backendPort))
        .addListener(
            dialed -> {
              if (!dialed.isSuccess()) {
                client.close();
              }
            });
  }
}
