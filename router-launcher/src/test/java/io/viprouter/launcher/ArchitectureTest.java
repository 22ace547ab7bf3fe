package io.viprouter.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which doors stay shut. */
final class ArchitectureTest {

  private static final JavaClasses LAUNCHER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.viprouter.launcher");

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(LAUNCHER);
  }

  @Test
  void configurationKnowsNothingThatRuns() {
    noClasses()
        .that()
        .resideInAPackage("..launcher.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.viprouter.launcher",
            "io.viprouter.core.*..",
            "io.viprouter.vrrp.*..",
            "org.slf4j..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("io\\.viprouter\\.(core\\.Router|vrrp\\.VirtualRouter)(Builder)?")
        .check(LAUNCHER);
  }

  @Test
  void onlyTheConfigurationKnowsHocon() {
    noClasses()
        .that()
        .resideInAPackage("io.viprouter.launcher")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.typesafe.config..")
        .check(LAUNCHER);
  }

  @Test
  void settingsHoldNothingOfHocon() {
    noClasses()
        .that()
        .haveNameMatching(".*\\.config\\.\\w*Settings(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.typesafe.config..")
        .check(LAUNCHER);
  }

  @Test
  void onlyThePublicSurfaceOfTheLibrariesIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.viprouter.core.*..", "io.viprouter.vrrp.*..")
        .check(LAUNCHER);
  }
}
