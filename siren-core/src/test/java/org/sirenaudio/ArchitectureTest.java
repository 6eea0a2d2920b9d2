package org.sirenaudio;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the plan of the rooms: which package may import which. A room that does not exist yet
 * passes; a package that is not in the table fails, so that a new room states its imports here.
 */
class ArchitectureTest {
  private static final String ROOT = "org.sirenaudio";

  /** Room to the rooms it may import. Every room may also import the root package. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("audio", Set.of()),
          entry("dsp", Set.of()),
          entry("layer", Set.of()),
          entry("kernel", Set.of("layer")),
          entry("network", Set.of("kernel", "layer")),
          entry("loss", Set.of("dsp")),
          entry("optim", Set.of("kernel")),
          entry("model", Set.of("kernel", "layer", "network")),
          entry(
              "fit",
              Set.of("audio", "dsp", "kernel", "layer", "loss", "model", "network", "optim")),
          entry("render", Set.of("audio", "model")),
          entry("metrics", Set.of("audio", "dsp")),
          entry("corpus", Set.of("audio", "fit", "metrics", "model", "render")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static Stream<String> rooms() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyWhatItsLineAllows(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), MAY_IMPORT.get(room).stream())
            .map(ArchitectureTest::folder)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(folder(room))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAPackage(ROOT)))
                .and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theRootPackageImportsNoRoom() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT))))
        .check(CLASSES);
  }

  @Test
  void onlyKernelSeesTheVectorModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage(folder("kernel"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    Map<String, String> strangers = new TreeMap<>();
    for (var type : CLASSES) {
      String name = type.getPackageName();
      if (!name.equals(ROOT) && !MAY_IMPORT.containsKey(name.substring(ROOT.length() + 1))) {
        strangers.put(name, type.getSimpleName());
      }
    }
    assertThat(strangers).as("packages that are no room of the table").isEmpty();
  }

  @Test
  void theTableItselfHasNoCycle() {
    Map<String, Set<String>> left = new TreeMap<>(MAY_IMPORT);
    while (left.values().removeIf(imports -> imports.stream().noneMatch(left::containsKey))) {
      // Each round takes away the rooms that import only rooms already taken away.
    }
    assertThat(left).as("rooms on a cycle").isEmpty();
  }

  private static String folder(String room) {
    return ROOT + "." + room + "..";
  }
}
