package io.viprouter.launcher.admin;

import io.viprouter.core.ConnectionStatus;
import io.viprouter.core.Destination;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Shows what it is given and notes what it is asked. It knows section {@code rw}, destination
 * {@code db1:3306} and virtual router {@code VI_1}; a failback is refused unless forced, a reload
 * always. Thread-safe.
 */
final class FakeOperations implements Operations {

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final Supplier<Snapshot> snapshots;

  FakeOperations(Supplier<Snapshot> snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public Snapshot snapshot() {
    return snapshots.get();
  }

  @Override
  public List<ConnectionStatus> connections(String section) {
    return List.of();
  }

  @Override
  public Answer failback(String section, boolean force, String askedBy) {
    known(section);
    if (!force) {
      throw new RefusedException("db1:3306 lacks transactions: 3e11fa47:1-5");
    }
    return answer("failback", section, force, askedBy);
  }

  @Override
  public Answer drain(String section, Destination destination, Duration deadline, String askedBy) {
    known(section, destination);
    return answer("drain", section, destination, deadline, askedBy);
  }

  @Override
  public Answer undrain(String section, Destination destination, String askedBy) {
    known(section, destination);
    return answer("undrain", section, destination, askedBy);
  }

  @Override
  public Answer kill(String section, Destination destination, String askedBy) {
    known(section, destination);
    return answer("kill", section, destination, askedBy);
  }

  @Override
  public Answer unblock(String section, InetAddress client, String askedBy) {
    known(section);
    return answer("unblock", section, client.getHostAddress(), askedBy);
  }

  @Override
  public Answer release(String virtualRouter, String askedBy) {
    if (!virtualRouter.equals("VI_1")) {
      throw new UnknownNameException("no virtual router '" + virtualRouter + "'; there are [VI_1]");
    }
    return answer("release", virtualRouter, askedBy);
  }

  @Override
  public Answer reload(String askedBy) {
    throw new RefusedException("router.conf:3: router.sections.rw.mode: unknown mode");
  }

  private Answer answer(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    asked.add(line.toString());
    return new Answer(true, "done: " + line);
  }

  private static void known(String section) {
    if (!section.equals("rw")) {
      throw new UnknownNameException("no section '" + section + "'; there are [rw]");
    }
  }

  private static void known(String section, Destination destination) {
    known(section);
    if (!destination.toString().equals("db1:3306")) {
      throw new UnknownNameException("section 'rw' has no destination '" + destination + "'");
    }
  }
}
