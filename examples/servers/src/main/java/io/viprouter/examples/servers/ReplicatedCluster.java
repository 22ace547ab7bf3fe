package io.viprouter.examples.servers;

import java.util.ArrayList;
import java.util.List;

/**
 * Three real servers: {@code master01}, and {@code slave01} and {@code slave02} that follow it by
 * transaction ids. For one thread at a time; its servers may be asked by any.
 *
 * <p>Nothing here happens by itself: after the primary is killed, somebody calls {@link
 * #promote(DatabaseServer)}.
 */
public final class ReplicatedCluster implements AutoCloseable {

  private final List<DatabaseServer> servers;
  private DatabaseServer primary;

  private ReplicatedCluster(List<DatabaseServer> servers) {
    this.servers = List.copyOf(servers);
    this.primary = servers.get(0);
  }

  /**
   * Begins a cluster.
   *
   * @param flavour of all three servers
   * @return a builder
   */
  public static ReplicatedClusterBuilder builder(Flavour flavour) {
    return new ReplicatedClusterBuilder(flavour);
  }

  static ReplicatedCluster start(ReplicatedClusterBuilder from) {
    List<DatabaseServer> servers = new ArrayList<>();
    try {
      servers.add(server(from, "master01", 1, false));
      servers.add(server(from, "slave01", 2, !from.writableStandby));
      servers.add(server(from, "slave02", 3, true));
      servers.forEach(DatabaseServer::launch);
      servers.forEach(DatabaseServer::awaitReady);
      ReplicatedCluster cluster = new ReplicatedCluster(servers);
      cluster.replicas().forEach(replica -> Replication.follow(replica, cluster.primary, false));
      cluster.awaitReplicated();
      return cluster;
    } catch (RuntimeException e) {
      servers.forEach(DatabaseServer::close);
      throw e;
    }
  }

  private static DatabaseServer server(
      ReplicatedClusterBuilder from, String name, int id, boolean readOnly) {
    DatabaseServerBuilder builder =
        DatabaseServer.builder(from.flavour).name(name).serverId(id).readOnly(readOnly);
    return from.each.apply(builder).build();
  }

  /**
   * All servers.
   *
   * @return master01, slave01, slave02
   */
  public List<DatabaseServer> servers() {
    return servers;
  }

  /**
   * The first server, whatever its role is now.
   *
   * @return master01
   */
  public DatabaseServer master01() {
    return servers.get(0);
  }

  /**
   * The second server.
   *
   * @return slave01
   */
  public DatabaseServer slave01() {
    return servers.get(1);
  }

  /**
   * The third server.
   *
   * @return slave02
   */
  public DatabaseServer slave02() {
    return servers.get(2);
  }

  /**
   * The one the others follow.
   *
   * @return master01 until another is promoted
   */
  public DatabaseServer primary() {
    return primary;
  }

  private List<DatabaseServer> replicas() {
    return servers.stream().filter(server -> server != primary && server.isAlive()).toList();
  }

  /** Waits until each running replica has applied all that the primary has now. */
  public void awaitReplicated() {
    String position = Replication.position(primary);
    replicas().forEach(replica -> Replication.awaitApplied(replica, position));
  }

  /**
   * Makes a replica the primary and lets the others that run follow it. If the old primary runs, it
   * is closed for writes first, nothing is lost, and it follows too; it stays closed until somebody
   * opens it with {@link DatabaseServer#readOnly(boolean)}. If it does not run, what it had not
   * sent on is lost, and it can come back by {@link #rejoin(DatabaseServer, DatabaseServer)}.
   *
   * @param next the new primary
   */
  public void promote(DatabaseServer next) {
    DatabaseServer old = primary;
    if (old.isAlive()) {
      old.readOnly(true);
      awaitReplicated();
    }
    Replication.detach(next);
    next.readOnly(false);
    primary = next;
    replicas().forEach(replica -> Replication.follow(replica, next, replica == old));
    awaitReplicated();
  }

  /**
   * Lets a server that was down follow the primary, and waits until it has caught up. Starts it if
   * it does not run. A crashed primary of MariaDB that had not sent all on cannot follow: it gives
   * up all it has and gets everything from the primary. MySQL keeps what nobody else has.
   *
   * @param old the returned one
   * @param newPrimary whom to follow
   */
  public void rejoin(DatabaseServer old, DatabaseServer newPrimary) {
    if (!old.isAlive()) {
      old.start();
    }
    boolean wasPrimary = !Replication.isReplica(old);
    if (Replication.cannotFollow(old, newPrimary)) {
      old.startAfresh();
      Replication.fill(old, newPrimary);
      wasPrimary = false;
    }
    Replication.follow(old, newPrimary, wasPrimary);
    Replication.awaitApplied(old, Replication.position(newPrimary));
  }

  /** Kills all and removes their data. */
  @Override
  public void close() {
    servers.forEach(DatabaseServer::close);
  }
}
