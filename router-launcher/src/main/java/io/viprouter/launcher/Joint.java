package io.viprouter.launcher;

import com.google.common.collect.ImmutableList;
import io.viprouter.core.RouterException;
import io.viprouter.core.RouterListener;
import io.viprouter.core.RoutingSection;
import io.viprouter.vrrp.AddressHook;
import io.viprouter.vrrp.VirtualAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the two halves meet. A section whose bind address is a virtual one listens exactly while
 * that address is here, and its sessions there end when it goes; a virtual router whose sections
 * cannot serve is less fit, or not at all. Its state is confined to a thread of its own; its
 * methods may be called by any thread, those that return a value wait for it.
 */
final class Joint implements RouterListener, AutoCloseable {

  /** How often a port that was taken is looked at again. */
  static final long LOOK_AGAIN_MILLIS = 1000;

  private static final Logger log = LoggerFactory.getLogger(Joint.class);

  private final Sections sections;
  private final PortProbe probe;
  private final OneThread thread = new OneThread("router-joint");

  private final Map<String, RoutingSection> definitions = new LinkedHashMap<>();
  private final Map<String, Dependent> dependents = new LinkedHashMap<>();
  private final Map<String, String> unusable = new HashMap<>();
  private final Set<InetAddress> here = new HashSet<>();
  private final DeafBinds deaf = new DeafBinds();
  private final Map<String, List<SocketAddress>> listening = new HashMap<>();
  private VirtualBinds virtual = VirtualBinds.NONE;

  /**
   * Makes one.
   *
   * @param sections the running sections
   * @param probe looks at ports that were taken
   */
  Joint(Sections sections, PortProbe probe) {
    this.sections = sections;
    this.probe = probe;
  }

  /** What a virtual router depends on, and whom to tell how fit it is. */
  private static final class Dependent {
    final List<String> trackedSections;
    final Consumer<Standing> told;
    String failing = "";
    Standing standing = Standing.FIT;

    Dependent(List<String> trackedSections, Consumer<Standing> told) {
      this.trackedSections = trackedSections;
      this.told = told;
    }
  }

  /**
   * Which addresses are virtual from now on.
   *
   * @param binds of all virtual routers
   */
  void virtual(VirtualBinds binds) {
    thread.run(() -> virtual = binds);
  }

  /**
   * What a section may listen on now, for one that is about to be added.
   *
   * @param section as it is written
   * @return the same without the virtual addresses that are not here
   */
  RoutingSection possible(RoutingSection section) {
    return thread.call(
        () -> {
          RoutingSection now = effective(section);
          listening.put(section.name(), now.binds());
          return now;
        });
  }

  /**
   * Takes note of a section, and puts it in force as far as it can listen now.
   *
   * @param section as it is written
   * @throws RouterException if an address that is not virtual cannot be bound; then the section is
   *     as it was before
   */
  void define(RoutingSection section) {
    thread.run(
        () -> {
          apply(section);
          definitions.put(section.name(), section);
          if (!sections.usable(section.name())) {
            // Of a section that asks for roles nothing is known yet; no event has said so.
            unusable.putIfAbsent(section.name(), "its destinations have not answered yet");
          }
          deaf.retain(section.name(), section.binds());
          lookAhead(section);
          judge();
        });
  }

  /** The sections as they are written, by name. */
  Map<String, RoutingSection> definitions() {
    return thread.call(() -> Map.copyOf(definitions));
  }

  /** Forgets a section. */
  void forget(String section) {
    thread.run(
        () -> {
          definitions.remove(section);
          listening.remove(section);
          unusable.remove(section);
          deaf.retain(section, List.of());
          judge();
        });
  }

  /**
   * Takes a virtual router in, or hears that it depends on others now.
   *
   * @param name its name
   * @param trackedSections sections it depends on
   * @param told hears how fit it is whenever that changes; called on the joint's thread, must not
   *     wait
   */
  void attach(String name, List<String> trackedSections, Consumer<Standing> told) {
    thread.run(
        () -> {
          Dependent before = dependents.get(name);
          Dependent now = new Dependent(List.copyOf(trackedSections), told);
          if (before != null) {
            now.failing = before.failing;
            now.standing = before.standing;
          }
          dependents.put(name, now);
          judge();
        });
  }

  /** Lets a virtual router go. */
  void detach(String name) {
    thread.run(() -> dependents.remove(name));
  }

  /**
   * Hears of the track commands of a virtual router.
   *
   * @param name the virtual router
   * @param failing what fails that makes it unfit, in words; empty if nothing does
   */
  void commands(String name, String failing) {
    thread.post(
        () -> {
          Dependent dependent = dependents.get(name);
          if (dependent != null) {
            dependent.failing = failing;
            judge();
          }
        });
  }

  /** Acts in step with the addresses of a virtual router. */
  AddressHook hook() {
    return new AddressHook() {
      @Override
      public void added(List<VirtualAddress> addresses) {
        thread.run(() -> come(addresses));
      }

      @Override
      public void removing(List<VirtualAddress> addresses) {
        thread.run(() -> go(addresses));
      }
    };
  }

  /** Called on event loops: only leaves a note. */
  @Override
  public void sectionUsable(String section, boolean usable, String cause) {
    thread.post(
        () -> {
          if (usable) {
            unusable.remove(section);
          } else {
            unusable.put(section, cause);
          }
          judge();
        });
  }

  @Override
  public void close() {
    thread.close();
  }

  // From here on: the joint's thread only.

  private void come(List<VirtualAddress> addresses) {
    addresses.forEach(address -> here.add(address.address()));
    affected(addresses).forEach(this::listenWherePossible);
    judge();
  }

  private void go(List<VirtualAddress> addresses) {
    addresses.forEach(address -> here.remove(address.address()));
    affected(addresses).forEach(this::listenWherePossible);
    addresses.forEach(address -> sections.disconnect(address.address()));
  }

  private List<RoutingSection> affected(List<VirtualAddress> addresses) {
    Set<InetAddress> moved = new HashSet<>();
    addresses.forEach(address -> moved.add(address.address()));
    return definitions.values().stream()
        .filter(
            section ->
                section.binds().stream()
                    .anyMatch(bind -> virtual.address(bind).filter(moved::contains).isPresent()))
        .toList();
  }

  private RoutingSection effective(RoutingSection section) {
    return withBinds(section, virtual.possible(section.binds(), here));
  }

  private static RoutingSection withBinds(RoutingSection section, List<SocketAddress> binds) {
    return binds.equals(section.binds()) ? section : section.toBuilder().binds(binds).build();
  }

  /** The addresses that are not virtual must be bound, or nothing changes. */
  private void apply(RoutingSection section) {
    update(section, certain(section));
    listenWherePossible(section);
  }

  private void update(RoutingSection section, List<SocketAddress> binds) {
    sections.update(withBinds(section, binds));
    listening.put(section.name(), binds);
  }

  /** Where it must listen, and where it does already: clients there are not to notice anything. */
  private List<SocketAddress> certain(RoutingSection section) {
    List<SocketAddress> already = listening.getOrDefault(section.name(), List.of());
    return virtual.possible(section.binds(), here).stream()
        .filter(bind -> virtual.address(bind).isEmpty() || already.contains(bind))
        .toList();
  }

  /** Binds what can be bound of the addresses that are here, each by itself if need be. */
  private void listenWherePossible(RoutingSection section) {
    List<SocketAddress> possible = virtual.possible(section.binds(), here);
    try {
      update(section, possible);
      possible.forEach(deaf::bound);
    } catch (RouterException e) {
      listenOneByOne(section, possible);
    }
  }

  private void listenOneByOne(RoutingSection section, List<SocketAddress> possible) {
    List<SocketAddress> bound = new ArrayList<>(certain(section));
    for (SocketAddress bind : possible) {
      if (!bound.contains(bind)) {
        List<SocketAddress> more =
            ImmutableList.<SocketAddress>builder().addAll(bound).add(bind).build();
        try {
          update(section, more);
          bound.add(bind);
          deaf.bound(bind);
        } catch (RouterException e) {
          log.error("{}", e.getMessage());
          int failures = deaf.failed(bind, section.name(), why(e));
          lookAgain(bind, failures, DeafBinds.pauseMillis(failures));
        }
      }
    }
  }

  /** For a port that is held, an address would only be taken from whoever serves there now. */
  private void lookAhead(RoutingSection section) {
    for (SocketAddress bind : section.binds()) {
      boolean away = virtual.address(bind).filter(address -> !here.contains(address)).isPresent();
      if (away && bind instanceof InetSocketAddress inet && !probe.free(inet)) {
        String why = "cannot listen on " + VirtualBinds.text(bind) + ": its port is held";
        lookAgain(bind, deaf.failed(bind, section.name(), why), LOOK_AGAIN_MILLIS);
      }
    }
  }

  /** Of the exception's text what does not name the section. */
  private static String why(RouterException e) {
    String text = String.valueOf(e.getMessage());
    String head = "section '" + e.section() + "': ";
    return text.startsWith(head) ? text.substring(head.length()) : text;
  }

  /** The address has gone meanwhile, since we are unfit: only its port can be looked at. */
  private void lookAgain(SocketAddress bind, int failures, long millis) {
    thread.later(
        () -> {
          if (!deaf.still(bind, failures)) {
            return;
          }
          if (bind instanceof InetSocketAddress inet && !probe.free(inet)) {
            lookAgain(bind, failures, LOOK_AGAIN_MILLIS);
            return;
          }
          deaf.mayTry(bind);
          judge();
        },
        millis);
  }

  private void judge() {
    dependents.forEach(
        (name, dependent) -> {
          Standing now = standing(name, dependent);
          if (now.isNews(dependent.standing)) {
            if (now.why().isEmpty()) {
              log.info("({}) fit again", name);
            } else {
              log.warn("({}) {}: {}", name, now.word(), now.why());
            }
            dependent.standing = now;
            dependent.told.accept(now);
          }
        });
  }

  private Standing standing(String name, Dependent dependent) {
    List<String> cannotListen =
        deaf.words(bind -> virtual.owner(bind).filter(name::equals).isPresent());
    SortedMap<String, String> without = new TreeMap<>();
    for (String section : dependent.trackedSections) {
      String cause = unusable.get(section);
      if (cause != null) {
        without.put(section, cause);
      }
    }
    return Standing.of(cannotListen, dependent.failing, without);
  }
}
