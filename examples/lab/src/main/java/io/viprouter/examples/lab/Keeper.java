package io.viprouter.examples.lab;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lab that stays up, as other calls of {@code bin/lab} see it. Stateless. */
final class Keeper {

  private static final String COMMAND = LabCommand.class.getName();
  private static final long PATIENCE_SECONDS = 60;

  private Keeper() {}

  /** What one can do with it. */
  static String words(Deployment deployment) {
    StringBuilder text = new StringBuilder("The lab is up.\n");
    for (Host host : deployment.scene().lab().hosts()) {
      text.append("  %-24s ip netns exec %s bash%n".formatted(host, host.namespace()));
    }
    return text.append(
            """
            For example, from the host of the client:
              ip netns exec %s mariadb -h%s -P%d -ujumpserver -pjumpserver -e "show variables like 'hostname'"
            The web application (admin, admin) is at http://172.168.1.128:8000/admin/ if Django is installed.
            bin/lab status says who has the address; bin/lab down removes everything.
            """
                .formatted(deployment.scene().client.namespace(), Scene.ADDRESS, Scene.READ_WRITE))
        .toString();
  }

  /** The processes that keep a lab. */
  private static Set<ProcessHandle> keepers() {
    Set<ProcessHandle> found = new LinkedHashSet<>();
    for (long owner : Lab.namespaces().values()) {
      ProcessHandle.of(owner).filter(Keeper::keeps).ifPresent(found::add);
    }
    return found;
  }

  private static boolean keeps(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    return line.contains(COMMAND) && line.contains("keep");
  }

  /** Ends the keeper, which removes what it made, and removes what others left. */
  static int down() {
    for (ProcessHandle keeper : keepers()) {
      keeper.destroy();
      try {
        keeper.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) {
        System.err.println("process " + keeper.pid() + " does not end; it is killed");
        keeper.destroyForcibly();
        keeper.onExit().join();
      }
    }
    Scene.sweep();
    boolean any = !keepers().isEmpty();
    System.out.println(any ? "Something is left; see ip netns list." : "The lab is down.");
    return any ? 1 : 0;
  }

  /** Says how it stands. */
  static int status() {
    Set<ProcessHandle> keepers = keepers();
    if (keepers.isEmpty()) {
      System.out.println("No lab is up.");
      return 1;
    }
    Set<Long> ids = new LinkedHashSet<>();
    keepers.forEach(keeper -> ids.add(keeper.pid()));
    for (Map.Entry<String, Long> found : Lab.namespaces().entrySet()) {
      String name = found.getKey().substring(found.getKey().indexOf('-') + 1);
      if (ids.contains(found.getValue()) && !name.equals("switch")) {
        System.out.printf("%-10s %s%n", name, addresses(found.getKey()));
        if (name.startsWith("router")) {
          System.out.print(router(found.getKey()));
        }
      }
    }
    return 0;
  }

  private static String addresses(String namespace) {
    String text =
        Shell.line("ip -n " + namespace + " -br -4 addr show dev " + Host.INTERFACE).strip();
    return text.substring(text.indexOf("172"));
  }

  private static String router(String namespace) {
    Shell.Outcome answer =
        Shell.outcome(
            List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                "curl",
                "-s",
                "http://" + Launcher.ADMIN + "/api/v1/status"));
    if (answer.status() != 0) {
      return "           its router does not answer\n";
    }
    JsonNode status = JsonMapper.shared().readTree(answer.output());
    StringBuilder text = new StringBuilder();
    for (JsonNode one : status.path("virtualRouters")) {
      text.append(
          "           (%s) %s%n"
              .formatted(one.path("name").asString(), one.path("state").asString()));
    }
    for (JsonNode section : status.path("sections")) {
      text.append(
          "           [%s] %s, %d clients%n"
              .formatted(
                  section.path("name").asString(),
                  destinations(section),
                  section.path("activeConnections").asInt()));
    }
    return text.toString();
  }

  private static String destinations(JsonNode section) {
    StringBuilder text = new StringBuilder();
    for (JsonNode one : section.path("destinations")) {
      text.append(
          "%s%s %s%s"
              .formatted(
                  text.isEmpty() ? "" : ", ",
                  one.path("address").asString(),
                  one.path("state").asString(),
                  one.path("current").asBoolean() ? " (current)" : ""));
    }
    return text.toString();
  }
}
