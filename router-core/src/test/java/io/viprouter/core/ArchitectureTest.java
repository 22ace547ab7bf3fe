package io.viprouter.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the doors shut: who may use what, who may read the clock, what the surface mentions. */
class ArchitectureTest {

  private static final String API = "io.viprouter.core";
  private static final String POLICY = "io.viprouter.core.policy";
  private static final String MYSQL = "io.viprouter.core.mysql";
  private static final String PROXY = "io.viprouter.core.proxy";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int MOST_LINES = 400;

  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void policyIsPure() {
    classes()
        .that()
        .resideInAPackage(POLICY)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            API,
            POLICY,
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.time",
            "com.google.common.base",
            "com.google.common.collect",
            "com.google.common.primitives",
            "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void protocolKnowsOnlyBytes() {
    classes()
        .that()
        .resideInAPackage(MYSQL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            MYSQL, "java.lang..", "java.util", "java.nio", "java.nio.charset", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void proxyHeadersAreBytesAndAddresses() {
    classes()
        .that()
        .resideInAPackage(PROXY)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are pure",
                type ->
                    type.getPackageName().matches("java\\.(lang|util|nio)(\\..*)?")
                        || type.getPackageName().matches("org\\.jspecify\\..*")
                        || Set.of(PROXY, "com.google.common.net").contains(type.getPackageName())
                        || Set.of(
                                "ProxyProtocol",
                                "InetAddress",
                                "Inet6Address",
                                "InetSocketAddress",
                                "SocketAddress",
                                "UnknownHostException",
                                "byte[]",
                                "String[]",
                                "int[]")
                            .contains(type.getSimpleName())))
        .check(MAIN);
  }

  @Test
  void whoAsksServersKnowsNothingOfLoops() {
    noClasses()
        .that()
        .resideInAPackage("io.viprouter.core.health")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.viprouter.core.net", MYSQL)
        .check(MAIN);
  }

  @Test
  void policyKnowsDefinitionsNotWhatRuns() {
    noClasses()
        .that()
        .resideInAPackage(POLICY)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Router.class, RouterBuilder.class, RouterListener.class, Route.class, RouteStatus.class)
        .check(MAIN);
  }

  @Test
  void nothingIsSynchronizedButTheStartAndStopOfARouter() {
    noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(MAIN);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent.locks..")
        .check(MAIN);
    assertThat(sourcesThat(text -> text.contains("synchronized ("))).containsExactly("Router.java");
  }

  @Test
  void nobodySleeps() {
    assertThat(callersOf(Thread.class, "sleep")).isEmpty();
    assertThat(callersOf(Object.class, "wait")).isEmpty();
  }

  @Test
  void onlyTheBuilderKnowsTheClock() {
    assertThat(callersOf(System.class, "nanoTime")).containsExactly("RouterBuilder");
    assertThat(callersOf(System.class, "currentTimeMillis")).isEmpty();
  }

  @Test
  void wallTimeIsForSnapshotsOnly() {
    assertThat(callersOf(Instant.class, "now")).isSubsetOf("RouteReport", "Router");
    assertThat(callersOf(LocalDateTime.class, "now")).isEmpty();
    assertThat(callersOf(ZonedDateTime.class, "now")).isEmpty();
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(MAIN);
  }

  @Test
  void processBelongsToTheEmbedder() {
    for (String name : new String[] {"exit", "getProperty", "setProperty", "getenv", "setOut"}) {
      assertThat(callersOf(System.class, name)).as("System.%s", name).isEmpty();
    }
    for (String name : new String[] {"exit", "halt", "addShutdownHook", "exec"}) {
      assertThat(callersOf(Runtime.class, name)).as("Runtime.%s", name).isEmpty();
    }
    assertThat(callersOf(Integer.class, "getInteger")).isEmpty();
    assertThat(callersOf(Long.class, "getLong")).isEmpty();
    assertThat(callersOf(Boolean.class, "getBoolean")).isEmpty();
    noClasses().should().accessField(System.class, "out").check(MAIN);
    noClasses().should().accessField(System.class, "err").check(MAIN);
  }

  @Test
  void surfaceMentionsOnlyTheJdkAndItself() {
    List<String> strangers = new ArrayList<>();
    for (JavaClass type : MAIN) {
      if (type.getPackageName().equals(API) && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        type.getCodeUnits().stream()
            .filter(ArchitectureTest::visible)
            .forEach(
                unit ->
                    strangersOf(unit).forEach(s -> strangers.add(unit.getFullName() + ": " + s)));
        type.getFields().stream()
            .filter(field -> visible(field.getModifiers()))
            .filter(field -> !ours(field.getRawType()))
            .forEach(field -> strangers.add(field.getFullName()));
        Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
            .filter(parent -> !ours(parent))
            .forEach(parent -> strangers.add(type.getName() + " is a " + parent.getName()));
      }
    }

    assertThat(strangers).isEmpty();
  }

  @Test
  void nothingStaticCanChange() {
    Set<String> mutable =
        Set.of(
            "java.util.concurrent.atomic", "java.nio", "java.nio.channels", "java.util.concurrent");
    List<String> found =
        MAIN.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(
                field ->
                    !field.getModifiers().contains(JavaModifier.FINAL)
                        || field.getRawType().isArray()
                        || field.getRawType().isEquivalentTo(ThreadLocal.class)
                        || mutable.contains(field.getRawType().getPackageName()))
            .map(JavaField::getFullName)
            .toList();

    assertThat(found).isEmpty();
  }

  @Test
  void noFileIsLongerThan400Lines() {
    assertThat(sourcesThat(text -> text.lines().count() > MOST_LINES)).isEmpty();
  }

  @Test
  void everyPackageIsExplainedAndNullMarked() {
    assertThat(
            sourcesThat(text -> text.contains("@NullMarked")).stream()
                .filter("package-info.java"::equals))
        .hasSize(
            (int)
                MAIN.stream()
                    .map(JavaClass::getPackageName)
                    .distinct()
                    .filter(n -> !n.isEmpty())
                    .count());
  }

  // ---------------------------------------------------------------- how all that is asked

  /** Calls and method references alike; by simple name of the outermost class. */
  private static Set<String> callersOf(Class<?> owner, String method) {
    DescribedPredicate<CodeUnitAccessTarget> wanted =
        DescribedPredicate.describe(
            method,
            target -> target.getOwner().isEquivalentTo(owner) && target.getName().equals(method));
    Set<String> callers = new TreeSet<>();
    for (JavaClass type : MAIN) {
      Stream.concat(
              type.getCodeUnitCallsFromSelf().stream(),
              type.getCodeUnitReferencesFromSelf().stream())
          .filter(access -> wanted.test(access.getTarget()))
          .forEach(access -> callers.add(outermost(type)));
    }
    return callers;
  }

  private static String outermost(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }

  private static boolean visible(JavaCodeUnit unit) {
    return visible(unit.getModifiers());
  }

  private static boolean visible(Set<JavaModifier> modifiers) {
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static List<String> strangersOf(JavaCodeUnit unit) {
    Stream<JavaClass> mentioned =
        Stream.of(
                unit.getReturnType().getAllInvolvedRawTypes().stream(),
                unit.getParameterTypes().stream().flatMap(p -> p.getAllInvolvedRawTypes().stream()),
                unit.getExceptionTypes().stream())
            .flatMap(s -> s);
    return mentioned.filter(type -> !ours(type)).map(JavaClass::getName).toList();
  }

  private static boolean ours(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    return base.isPrimitive()
        || base.getPackageName().equals(API)
        || base.getPackageName().equals("javax.sql")
        || base.getPackageName().startsWith("java.");
  }

  /** Names of the source files whose text is so. */
  private static List<String> sourcesThat(Predicate<String> property) {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> property.test(read(file)))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
