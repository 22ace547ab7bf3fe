package io.viprouter.launcher;

import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.launcher.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries a reload out. For one use by one thread.
 *
 * <p>An address that goes, goes before its section changes; one that comes, comes after there is
 * somebody to listen on it.
 */
final class ReloadSteps {

  private final Router router;
  private final Joint joint;
  private final VirtualRouters virtualRouters;
  private final Settings next;
  private final List<String> faults = new ArrayList<>();

  ReloadSteps(Router router, Joint joint, VirtualRouters virtualRouters, Settings next) {
    this.router = router;
    this.joint = joint;
    this.virtualRouters = virtualRouters;
    this.next = next;
  }

  /**
   * Does it all; a step that fails does not keep the others from being done.
   *
   * @param around puts mail, commands and the admin interface in force
   * @return what the system refused, one sentence each
   */
  List<String> carryOut(ReloadPlan plan, Consumer<Settings> around) {
    virtualRouters.removeAll(plan.virtualRouters());
    plan.sectionsRemoved().forEach(name -> attempt(() -> remove(name)));
    joint.virtual(VirtualRouters.binds(next.virtualRouters()));
    plan.sectionsChanged()
        .forEach(section -> attempt(() -> joint.define(Assembly.section(section))));
    plan.sectionsAdded().forEach(section -> attempt(() -> add(Assembly.section(section))));
    attempt(() -> around.accept(next));
    faults.addAll(virtualRouters.apply(plan.virtualRouters(), next.syncGroups()));
    return faults;
  }

  private void remove(String section) {
    joint.forget(section);
    router.remove(section, next.process().shutdownGrace());
  }

  private void add(RoutingSection section) {
    router.add(joint.possible(section));
    joint.define(section);
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }
}
