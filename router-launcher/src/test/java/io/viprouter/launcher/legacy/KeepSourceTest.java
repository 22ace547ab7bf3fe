package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.launcher.config.VirtualRouterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Includes, conditions, definitions, quotes, comments and braces. */
final class KeepSourceTest {

  @TempDir Path directory;
  private OldFiles files;

  @BeforeEach
  void files() {
    files = new OldFiles(directory);
  }

  private VirtualRouterSettings first(String text) {
    return Finished.of(files.keepalived(text), directory).virtualRouters().get(0);
  }

  @Test
  void conditionsOnTheHost() {
    Conversion conversion =
        files.instance("@router01 priority 11\n@router02 priority 22\n@^router02 version 3");
    VirtualRouterSettings read = Finished.of(conversion, directory).virtualRouters().get(0);
    assertThat(read.priority()).isEqualTo(11);
    assertThat(read.protocol().version()).contains(3);
    assertThat(files.shown(conversion.notes()))
        .contains(
            "keepalived.conf:7: the line is taken: it stands under @router01, and this host is"
                + " 'router01'",
            "keepalived.conf:8: the line is left out: it stands under @router02, and this host is"
                + " 'router01'");
  }

  @Test
  void definitions() {
    String text =
        "$BASE=172.168.${NET}\n$NET=1\n$WHERE=@router01\n"
            + OldFiles.INSTANCE
                .formatted("$WHERE priority ${P}0\n@other $P=8")
                .replace("172.168.1.20", "${BASE}.20");
    assertThat(first("$P=9\n" + text).priority()).isEqualTo(90);
  }

  @Test
  void definitionsOfSeveralLines() {
    String text =
        "$I= \\\nvrrp_instance VI_${N} { \\\n interface eth1 \\\n virtual_router_id ${N} \\\n"
            + " virtual_ipaddress { \\\n 10.0.${N}.1/24 \\\n } \\\n }\n$N=1\n$I\n$N=2\n$I\n";
    assertThat(Finished.of(files.keepalived(text), directory).virtualRouters())
        .extracting(VirtualRouterSettings::virtualRouterId)
        .containsExactly(1, 2);
  }

  @Test
  void endlessDefinitions() {
    assertThat(files.shown(files.keepalived("$A=$B\n$B=$A\n$A x\n").faults()))
        .containsExactly("keepalived.conf:3: the definitions in this line have no end");
    assertThat(files.keepalived("$A=${A}${A}\n$A x\n").isFine()).isFalse();
  }

  /** Small files that would become large ones. */
  @Test
  void growth() {
    assertThat(files.keepalived("$A=" + "${B}".repeat(10_000) + "\n$B=${A}\n$A x\n").isFine())
        .isFalse();
    String text = "$A=" + "x ".repeat(5000) + "\n" + "$A\n".repeat(30_000);
    assertThat(files.keepalived(text).isFine()).isFalse();
    files.write("a.conf", "include b.conf\n".repeat(100));
    files.write("b.conf", "include c.conf\n".repeat(100));
    files.write("c.conf", "\n");
    assertThat(files.keepalived("include a.conf\n").faults())
        .anyMatch(fault -> fault.contains("more than 1000 files"));
  }

  @Test
  void includes() throws IOException {
    Files.createDirectories(directory.resolve("d/sub"));
    files.write("d/a.conf", OldFiles.INSTANCE.formatted("include sub/p*"));
    files.write("d/sub/prio", "priority 33\n");
    files.write("d/.hidden.conf", "nonsense\n");
    Path executable = files.write("d/x.conf", "nonsense\n");
    Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
    Conversion conversion = files.keepalived("include d/{a,x}.conf\ninclude d/none*\n");
    VirtualRouterSettings read = Finished.of(conversion, directory).virtualRouters().get(0);
    assertThat(read.priority()).isEqualTo(33);
    assertThat(files.shown(conversion.notes()))
        .contains("keepalived.conf:2: include: no file matches 'd/none*'")
        .contains(
            "keepalived.conf:1: include: d/x.conf is no regular non-executable file and is left"
                + " out");
  }

  @Test
  void faultsInIncludedFilesHaveTheirPlace() {
    files.write("inner.conf", "\npriorty 3\n");
    assertThat(files.shown(files.instance("include inner.conf").faults()))
        .containsExactly(
            "inner.conf:2: [vrrp_instance VI_1]: Unknown keyword 'priorty'; did you mean"
                + " 'priority'?");
  }

  @Test
  void circles() {
    files.write("b.conf", "include keepalived.conf\n");
    assertThat(files.shown(files.keepalived("include b.conf\n").faults()))
        .containsExactly("b.conf:1: include: keepalived.conf includes itself");
  }

  @Test
  void missingFiles() {
    assertThat(files.keepalived("include none.conf\n").isFine()).isTrue();
    assertThat(files.keepalived("includem none.conf\n").isFine()).isFalse();
    assertThat(files.keepalived("includem none*\n").isFine()).isTrue();
    assertThat(files.keepalived("includew none*\n").isFine()).isFalse();
    assertThatThrownBy(
            () ->
                LegacyFiles.convert(
                    Optional.empty(), Optional.of(directory.resolve("none.conf")), false))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> LegacyFiles.convert(Optional.of(directory), Optional.empty(), false))
        .isInstanceOf(IOException.class);
  }

  @Test
  void bracesAnywhere() {
    VirtualRouterSettings read =
        first(
            "vrrp_instance VI_1\n{\n interface eth1\n virtual_router_id 51\n virtual_ipaddress{\n"
                + "172.168.1.20/24}\nauthentication { auth_type PASS\n auth_pass 1111 } priority 5\n}");
    assertThat(read.priority()).isEqualTo(5);
    assertThat(read.protocol().password().value()).isEqualTo("1111");
  }

  @Test
  void bracesThatDoNotMatch() {
    assertThat(files.shown(files.keepalived("global_defs {\nrouter_id a\n").faults()))
        .containsExactly(
            "keepalived.conf:1: There are 1 missing '}'s or extra '{'s: a block that begins here"
                + " has no end");
    assertThat(files.shown(files.keepalived("}\n").faults()))
        .containsExactly("keepalived.conf:1: Extra '}' found");
    assertThat(files.shown(files.keepalived("{\n}\n").faults()))
        .containsExactly("keepalived.conf:1: Unexpected '{'");
  }

  @Test
  void quotesAndComments() {
    Conversion conversion =
        files.keepalived(
            "! 注释\nglobal_defs { # 全局\n router_id \"a{b}#c\" ! 名字\n}\n"
                + OldFiles.INSTANCE.formatted("priority 7!glued\nnotify \"/bin/a \\\"q\\\" #x\""));
    assertThat(Finished.of(conversion, directory).process().name()).isEqualTo("a_b__c");
    VirtualRouterSettings read = Finished.of(conversion, directory).virtualRouters().get(0);
    assertThat(read.priority()).isEqualTo(7);
    assertThat(read.notifications().always()).containsExactly("/bin/a", "q", "#x");
    assertThat(conversion.hocon()).contains("# 名字", "# 注释", "# 全局");
    assertThat(files.shown(conversion.notes()))
        .contains(
            "keepalived.conf:11: a comment begins within a word, at '!'; keepalived reads it so too");
  }

  @Test
  void sequences() {
    assertThat(
            files.shown(files.instance("virtual_ipaddress {\n~SEQ(A,1,3) 10.0.0.${A}\n}").faults()))
        .containsExactly(
            "keepalived.conf:8: ~SEQ and ~LST are not understood; write the lines out");
  }
}
