package io.viprouter.core.health;

import io.viprouter.core.Mode;
import io.viprouter.core.health.ServerFacts.Channel;
import io.viprouter.core.health.ServerFacts.Galera;
import io.viprouter.core.health.ServerFacts.GroupMember;
import io.viprouter.core.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server's facts mean for a section. Pure functions.
 *
 * <pre>
 *   facts                                            read-write   read-only
 *   Galera: no quorum, not ready, not synced         unfit        unfit
 *   Galera: read_only                                unfit        fit
 *   Galera: synced, writable                         fit          fit
 *   group: not ONLINE                                unfit        unfit
 *   group: ONLINE, PRIMARY                           fit          standby
 *   group: ONLINE, SECONDARY (or read_only on 5.7)   unfit        fit
 *   read_only, replicates, within the lag            unfit        fit
 *   read_only, replicates, lags more                 unfit        unfit
 *   read_only, looks for its source, no lag limit    unfit        standby
 *   read_only, looks for its source, a lag limit     unfit        unfit
 *   read_only, receiver or applier stopped           unfit        unfit
 *   read_only, replicates from nobody                unfit        unfit
 *   writable, replicates from a live source          unfit        as a read_only one
 *   writable, its source is not there                fit          standby
 *   writable, replicates from nobody                 fit          standby
 * </pre>
 *
 * <p>A replica that has lost its source stays on standby, so that a read-only section goes on
 * serving while its primary is down. With a lag limit it does not: nobody knows how far it lags.
 */
public final class RoleRules {

  private RoleRules() {}

  /**
   * What the facts mean.
   *
   * @param mode what the section's clients do
   * @param facts what the server said
   * @param maxLag how far a replica may lag; zero: no limit
   * @return the verdict
   */
  public static Verdict verdict(Mode mode, ServerFacts facts, Duration maxLag) {
    if (facts.galera().isPresent()) {
      return galera(mode, facts, facts.galera().get());
    }
    if (facts.group().isPresent()) {
      return group(mode, facts, facts.group().get());
    }
    return mode == Mode.READ_WRITE ? writer(facts) : reader(facts, maxLag);
  }

  private static Verdict galera(Mode mode, ServerFacts facts, Galera node) {
    if (!node.ready()) {
      return Verdict.unfit("Galera node not ready");
    }
    if (!node.clusterStatus().equalsIgnoreCase("Primary")) {
      return Verdict.unfit("Galera node without quorum (" + node.clusterStatus() + ")");
    }
    if (node.localState().orElse(0) != SYNCED) {
      return Verdict.unfit("Galera node not synced (state " + node.localState().orElse(0) + ")");
    }
    return mode == Mode.READ_WRITE && facts.readOnly()
        ? Verdict.unfit("Galera node is read-only")
        : Verdict.fitAmongOthers("synced Galera node");
  }

  private static final int SYNCED = 4;

  private static Verdict group(Mode mode, ServerFacts facts, GroupMember member) {
    if (!member.state().equals("ONLINE")) {
      return Verdict.unfit("group member is " + member.state());
    }
    boolean primary = member.role().isEmpty() ? !facts.readOnly() : member.role().equals("PRIMARY");
    if (mode == Mode.READ_WRITE) {
      return primary
          ? Verdict.fitAmongOthers("primary of its group")
          : Verdict.unfit("secondary of its group");
    }
    return primary
        ? Verdict.standby("primary of its group")
        : Verdict.fit("secondary of its group");
  }

  private static Verdict writer(ServerFacts facts) {
    if (facts.readOnly()) {
      return Verdict.unfit(facts.superReadOnly() ? "super-read-only" : "read-only");
    }
    Optional<Channel> live = facts.channels().stream().filter(Channel::sourceLives).findFirst();
    return live.isPresent()
        ? Verdict.unfit("writable, but replicates from " + live.get().source())
        : Verdict.fit("writable primary");
  }

  private static Verdict reader(ServerFacts facts, Duration maxLag) {
    List<Channel> channels = facts.channels();
    boolean fed = channels.stream().anyMatch(Channel::sourceLives);
    if (!facts.readOnly() && !fed) {
      return Verdict.standby("writable primary");
    }
    if (channels.isEmpty()) {
      return Verdict.unfit("read-only, but replicates from nobody");
    }
    for (Channel channel : channels) {
      if (!channel.applier()) {
        return Verdict.unfit(because("replication applier stopped", channel));
      }
      if (channel.receiverStopped()) {
        return Verdict.unfit(because("replication receiver stopped", channel));
      }
    }
    return lag(channels, fed, maxLag);
  }

  private static Verdict lag(List<Channel> channels, boolean fed, Duration maxLag) {
    for (Channel channel : channels) {
      long lag = channel.lagSeconds().orElse(0);
      if (!maxLag.isZero() && channel.lagSeconds().isEmpty()) {
        return Verdict.unfit(because("lag not known, source " + channel.source(), channel));
      }
      if (!maxLag.isZero() && lag > maxLag.toSeconds()) {
        return Verdict.unfit("lags " + lag + " s; at most " + maxLag.toSeconds() + " s");
      }
    }
    return fed
        ? Verdict.fit("replicates from " + channels.get(0).source())
        : Verdict.standby(
            because("has lost its source " + channels.get(0).source(), channels.get(0)));
  }

  private static String because(String what, Channel channel) {
    return channel.lastError().isEmpty() ? what : what + ": " + channel.lastError();
  }
}
