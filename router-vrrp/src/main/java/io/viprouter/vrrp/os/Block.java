package io.viprouter.vrrp.os;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A piece of native memory with a fixed place. Confined to its owner's thread. */
final class Block {

  private final Memory memory;
  private final ByteBuffer view;
  private final long place;

  Block(int length) {
    memory = new Memory(length);
    memory.clear();
    view = memory.getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    place = com.sun.jna.Pointer.nativeValue(memory);
  }

  static Block of(byte[] bytes) {
    Block block = new Block(bytes.length);
    block.view.put(0, bytes);
    return block;
  }

  /** Address for a system call. */
  long at() {
    return place;
  }

  int length() {
    return view.capacity();
  }

  /** In native byte order; indices only, the position stays. */
  ByteBuffer view() {
    return view;
  }

  /** Copies out without allocating. */
  void read(int from, byte[] to, int offset, int count) {
    memory.read(from, to, offset, count);
  }

  /** Copies in from the beginning. */
  void write(ByteBuffer bytes) {
    view.put(0, bytes, bytes.position(), bytes.remaining());
  }
}
