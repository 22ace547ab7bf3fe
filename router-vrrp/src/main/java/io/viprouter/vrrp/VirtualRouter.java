package io.viprouter.vrrp;

import io.viprouter.vrrp.VrrpException.Kind;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Event.PriorityChanged;
import io.viprouter.vrrp.os.Rights;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual router: takes part in the election of who owns its addresses, and owns them while it
 * is elected. Thread-safe; its work is done by one driver thread, its listeners and its address
 * hooks are called on others.
 *
 * <pre>{@code
 * try (VirtualRouter router = VirtualRouter.builder(
 *         VirtualRouterConfig.builder("VI_1")
 *             .interfaceName("eth1").virtualRouterId(51).priority(120)
 *             .addresses("172.168.1.20/24").password("1111")
 *             .build())
 *     .listener(myListener)
 *     .build().start()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>It needs Linux, CAP_NET_RAW and CAP_NET_ADMIN. A process that is killed leaves its addresses
 * behind; they are removed, or taken over, when it starts again.
 */
public final class VirtualRouter implements AutoCloseable {

  /**
   * The effective priority of a {@link Fitness#LAST_RESORT}. Give fit routers a higher one: every
   * router of this library takes over from it at once, preempt or not.
   */
  public static final int LAST_RESORT_PRIORITY = 1;

  private static final Logger LOG = LoggerFactory.getLogger("io.viprouter.vrrp");
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Counters counters = new Counters();
  private final Notifier notifier;
  private final AddressHooks hooks;
  private final Optional<SyncGroup> group;
  private final ElectionLoop loop;
  private final Thread driver;
  private final Optional<Thread> hook;
  private final Object updating = new Object();
  private final ThreadFactory threads;
  private final Set<Thread> ours = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile VirtualRouterConfig config;
  private volatile FitnessChanged fitness = new FitnessChanged(Fitness.FIT);
  private boolean started;

  VirtualRouter(VirtualRouterBuilder from) {
    config = from.config;
    group = from.group;
    String name = config.name();
    threads = from.threads;
    ThreadFactory listeners = task -> ours(task, "router-vrrp-listen-" + name);
    ThreadFactory inStep = task -> ours(task, "router-vrrp-address-" + name);
    notifier = new Notifier(LOG, from.listeners, listeners);
    hooks = new AddressHooks(LOG, name, from.hooks, inStep);
    loop =
        new ElectionLoop(
            config,
            counters,
            new Surrounding(notifier, hooks, group, System::nanoTime, from.wallClock));
    driver = ours(loop, "router-vrrp-" + name);
    hook =
        from.shutdownHook
            ? Optional.of(new Thread(this::close, "router-vrrp-hook-" + name))
            : Optional.empty();
  }

  private Thread ours(Runnable task, String name) {
    Thread thread = threads.newThread(task);
    thread.setName(name);
    thread.setDaemon(true);
    ours.add(thread);
    return thread;
  }

  /**
   * Begins one.
   *
   * @param config what it is to do
   * @return a builder
   */
  public static VirtualRouterBuilder builder(VirtualRouterConfig config) {
    return new VirtualRouterBuilder(config);
  }

  /**
   * Whether virtual routers can work here at all.
   *
   * @return what is in the way, in words: not Linux, or a right that is missing and how to grant
   *     it; empty if nothing is
   */
  public static Optional<String> obstacle() {
    return Rights.unsupported().or(Rights::missing);
  }

  /**
   * Starts it; returns when it has entered its first state: BACKUP, MASTER for an address owner, or
   * FAULT while its interface is missing or down.
   *
   * @return this
   * @throws VrrpException if it cannot work here at all, or lacks a right
   * @throws IllegalStateException if it was started before, or is closed
   */
  public synchronized VirtualRouter start() {
    if (closed.get()) {
      throw new IllegalStateException("(" + config.name() + ") is closed; it starts only once");
    }
    if (started) {
      throw new IllegalStateException("(" + config.name() + ") was started before; make a new one");
    }
    refuse(Rights.unsupported(), Kind.UNSUPPORTED);
    refuse(Rights.missing(), Kind.NOT_PERMITTED);
    started = true;
    group.ifPresent(g -> g.join(config.name(), fitness, loop::post));
    notifier.start();
    hooks.start();
    driver.start();
    try {
      loop.ready().join();
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof VrrpException known
          ? known
          : new VrrpException(Kind.SYSTEM, "(" + config.name() + ") cannot start", e);
    }
    hook.ifPresent(Runtime.getRuntime()::addShutdownHook);
    if (closed.get()) { // By a listener meanwhile.
      hook.ifPresent(VirtualRouter::forget);
    }
    return this;
  }

  private void refuse(Optional<String> why, Kind kind) {
    if (why.isPresent()) {
      throw new VrrpException(kind, "(" + config.name() + ") " + why.get());
    }
  }

  /**
   * How it stands.
   *
   * @return a snapshot
   */
  public VrrpStatus status() {
    VirtualRouterConfig now = config;
    return new VrrpStatus(
        now,
        loop.situation(),
        counters.snapshot(),
        counters.rejections.recent(System.nanoTime(), now.advertisementInterval()));
  }

  /**
   * Changes the effective priority, for those who want weights.
   *
   * @param priority 1 to 254
   * @throws IllegalArgumentException if it is not
   * @throws IllegalStateException if this is an address owner
   */
  public void priority(int priority) {
    if (priority < 1 || priority > 254) {
      throw new IllegalArgumentException("priority: " + priority + ", must be 1 to 254");
    }
    if (config.priority() == VirtualRouterConfig.OWNER) {
      throw new IllegalStateException(
          "(" + config.name() + ") is address owner; its priority is always 255");
    }
    loop.post(new PriorityChanged(priority));
  }

  /**
   * Declares whether this router is fit to be master. Unfit gives mastership up at once and takes
   * no part; this is no weight, and nobody's configuration can block it.
   *
   * @param fit true as long as nothing else is said
   */
  public void fitness(boolean fit) {
    fitness(fit ? Fitness.FIT : Fitness.UNFIT);
  }

  /**
   * Declares how fit this router is to be master. In a sync group all members are a last resort
   * while one is.
   *
   * @param fitness {@link Fitness#FIT} as long as nothing else is said
   */
  public void fitness(Fitness fitness) {
    declare(new FitnessChanged(fitness));
  }

  /**
   * As {@link #fitness(Fitness)}, and says why: the log, the status and listeners give it as the
   * reason while it is {@link Fitness#UNFIT}. It may be called again with another reason.
   *
   * @param fitness how fit
   * @param reason half a sentence; empty for none
   */
  public void fitness(Fitness fitness, String reason) {
    declare(reason.isBlank() ? new FitnessChanged(fitness) : new FitnessChanged(fitness, reason));
  }

  private void declare(FitnessChanged declared) {
    fitness = declared;
    group.ifPresentOrElse(g -> g.fitness(config.name(), declared), () -> loop.post(declared));
  }

  /**
   * Hands mastership over, once: it is not taken back from the router that takes over, until that
   * one is gone. If nobody takes over, this router is master again after its down interval. A
   * backup lets the master be for as long. The members of a sync group are released together.
   */
  public void release() {
    group.ifPresentOrElse(SyncGroup::release, () -> loop.post(Event.Plain.RELEASE));
  }

  /**
   * Changes the configuration without giving mastership up, and never with an advertisement of
   * priority 0: new addresses are added and announced, old ones removed, everything else counts
   * from the next advertisement on. A priority set by {@link #priority(int)} stays unless the
   * configured one changes. All routers of a group must be given other addresses, another password
   * and, in version 2, another interval; until then each takes the other for a stranger.
   *
   * @param changed with the same name, interface, virtual router id, version and family
   * @throws IllegalArgumentException if one of these differs; nothing is changed then
   */
  public void update(VirtualRouterConfig changed) {
    synchronized (updating) {
      updateNow(changed);
    }
  }

  private void updateNow(VirtualRouterConfig changed) {
    VirtualRouterConfig now = config;
    same("name", now.name(), changed.name());
    same("interface", now.interfaceName(), changed.interfaceName());
    same("virtual-router-id", now.virtualRouterId(), changed.virtualRouterId());
    same("version", now.version(), changed.version());
    same("address family", now.isV6(), changed.isV6());
    config = changed;
    CompletableFuture<Boolean> inForce = loop.update(changed);
    if (driver.isAlive()) {
      await(inForce);
    }
  }

  private static void await(CompletableFuture<Boolean> inForce) {
    try {
      inForce.get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("a change is not in force yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void same(String field, Object now, Object changed) {
    if (!now.equals(changed)) {
      throw new IllegalArgumentException(
          field + ": " + changed + ", cannot be changed from " + now + " while running");
    }
  }

  /**
   * Gives up the addresses if it has them, with priority 0, and ends. Called by a listener or an
   * address hook it returns at once, and goes on by itself.
   */
  @Override
  public void close() {
    if (!ours.contains(Thread.currentThread())) {
      closeAndWait();
    } else if (closed.compareAndSet(false, true)) {
      ours(this::end, "router-vrrp-close-" + config.name()).start();
    }
  }

  private synchronized void closeAndWait() {
    if (closed.compareAndSet(false, true)) {
      end();
      return;
    }
    try {
      if (!ended.await(2 * STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("({}) has not ended yet", config.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    stop();
    hooks.close();
    notifier.close();
    hook.ifPresent(VirtualRouter::forget);
    ended.countDown();
  }

  private void stop() {
    if (driver.isAlive()) {
      loop.post(Event.Plain.STOP);
      boolean interrupted = false;
      try {
        driver.join(STOP_PATIENCE.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    group.ifPresent(g -> g.leave(config.name()));
  }

  private static void forget(Thread registered) {
    try {
      Runtime.getRuntime().removeShutdownHook(registered);
    } catch (IllegalStateException e) {
      // The JVM is ending; the hook is running or has run.
      return;
    }
  }
}
