package io.viprouter.core.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that plays a script: short reads, short writes, an end, failures. Without a script
 * there is nothing to read, and every write is taken whole.
 */
final class FakeEndpoint implements Endpoint {

  private final Queue<ByteBuffer> incoming = new ArrayDeque<>();
  private final Queue<Integer> room = new ArrayDeque<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private boolean end;
  private @Nullable IOException readFailure;
  private @Nullable IOException writeFailure;
  private @Nullable IOException shutdownFailure;
  private boolean wantsRead = true;
  private boolean wantsWrite;
  private boolean closed;
  private int reads;
  private int shutdowns;

  // What is played.

  /** One read gives this; an empty array is a read that gives nothing. */
  FakeEndpoint gives(byte[] chunk) {
    incoming.add(ByteBuffer.wrap(chunk));
    return this;
  }

  /** After all that it gives, the stream ends. */
  FakeEndpoint ends() {
    end = true;
    return this;
  }

  /** After all that it gives, reading fails. */
  FakeEndpoint failsToRead(IOException cause) {
    readFailure = cause;
    return this;
  }

  /** The next writes take no more than this, each. */
  FakeEndpoint takes(int... most) {
    for (int each : most) {
      room.add(each);
    }
    return this;
  }

  /** After the writes that were scripted, writing fails. */
  FakeEndpoint failsToWrite(IOException cause) {
    writeFailure = cause;
    return this;
  }

  FakeEndpoint failsToShutDown(IOException cause) {
    shutdownFailure = cause;
    return this;
  }

  // What came of it.

  byte[] received() {
    return received.toByteArray();
  }

  boolean wantsRead() {
    return wantsRead;
  }

  boolean wantsWrite() {
    return wantsWrite;
  }

  /** How often it was read from. */
  int reads() {
    return reads;
  }

  /** How often it was told that no more comes. */
  int shutdowns() {
    return shutdowns;
  }

  // The endpoint.

  @Override
  public int read(ByteBuffer into) throws IOException {
    checkOpen();
    reads++;
    ByteBuffer chunk = incoming.peek();
    if (chunk == null) {
      if (readFailure != null) {
        throw readFailure;
      }
      return end ? -1 : 0;
    }
    int length = Math.min(chunk.remaining(), into.remaining());
    into.put(chunk.slice(chunk.position(), length));
    chunk.position(chunk.position() + length);
    if (!chunk.hasRemaining()) {
      incoming.remove();
    }
    return length;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    checkOpen();
    Integer most = room.poll();
    if (most == null && writeFailure != null) {
      throw writeFailure;
    }
    int length = most == null ? from.remaining() : Math.min(most, from.remaining());
    for (int i = 0; i < length; i++) {
      received.write(from.get());
    }
    return length;
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkOpen();
    shutdowns++;
    if (shutdownFailure != null) {
      throw shutdownFailure;
    }
  }

  @Override
  public void wantRead(boolean on) {
    wantsRead = on;
  }

  @Override
  public void wantWrite(boolean on) {
    wantsWrite = on;
  }

  @Override
  public void reset() {
    close();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
