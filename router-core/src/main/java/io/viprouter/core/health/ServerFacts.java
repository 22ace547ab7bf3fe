package io.viprouter.core.health;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a server said of itself at one moment. Immutable.
 *
 * @param version as the server writes it
 * @param uuid its {@code server_uuid}; MariaDB has none
 * @param readOnly {@code read_only}
 * @param superReadOnly {@code super_read_only}; false where there is none
 * @param channels what it replicates from, stopped channels among them
 * @param executed the transactions it has executed, by GTID; empty where GTIDs are off
 * @param galera its place in a Galera cluster, if it is in one
 * @param group its place in a replication group, if it is in one
 */
public record ServerFacts(
    String version,
    Optional<String> uuid,
    boolean readOnly,
    boolean superReadOnly,
    List<Channel> channels,
    ExecutedGtids executed,
    Optional<Galera> galera,
    Optional<GroupMember> group) {

  /**
   * One replication channel (a row of {@code SHOW REPLICA STATUS}).
   *
   * @param source {@code host:port} of its source
   * @param receiver {@code Yes}, {@code Connecting}, {@code Preparing} or {@code No}
   * @param applier whether the applier (SQL thread) runs
   * @param lagSeconds {@code Seconds_Behind_Source}; empty while the server cannot tell
   * @param lastError of receiver or applier; empty if there is none
   */
  public record Channel(
      String source, String receiver, boolean applier, OptionalLong lagSeconds, String lastError) {

    /**
     * Whether the receiver is connected to its source.
     *
     * @return true if the source lives
     */
    public boolean sourceLives() {
      return receiver.equalsIgnoreCase("Yes");
    }

    /**
     * Whether the receiver was stopped, rather than looking for its source.
     *
     * @return true if it does not run
     */
    public boolean receiverStopped() {
      return receiver.equalsIgnoreCase("No");
    }
  }

  /**
   * Status variables {@code wsrep_*}.
   *
   * @param localState 4: synced; 2: donor or desynced
   * @param clusterStatus {@code Primary} where there is a quorum
   * @param ready whether it accepts queries
   */
  public record Galera(OptionalInt localState, String clusterStatus, boolean ready) {}

  /**
   * Its own row of {@code performance_schema.replication_group_members}.
   *
   * @param state {@code ONLINE}, {@code RECOVERING} and so on
   * @param role {@code PRIMARY} or {@code SECONDARY}; empty on MySQL 5.7, which has no such column
   */
  public record GroupMember(String state, String role) {}

  /** Of a Galera node that answers every query with error 1047: all that is known of it. */
  static final ServerFacts NOT_READY =
      new ServerFacts(
          "",
          Optional.empty(),
          false,
          false,
          List.of(),
          new ExecutedGtids.None(),
          Optional.of(new Galera(OptionalInt.empty(), "unknown", false)),
          Optional.empty());

  /** Copies the list. */
  public ServerFacts {
    channels = List.copyOf(channels);
  }
}
