package io.viprouter.examples.bench.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One side of a connection of the Netty proxy. Confined to its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // A failure closes the channel, and that is told.
final class Splicer extends ChannelInboundHandlerAdapter {

  private @Nullable Channel peer;

  /** The client's side, which has no other yet. */
  Splicer() {}

  /** The server's side. */
  Splicer(Channel client) {
    peer = client;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    Channel client = peer;
    if (client != null) {
      client.pipeline().get(Splicer.class).peer = context.channel();
      context.channel().config().setAutoRead(true);
      client.config().setAutoRead(true);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    Channel to = peer;
    if (to == null) {
      ReferenceCountUtil.release(bytes);
      return;
    }
    to.write(bytes, to.voidPromise());
    if (!to.isWritable()) {
      to.flush();
      context.channel().config().setAutoRead(to.isWritable());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (peer != null) {
      peer.flush();
    }
  }

  /** This side takes bytes again, so the other may be read. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (peer != null) {
      peer.config().setAutoRead(context.channel().isWritable());
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (peer != null && peer.isActive()) {
      peer.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
