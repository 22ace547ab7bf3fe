package io.viprouter.examples.servers;

import java.util.function.UnaryOperator;

/** Builds a {@link ReplicatedCluster}. Not thread-safe. */
public final class ReplicatedClusterBuilder {

  final Flavour flavour;
  boolean writableStandby;
  UnaryOperator<DatabaseServerBuilder> each = UnaryOperator.identity();

  ReplicatedClusterBuilder(Flavour flavour) {
    this.flavour = flavour;
  }

  /**
   * Lets {@code slave01} accept writes from the start, so that it can stand in for a dead primary
   * with nobody's help.
   *
   * @param yes false by default
   * @return this
   */
  public ReplicatedClusterBuilder writableStandby(boolean yes) {
    writableStandby = yes;
    return this;
  }

  /**
   * Changes the settings of each server; name, id and read-only are set already.
   *
   * @param change for example {@code server -> server.performanceSchema(true)}
   * @return this
   */
  public ReplicatedClusterBuilder each(UnaryOperator<DatabaseServerBuilder> change) {
    each = change;
    return this;
  }

  /**
   * Starts the three servers and their replication.
   *
   * @return a cluster whose replicas are up to date
   */
  public ReplicatedCluster start() {
    return ReplicatedCluster.start(this);
  }
}
