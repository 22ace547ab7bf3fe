package io.viprouter.launcher.legacy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells commands that only ask whether MySQL Router runs. Immutable: functions only. */
final class OldRouterWatch {

  private static final String PROGRAM = "mysqlrouter";
  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash");
  private static final Set<String> NO_SIGNAL = Set.of("-0", "-s0", "--signal=0");

  /** More than one command, or one that is made up by the shell. */
  private static final Pattern MORE = Pattern.compile("[;|`$\n]|&&");

  private OldRouterWatch() {}

  /** Whether a command, as it is written in one string, does nothing else. */
  static boolean is(String text) {
    return is(Command.cut(text));
  }

  private static boolean is(List<String> whole) {
    List<String> words =
        whole.stream().takeWhile(word -> !word.matches("[0-9]*[<>].*|&>.*")).toList();
    if (words.size() < 2) {
      return false;
    }
    String program = name(words.get(0));
    List<String> arguments = words.subList(1, words.size());
    String last = arguments.get(arguments.size() - 1);
    if (SHELLS.contains(program)) {
      return arguments.size() == 2
          && arguments.get(0).equals("-c")
          && !MORE.matcher(last).find()
          && is(last);
    }
    return switch (program) {
      case "killall", "pkill" -> isOldRouter(last) && sendsNothing(arguments);
      case "pgrep" -> isOldRouter(last);
      case "pidof" ->
          hasOldRouter(arguments)
              && arguments.stream().allMatch(word -> word.startsWith("-") || isOldRouter(word));
      case "systemctl" -> hasOldRouter(arguments) && arguments.contains("is-active");
      case "service" -> hasOldRouter(arguments) && arguments.contains("status");
      default -> false;
    };
  }

  private static boolean sendsNothing(List<String> arguments) {
    int signal = Math.max(arguments.indexOf("-s"), arguments.indexOf("--signal"));
    return arguments.stream().anyMatch(NO_SIGNAL::contains)
        || (signal >= 0 && arguments.get(signal + 1).equals("0"));
  }

  private static boolean hasOldRouter(List<String> arguments) {
    return arguments.stream().anyMatch(OldRouterWatch::isOldRouter);
  }

  /** Also as a unit, or as a pattern. */
  private static boolean isOldRouter(String word) {
    return name(word)
        .replaceAll("[\\^$\\[\\]]", "")
        .matches(PROGRAM + "(?:@[^.]*)?(?:\\.service)?");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
