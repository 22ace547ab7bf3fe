package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real commands. */
final class CommandRunTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory = Path.of(".");
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

  private CommandResult run(String... command) throws InterruptedException {
    return CommandRun.run(List.of(command), PATIENCE, output::add);
  }

  private String script(String body) throws Exception {
    return Scripts.script(directory, "script", body);
  }

  @Test
  void exitStatusAndOutputOfBothKinds() throws Exception {
    CommandResult result = run(script("echo out; echo err >&2; printf 'no end'; exit 7"));
    assertThat(result).isEqualTo(new CommandResult.Exited(7));
    assertThat(result.passed()).isFalse();
    assertThat(output).containsExactly("out", "err", "no end");
    assertThat(run(script("exit 0")).passed()).isTrue();
  }

  @Test
  void noShellTouchesTheArguments() throws Exception {
    String[] odd = {"a b", "$HOME", "; rm -rf /", "`id`", "*", "", "ä\n"};
    String[] command = new String[odd.length + 1];
    command[0] = script("for a in \"$@\"; do printf '<%s>' \"$a\"; done | tr '\\n' '/'");
    System.arraycopy(odd, 0, command, 1, odd.length);
    assertThat(run(command).passed()).isTrue();
    assertThat(output).containsExactly("<a b><$HOME><; rm -rf /><`id`><*><><ä/>");
  }

  @Test
  void environmentIsItsOwn() throws Exception {
    assertThat(run("/usr/bin/env").passed()).isTrue();
    assertThat(output)
        .containsExactlyInAnyOrder(
            "HOME=/",
            "LANG=C.UTF-8",
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    output.clear();
    run(script("pwd; cat; readlink /proc/self/fd/0"));
    assertThat(output).containsExactly("/", "/dev/null");
  }

  @Test
  void whatTakesTooLongIsKilled() throws Exception {
    CommandResult result =
        CommandRun.run(List.of("/bin/sleep", "1000"), Duration.ofMillis(50), output::add);
    assertThat(result).isEqualTo(new CommandResult.TimedOut(50));
    assertThat(result.words()).isEqualTo("killed after 50 ms");
  }

  @Test
  void childrenAndGrandchildrenAreKilledToo() throws Exception {
    String family =
        script("trap '' TERM; (sleep 1000 & echo $!; wait) & echo $!; sleep 1000 & echo $!; wait");
    Thread runner =
        new Thread(
            () -> {
              try {
                CommandRun.run(List.of(family), Duration.ofHours(1), output::add);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    runner.start();
    for (int i = 0; i < 3; i++) {
      String pid = output.poll(60, TimeUnit.SECONDS);
      assertThat(pid).isNotNull();
      family(Long.parseLong(pid));
    }
    runner.interrupt();
    runner.join();
    for (ProcessHandle member : members) {
      member.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private final List<ProcessHandle> members = new java.util.ArrayList<>();

  private void family(long pid) {
    members.add(ProcessHandle.of(pid).orElseThrow());
  }

  @Test
  void outputIsBoundedAndTheCommandDoesNotHang() throws Exception {
    String many = script("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done");
    assertThat(run(many).passed()).isTrue();
    assertThat(output)
        .hasSize(OutputLines.MOST + 1)
        .contains("line 99")
        .contains("(more than 100 lines of output; the rest is dropped)");
    output.clear();
    assertThat(run(script("head -c 200000 /dev/zero | tr '\\0' x; echo; echo end")).passed())
        .isTrue();
    assertThat(output).containsExactly("x".repeat(OutputLines.LONGEST), "end");
  }

  @Test
  void controlCharactersDoNotReachTheLog() throws Exception {
    run(script("printf 'a\\033[31mb\\rc\\td\\n'"));
    assertThat(output).containsExactly("a [31mb c d");
  }

  @Test
  void whoLeavesAChildBehindIsNotWaitedFor() throws Exception {
    // The child holds the pipe; it ends by itself.
    assertThat(run(script("sleep 5 & exit 0")).passed()).isTrue();
  }

  @Test
  void missingProgram() throws Exception {
    CommandResult result = run("/no/such/program");
    assertThat(result.passed()).isFalse();
    assertThat(result.words()).startsWith("could not be started: ").contains("/no/such/program");
  }
}
