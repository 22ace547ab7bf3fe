package io.viprouter.core.flight;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;

/**
 * Tells the JDK's Flight Recorder, if this JVM has one and somebody records. Thread-safe. While
 * nobody records, a call is a look at a flag: whoever has to make an argument first asks {@link
 * #recordsConnections()}.
 */
public interface Flight {

  /**
   * That of this JVM.
   *
   * @return one that does nothing where the module {@code jdk.jfr} is not there
   */
  static Flight ofThisJvm() {
    try {
      return new RecordedFlight();
    } catch (LinkageError e) {
      return new Flight() {};
    }
  }

  /**
   * Whether somebody records events of connections.
   *
   * @return true if one of these is worth making
   */
  default boolean recordsConnections() {
    return false;
  }

  /**
   * A client was admitted.
   *
   * @param connection what is known of it
   */
  default void accepted(Connection connection) {}

  /**
   * A server greeted a client.
   *
   * @param connection what is known of it
   */
  default void routed(Connection connection) {}

  /**
   * A connection ended.
   *
   * @param connection what is known of it
   * @param reason why
   */
  default void closed(Connection connection, CloseReason reason) {}

  /**
   * A destination's state changed.
   *
   * @param section the section's name
   * @param destination which
   * @param state its state now
   * @param cause why, in words
   */
  default void stateChanged(String section, Object destination, String state, String cause) {}

  /**
   * A sticky section's current destination changed.
   *
   * @param section the section's name
   * @param from where new connections went
   * @param to where they go
   */
  default void currentChanged(String section, Object from, Object to) {}
}
