package io.viprouter.launcher.admin;

import io.viprouter.core.ConnectionStatus;
import io.viprouter.core.Destination;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What the admin interface may ask of a running router. Thread-safe.
 *
 * <p>All commands are idempotent: what is done already is answered with {@link Answer#done()} false
 * and no error. All are logged with who asked. {@code askedBy} is the peer's address, or {@code
 * SIGHUP}. Commands may wait for an event loop.
 */
public interface Operations {

  /**
   * The router at this moment.
   *
   * @return a snapshot, taken now
   */
  Snapshot snapshot();

  /**
   * The clients' connections of a section.
   *
   * @param section its name
   * @return those open now
   * @throws UnknownNameException if there is no such section
   */
  List<ConnectionStatus> connections(String section);

  /**
   * Sends new connections to the first destination again.
   *
   * @param section its name
   * @param force also when a check speaks against it, missing transactions for example
   * @param askedBy who asked
   * @return done, unless the first was the current one
   * @throws UnknownNameException if there is no such section
   * @throws RefusedException if the strategy is not sticky, no destination is usable or a check
   *     speaks against it
   */
  Answer failback(String section, boolean force, String askedBy);

  /**
   * Takes a destination out: no new connections, and those still open at the deadline are closed.
   *
   * @param section its name
   * @param destination one of the section's
   * @param deadline zero (close at once) to 365 days from now
   * @param askedBy who asked
   * @return done, unless it was draining before; then it only has a new deadline
   * @throws UnknownNameException if there is no such section or destination
   */
  Answer drain(String section, Destination destination, Duration deadline, String askedBy);

  /**
   * Ends a drain.
   *
   * @param section its name
   * @param destination one of the section's
   * @param askedBy who asked
   * @return done, unless it was not draining
   * @throws UnknownNameException if there is no such section or destination
   */
  Answer undrain(String section, Destination destination, String askedBy);

  /**
   * Closes the sessions of a destination; new ones may come.
   *
   * @param section its name
   * @param destination one of the section's
   * @param askedBy who asked
   * @return done, unless there were none
   * @throws UnknownNameException if there is no such section or destination
   */
  Answer kill(String section, Destination destination, String askedBy);

  /**
   * Ends the block of a client address.
   *
   * @param section its name
   * @param client the address
   * @param askedBy who asked
   * @return done, unless it was not blocked
   * @throws UnknownNameException if there is no such section
   */
  Answer unblock(String section, InetAddress client, String askedBy);

  /**
   * Hands mastership of a virtual router over, once.
   *
   * @param virtualRouter its name
   * @param askedBy who asked
   * @return done, unless it was not master
   * @throws UnknownNameException if there is no such virtual router
   */
  Answer release(String virtualRouter, String askedBy);

  /**
   * Reads the configuration again. Sections that did not change are not touched.
   *
   * @param askedBy who asked
   * @return done, unless nothing had changed
   * @throws RefusedException if the new configuration has a fault; the old one stays in force
   */
  Answer reload(String askedBy);
}
