package io.viprouter.examples.lab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.viprouter.examples.servers.junit.Tools;

/** Demands what a lab needs; with {@code CI=true} what is missing fails the test. */
final class LabTools {

  private LabTools() {}

  static void require() {
    Tools.require("ip", "iproute2");
    Tools.require("ss", "iproute2");
    Tools.require("unshare", "util-linux");
    if (!Shell.line("id -u").strip().equals("0") || !Shell.works("ip netns list")) {
      String what = "root is needed, to make network namespaces";
      if ("true".equals(System.getenv("CI"))) {
        fail(what);
      }
      abort(what);
    }
  }
}
