package io.viprouter.core.mysql;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a handshake from the greeting to its end. Confined to the event loop of its session.
 *
 * <pre>
 *   turn      on                                  to
 *   LOGIN     client packet 1 asks for TLS        OPAQUE
 *   LOGIN     client packet 1                     SERVER
 *   SERVER    OK or ERR                           DONE
 *   SERVER    anything else                       CLIENT
 *   CLIENT    client packet, numbered one more    SERVER
 *   any       a packet with a wrong number        (a fault; the session ends)
 * </pre>
 *
 * <p>Source: MySQL protocol, "Connection Phase".
 */
public final class Handshake {

  /** Whose turn it is. */
  public enum Turn {
    /** The client owes its login. */
    LOGIN,
    /** The server owes a packet. */
    SERVER,
    /** The client owes an answer to the server. */
    CLIENT,
    /** The client asked for TLS: from here on nothing can be read. */
    OPAQUE,
    /** The server said yes or no. */
    DONE
  }

  private static final int CLIENT_SSL = 0x0800;

  private static final int OK = 0x00;

  /** Shortest login there is: that of protocol 3.20, two capabilities and a size. */
  private static final int SHORTEST_LOGIN = 5;

  private final PacketScanner server = new PacketScanner();
  private Turn turn = Turn.LOGIN;
  private int lastSequence;
  private int faultSequence = -1;
  private boolean refused;

  /**
   * Begins after a greeting.
   *
   * @param greetingSequence its number, 0 in practice
   */
  public Handshake(int greetingSequence) {
    this.lastSequence = greetingSequence;
  }

  /**
   * Whose turn it is.
   *
   * @return the turn
   */
  public Turn turn() {
    return turn;
  }

  /**
   * Whether nothing more is to be followed.
   *
   * @return true once done or opaque
   */
  public boolean over() {
    return turn == Turn.DONE || turn == Turn.OPAQUE;
  }

  /**
   * Whether the server refused the login with an error. Under TLS that is not seen.
   *
   * @return true once it did
   */
  public boolean refused() {
    return refused;
  }

  /**
   * The number that the next packet on the wire bears.
   *
   * @return 0 to 255
   */
  public int nextSequence() {
    return (lastSequence + 1) & 0xff;
  }

  /**
   * The number that an error of the router's bears: one more than the client's packet, if that was
   * numbered rightly but wrong otherwise.
   *
   * @return 0 to 255
   */
  public int errorSequence() {
    return faultSequence < 0 ? nextSequence() : (faultSequence + 1) & 0xff;
  }

  /**
   * The client's packet is longer than anything in a handshake.
   *
   * @param packet at least its header
   * @return what is wrong with it
   */
  public String tooLong(ByteBuffer packet) {
    int sequence = packet.get(packet.position() + 3) & 0xff;
    if (sequence == nextSequence()) {
      faultSequence = sequence;
    }
    return "client packet of " + packetLength(packet) + " bytes";
  }

  /**
   * Length of the packet that begins at the buffer's position.
   *
   * @param bytes what the client sent
   * @return its length with the header, or -1 if the header is not all there
   */
  public static int packetLength(ByteBuffer bytes) {
    if (bytes.remaining() < PacketScanner.HEADER) {
      return -1;
    }
    int at = bytes.position();
    return PacketScanner.HEADER
        + ((bytes.get(at) & 0xff)
            | (bytes.get(at + 1) & 0xff) << 8
            | (bytes.get(at + 2) & 0xff) << 16);
  }

  /**
   * Whether the packet that begins at the buffer's position asks for TLS.
   *
   * @param packet at least its first nine bytes
   * @return true for a first packet with CLIENT_SSL
   */
  public boolean asksForTls(ByteBuffer packet) {
    int at = packet.position() + PacketScanner.HEADER;
    return turn == Turn.LOGIN
        && packet.remaining() >= PacketScanner.HEADER + SHORTEST_LOGIN
        && (((packet.get(at) & 0xff) | (packet.get(at + 1) & 0xff) << 8) & CLIENT_SSL) != 0;
  }

  /**
   * A whole packet of the client's.
   *
   * @param packet from its header to its end; not consumed
   * @return what is wrong with it, if anything is
   */
  public Optional<String> client(ByteBuffer packet) {
    int sequence = packet.get(packet.position() + 3) & 0xff;
    int length = packet.remaining() - PacketScanner.HEADER;
    if (turn == Turn.SERVER) {
      return Optional.of("client sends packet " + sequence + " out of turn");
    }
    if (sequence != nextSequence()) {
      return Optional.of(
          "client packet has sequence number " + sequence + ", not " + nextSequence());
    }
    if (turn == Turn.LOGIN && length < SHORTEST_LOGIN) {
      faultSequence = sequence;
      return Optional.of("login packet has only " + length + " bytes");
    }
    turn = asksForTls(packet) ? Turn.OPAQUE : Turn.SERVER;
    lastSequence = sequence;
    return Optional.empty();
  }

  /**
   * What the server sent, in whatever pieces.
   *
   * @param bytes a piece; consumed as far as the handshake goes
   * @return what is wrong with it, if anything is
   */
  public @Nullable String server(ByteBuffer bytes) {
    while (!over() && bytes.hasRemaining()) {
      if (!server.next(bytes)) {
        return null;
      }
      String fault = serverPacket();
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String serverPacket() {
    int first = server.firstByte();
    if (first == ErrorPacket.MARKER) {
      // Some servers number an error sent out of turn as they please; it is the end all the same.
      lastSequence = server.sequence();
      turn = Turn.DONE;
      refused = true;
      return null;
    }
    if (turn != Turn.SERVER) {
      return "server sends packet " + server.sequence() + " out of turn";
    }
    if (server.sequence() != nextSequence()) {
      return "server packet has sequence number " + server.sequence() + ", not " + nextSequence();
    }
    lastSequence = server.sequence();
    if (first == OK) {
      turn = Turn.DONE;
    } else if (!more()) {
      turn = Turn.CLIENT;
    }
    return null;
  }

  /** caching_sha2_password's "fast authentication succeeded": the server goes on by itself. */
  private boolean more() {
    return server.length() == 2 && server.firstByte() == 0x01 && server.byteAt(1) == 0x03;
  }

  /**
   * Takes the server's side over from a client that left, so that the login still comes to an end.
   *
   * @return what plays the client from here, or none when the bytes can no longer be read
   */
  public Optional<FailingLogin> takeOver() {
    return switch (turn) {
      case LOGIN -> Optional.of(FailingLogin.afterGreeting(lastSequence));
      case SERVER -> Optional.of(FailingLogin.awaiting(server));
      case CLIENT -> Optional.of(FailingLogin.answering(server));
      case OPAQUE, DONE -> Optional.empty();
    };
  }
}
