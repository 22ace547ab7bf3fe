package io.viprouter.launcher.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Debian package: what it holds, and its life on a machine. */
final class PackageIT {

  @Test
  void madeTwiceItIsTheSame() throws Exception {
    Overlay.needs("dpkg-deb");
    List<String> files = Overlay.run(List.of("dpkg-deb", "-c", Overlay.deb().toString()));
    // Nothing of the machine or of the moment that made it.
    assertThat(files)
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.matches("\\S+ root/root +\\d+ 2026-11-22 00:00 \\./.*"));
    List<String> control = Overlay.run(List.of("dpkg-deb", "-I", Overlay.deb().toString()));
    assertThat(control)
        .contains(" Package: vip-router", " Architecture: all")
        .noneMatch(line -> line.contains("[["));
  }

  @Test
  void lintianIsContent() throws Exception {
    Overlay.needs("lintian");
    List<String> command = new ArrayList<>(List.of("lintian", "--tag-display-limit", "0"));
    command.addAll(List.of("--allow-root", "--fail-on", "none", Overlay.deb().toString()));
    List<String> tags = Overlay.run(command);
    assertThat(tags).noneMatch(line -> line.matches("[EW]: .*"));
  }

  @Test
  void installationUpgradeRemovalPurge() throws Exception {
    Overlay.needs("systemd-analyze", "setpriv", "man");
    assertThat(Overlay.run("package.sh"))
        .contains("exit status 0")
        .filteredOn(line -> line.startsWith("ok: "))
        .containsExactly(
            "ok: user",
            "ok: configuration is not for everybody",
            "ok: example is fine, and its check is silent",
            "ok: program",
            "ok: not enabled",
            "ok: unit is fine",
            "ok: unit with virtual addresses is fine",
            "ok: a wrong JVM is told",
            "ok: archive",
            "ok: archive is made once, and nothing else is left",
            "ok: silent with the archive",
            "ok: silent with a broken archive",
            "ok: archive of the old jar is replaced",
            "ok: upgrade keeps the edited file",
            "ok: upgrade keeps its rights",
            "ok: upgrade replaces what was not edited",
            "ok: removal keeps the configuration",
            "ok: and it is there again afterwards",
            "ok: purge leaves nothing");
  }

  @Test
  void serviceOfARealSystemd() throws Exception {
    Overlay.needs("systemd");
    assertThat(Overlay.run("service.sh", "systemd"))
        .contains("exit status 0")
        .filteredOn(line -> line.startsWith("ok: "))
        .containsExactly(
            "ok: starts, without a warning",
            "ok: as its own user, without any right",
            "ok: with a class archive from the first start on",
            "ok: tells its status",
            "ok: a reload with a faulty file fails and changes nothing",
            "ok: reloads",
            "ok: is started again after a crash",
            "ok: stops in order",
            "ok: is not started with a faulty file, and not tried again",
            "ok: an address needs rights that the unit does not grant by itself",
            "ok: and that the drop-in grants");
  }
}
