package io.viprouter.launcher;

/** What the program says about itself. Stateless. */
final class Version {

  private Version() {}

  /** Name and version. */
  static String line() {
    return "VIP Router " + number();
  }

  /** The version alone. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** The JVM it runs on. */
  static String jvm() {
    return "JVM: "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version")
        + " ("
        + System.getProperty("java.vendor")
        + ")";
  }

  /** The system it runs on. */
  static String system() {
    return "OS: "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }
}
