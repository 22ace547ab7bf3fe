package io.viprouter.examples.bench;

import io.viprouter.examples.bench.peer.NettyProxy;
import io.viprouter.examples.bench.subject.AddedRecipe;
import io.viprouter.examples.bench.subject.HaProxyRecipe;
import io.viprouter.examples.bench.subject.JavaCommand;
import io.viprouter.examples.bench.subject.RouterRecipe;
import io.viprouter.examples.bench.subject.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the list of what is compared. Stateless. */
final class Targets {

  private static final String DIRECT = Target.DIRECT.name();
  private static final String HAPROXY = "haproxy";
  private static final String SPLICE = "haproxy-splice";
  private static final String NETTY = "netty";

  /** They give the measure, but nothing is judged by them. */
  private static final Set<String> YARDSTICKS = Set.of(DIRECT, SPLICE, NETTY);

  private Targets() {}

  /** Whether it is only to be seen beside the others: some rounds are enough. */
  static boolean yardstick(String name) {
    return YARDSTICKS.contains(name);
  }

  /** Whether its code gets faster while it runs, its own or its client's. */
  static boolean warmsUp(String name) {
    return !name.equals(HAPROXY) && !name.equals(SPLICE);
  }

  static List<Target> of(Options options, Path haproxy, long files) {
    List<Target> all = new ArrayList<>();
    all.add(Target.DIRECT);
    all.add(router("router", options, RouterRecipe.RECOMMENDED));
    for (String jvm : options.jvms()) {
      int end = jvm.indexOf('=');
      if (end < 1) {
        throw new IllegalArgumentException("--jvm: '" + jvm + "' is not NAME=OPTIONS");
      }
      all.add(router(jvm.substring(0, end), options, jvm.substring(end + 1)));
    }
    all.add(Target.of(HAPROXY, new HaProxyRecipe(haproxy, false, files)));
    all.add(Target.of(SPLICE, new HaProxyRecipe(haproxy, true, files)));
    all.add(Target.of(NETTY, JavaCommand.proxy(NettyProxy.class)));
    options.added().forEach(text -> all.add(AddedRecipe.target(text)));
    checkNames(all);
    return all.stream().filter(target -> options.wants(target.name())).toList();
  }

  private static Target router(String name, Options options, String jvm) {
    return Target.of(name, new RouterRecipe(JavaCommand.java(), options.jar(), jvm));
  }

  private static void checkNames(List<Target> targets) {
    Set<String> names = new HashSet<>();
    for (Target target : targets) {
      if (!names.add(target.name())) {
        throw new IllegalArgumentException("two targets have the name " + target.name());
      }
    }
  }
}
