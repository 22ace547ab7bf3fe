package io.viprouter.vrrp.lab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** What tests in namespaces need. Under {@code CI=true} a missing tool is a failure. */
public final class Requires {

  private Requires() {}

  /** Root and the program {@code ip}. */
  public static void namespaces() {
    need(Shell.works("ip -V"), "the program 'ip' (iproute2)");
    need(Shell.run("id -u").strip().equals("0"), "root, to make network namespaces");
    need(Shell.works("ip netns list"), "network namespaces");
  }

  /** Also keepalived. */
  public static void keepalived() {
    namespaces();
    need(Shell.works("keepalived -v"), "keepalived (Debian package)");
  }

  /** Any other tool. */
  static void tool(String command) {
    need(Shell.works(command), "'" + command + "'");
  }

  private static void need(boolean there, String what) {
    if (!there) {
      String text = "this test needs " + what;
      if ("true".equals(System.getenv("CI"))) {
        fail(text);
      }
      abort(text);
    }
  }
}
