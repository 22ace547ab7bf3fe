package io.viprouter.launcher.notify;

/** How a command ended. Immutable. */
sealed interface CommandResult {

  /** Whether it is what its caller hoped for. */
  default boolean passed() {
    return this instanceof Exited exited && exited.status() == 0;
  }

  /** Half a sentence for the log. */
  String words();

  /** By itself, or by a signal: then the status is 128 and the signal's number. */
  record Exited(int status) implements CommandResult {
    @Override
    public String words() {
      return "exit status " + status;
    }
  }

  /** It took too long and was killed. */
  record TimedOut(long millis) implements CommandResult {
    @Override
    public String words() {
      return "killed after " + millis + " ms";
    }
  }

  /** It could not be started. */
  record NotStarted(String why) implements CommandResult {
    @Override
    public String words() {
      return "could not be started: " + why;
    }
  }
}
