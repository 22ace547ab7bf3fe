package io.viprouter.vrrp;

import io.viprouter.vrrp.VrrpListener.Transition;
import io.viprouter.vrrp.VrrpStatus.Change;
import io.viprouter.vrrp.VrrpStatus.Situation;
import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Memory;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Publishes and passes on what a station reports. Confined to its driver thread, but for {@link
 * #current}, which is thread-safe.
 */
final class Situations implements Reports {

  private final Logger log;
  private final VirtualRouterConfig config;
  private final Surrounding surrounding;
  private volatile Situation current;
  private String hindrance = "";

  Situations(Logger log, VirtualRouterConfig config, Surrounding surrounding) {
    this.log = log;
    this.config = config;
    this.surrounding = surrounding;
    this.current =
        new Situation(
            VrrpState.INITIALIZE,
            config.priority(),
            Fitness.FIT,
            Optional.empty(),
            new Change(surrounding.wallClock().instant(), "not started", 0));
  }

  Situation current() {
    return current;
  }

  @Override
  public void changed(Memory memory) {
    Situation before = current;
    Optional<InetAddress> master =
        memory.state() == VrrpState.ACTIVE ? memory.local() : memory.master();
    current =
        new Situation(
            before.state(), memory.priority(), memory.fitness(), master, last(before, memory));
  }

  /** While it is at fault the reason is what is in its way now. */
  private Change last(Situation before, Memory memory) {
    Change last = before.last();
    String now = memory.hindrance();
    boolean other = !now.equals(hindrance);
    hindrance = now;
    return other && before.state() == VrrpState.FAULT && memory.state() == VrrpState.FAULT
        ? new Change(last.at(), now, last.count())
        : last;
  }

  @Override
  public void told(Tell tell) {
    Situation before = current;
    Instant now = surrounding.wallClock().instant();
    Change change = new Change(now, tell.why(), before.last().count() + 1);
    current =
        new Situation(
            tell.to(), before.effectivePriority(), before.fitness(), before.master(), change);
    surrounding
        .notifier()
        .tell(new Transition(config.name(), tell.from(), tell.to(), tell.why(), now));
    if (!tell.byGroup()) {
      surrounding.group().ifPresent(group -> group.moved(config.name(), tell.to()));
    }
  }

  @Override
  public void warn(String text) {
    surrounding.notifier().later(() -> log.warn("({}) {}", config.name(), text));
  }

  @Override
  public void fault(boolean atFault) {
    surrounding.group().ifPresent(group -> group.fault(config.name(), atFault));
  }
}
