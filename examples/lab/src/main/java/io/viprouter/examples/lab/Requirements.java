package io.viprouter.examples.lab;

import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.Programs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a lab needs of its machine. Stateless. */
final class Requirements {

  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("ip", "iproute2");
    PROGRAMS.put("ss", "iproute2");
    PROGRAMS.put("unshare", "util-linux");
    PROGRAMS.put("keepalived", "keepalived");
    PROGRAMS.put("mariadb", "mariadb-client");
  }

  private Requirements() {}

  /** What the web application and its user need besides, in words; empty if nothing is missing. */
  static Optional<String> missingForBrowser() {
    if (Programs.find("chromedriver").isEmpty()) {
      return Optional.of("chromedriver is missing: apt-get install chromium-driver");
    }
    return Shell.outcome(List.of(WebApplication.PYTHON, "-c", "import django, MySQLdb")).status()
            == 0
        ? Optional.empty()
        : Optional.of(
            "Django is missing: apt-get install python3-django python3-mysqldb; or leave it out by"
                + " --without-browser");
  }

  /** What {@code bin/lab others} needs besides, in words; empty if nothing is missing. */
  static Optional<String> missingForOthers() {
    return missing(Map.of("sysbench", "sysbench", DriversOwnTests.PROGRAM, "mariadb-test"));
  }

  private static Optional<String> missing(Map<String, String> programs) {
    return programs.entrySet().stream()
        .filter(program -> Programs.find(program.getKey()).isEmpty())
        .findFirst()
        .map(program -> program.getKey() + " is missing: apt-get install " + program.getValue());
  }

  /** What is missing, in words; empty if nothing is. */
  static Optional<String> missing(Flavour flavour) {
    Optional<String> program = missing(PROGRAMS);
    if (program.isPresent()) {
      return program;
    }
    if (!Shell.line("id -u").strip().equals("0") || !Shell.works("ip netns list")) {
      return Optional.of("root is needed, to make network namespaces");
    }
    return flavour.missing();
  }
}
