package io.viprouter.core.net;

import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of unix sockets: everybody may connect, as with MySQL Router; a file nobody listens at
 * any more is replaced.
 */
final class UnixSocketFiles {

  private static final Logger log = LoggerFactory.getLogger(UnixSocketFiles.class);

  private UnixSocketFiles() {}

  static void bind(ServerSocketChannel channel, UnixDomainSocketAddress address, int backlog)
      throws IOException {
    Path file = address.getPath();
    if (Files.exists(file) && stale(address)) {
      Files.delete(file);
    }
    channel.bind(address, backlog);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** Nobody listens; anything else than a refusal means that the file is not ours to remove. */
  private static boolean stale(UnixDomainSocketAddress address) throws IOException {
    if (Files.isRegularFile(address.getPath()) || Files.isDirectory(address.getPath())) {
      throw new BindException("file exists and is no socket");
    }
    try (SocketChannel probe = SocketChannel.open(address)) {
      throw new BindException("socket in use: " + probe.getRemoteAddress());
    } catch (BindException e) {
      throw e;
    } catch (IOException e) {
      return true;
    }
  }

  static void remove(UnixDomainSocketAddress address) {
    try {
      Files.deleteIfExists(address.getPath());
    } catch (IOException e) {
      log.warn("cannot remove socket file {}: {}", address, Sockets.words(e));
    }
  }
}
