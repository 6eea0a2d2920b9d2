package org.sirenaudio.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds which package of the command line may import which; the root package may import all. */
class CliArchitectureTest {
  private static final String ROOT = "org.sirenaudio.cli";
  private static final int MOST_CLASSES = 30;

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("console", Set.of()),
          entry("packaging", Set.of()),
          entry("picture", Set.of()),
          entry("info", Set.of("console")),
          entry("compare", Set.of("console", "picture")),
          entry("sweep", Set.of("console", "picture")),
          entry("export", Set.of("console")),
          entry("studio", Set.of("console")),
          entry("doctor", Set.of("console", "studio")),
          entry("render", Set.of("console")),
          entry("fit", Set.of("console", "picture")),
          entry("resample", Set.of("console", "fit", "picture", "render")),
          entry("sync", Set.of("console", "picture", "render")),
          entry("corpus", Set.of("console", "picture", "render")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static Stream<String> packages() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatItsLineAllows(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_IMPORT.get(name).stream())
            .map(other -> ROOT + "." + other)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsInTheTableAndSmall() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .filter(type -> type.getEnclosingClass().isEmpty())
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes.keySet())
        .allMatch(
            name -> name.equals(ROOT) || MAY_IMPORT.containsKey(name.substring(ROOT.length() + 1)));
    assertThat(sizes.values()).allMatch(count -> count <= MOST_CLASSES);
  }

  @Test
  void theTableHasNoCycle() {
    Map<String, Set<String>> left = new TreeMap<>(MAY_IMPORT);
    while (left.values().removeIf(imports -> imports.stream().noneMatch(left::containsKey))) {
      // Each round takes away the packages that import only packages already taken away.
    }
    assertThat(left).as("packages on a cycle").isEmpty();
  }
}
