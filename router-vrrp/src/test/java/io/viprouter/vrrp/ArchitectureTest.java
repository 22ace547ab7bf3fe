package io.viprouter.vrrp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The doors between the packages stay shut. */
@Isolated
class ArchitectureTest {

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.viprouter.vrrp");

  private static void check(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  @Test
  void electionIsPure() {
    check(
        classes()
            .that()
            .resideInAPackage("..election..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.jspecify..",
                        "..election..")
                    .or(type(VrrpState.class))
                    .or(type(Fitness.class))
                    .or(type(InetAddress.class))));
  }

  @Test
  void wireDoesNoInputOrOutput() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "..os..", "..election..", "com.sun.jna..", "java.io..", "org.slf4j.."));
  }

  @Test
  void onlyTheEdgeKnowsJna() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("..os..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.jna.."));
  }

  @Test
  void nobodyReadsAClockButTheRouterHandsItToItsDriver() {
    check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().should().callMethod(java.time.Instant.class, "now"));
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("VirtualRouter")
            .should()
            .callMethod(System.class, "nanoTime"));
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("VirtualRouterBuilder")
            .should()
            .callMethod(InstantSource.class, "system"));
    check(noClasses().should().callMethod(System.class, "exit", int.class));
  }
}
