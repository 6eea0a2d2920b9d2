package org.sirenaudio;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /** Rooms that every other room may import; of each other, parallel imports error. */
  private static final Set<String> COMMON = Set.of("error", "io", "parallel");

  /** Every other room to those it may import besides the common ones. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("codec", Set.of()),
          entry("audio", Set.of("codec")),
          entry("dsp", Set.of()),
          entry("layer", Set.of()),
          entry("loop", Set.of()),
          entry("kernel", Set.of("layer", "loop")),
          entry("network", Set.of("kernel", "layer")),
          entry("loss", Set.of("dsp")),
          entry("optim", Set.of("kernel")),
          entry("model", Set.of("kernel", "layer", "network")),
          entry("fit.config", Set.of("audio", "layer", "loss", "model", "network")),
          entry("fit.data", Set.of("audio", "dsp", "fit.config")),
          entry(
              "fit.plan",
              Set.of("audio", "dsp", "fit.config", "fit.data", "loss", "model", "network")),
          entry(
              "fit.train",
              Set.of(
                  "audio",
                  "dsp",
                  "fit.config",
                  "fit.data",
                  "fit.plan",
                  "layer",
                  "loss",
                  "model",
                  "network")),
          entry("fit.lm", training()),
          entry("fit.gradient", training("loss")),
          entry("fit.pursuit", training()),
          entry(
              "fit.checkpoint",
              Set.of("fit.config", "fit.data", "fit.plan", "fit.train", "model", "network")),
          entry(
              "fit.estimate",
              Set.of(
                  "audio",
                  "fit.config",
                  "fit.data",
                  "fit.gradient",
                  "fit.lm",
                  "fit.plan",
                  "fit.pursuit",
                  "fit.train",
                  "kernel",
                  "loss",
                  "model",
                  "network")),
          entry("fit.report", Set.of("audio", "fit.config", "model")),
          entry(
              "fit.quality",
              Set.of("audio", "dsp", "fit.config", "fit.data", "fit.report", "model")),
          entry(
              "fit",
              Set.of(
                  "audio",
                  "dsp",
                  "fit.checkpoint",
                  "fit.config",
                  "fit.data",
                  "fit.gradient",
                  "fit.lm",
                  "fit.plan",
                  "fit.pursuit",
                  "fit.quality",
                  "fit.report",
                  "fit.train",
                  "model",
                  "network")),
          entry("training", Set.of("audio", "kernel", "layer", "loss", "network", "optim")),
          entry("time", Set.of()),
          entry("render", Set.of("audio", "dsp", "kernel", "model", "time")),
          entry("sync", Set.of("audio", "dsp", "render", "time")),
          entry("metrics", Set.of("audio", "dsp")),
          entry(
              "corpus",
              Set.of(
                  "audio",
                  "fit",
                  "fit.config",
                  "fit.report",
                  "metrics",
                  "model",
                  "network",
                  "render")));

  /** The imports of both kinds of training. */
  private static Set<String> training(String... more) {
    Stream<String> common =
        Stream.of(
            "dsp",
            "fit.config",
            "fit.data",
            "fit.plan",
            "fit.train",
            "kernel",
            "layer",
            "model",
            "network",
            "optim");
    return Stream.concat(common, Stream.of(more)).collect(toSet());
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static Stream<String> rooms() {
    return Stream.concat(COMMON.stream(), MAY_IMPORT.keySet().stream()).sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyWhatItsLineAllows(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), mayImport(room).stream())
            .map(ArchitectureTest::folder)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(folder(room))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyKernelUsesTheVectorModule() {
    noClasses()
        .that()
        .resideOutsideOfPackages(folder("kernel"), folder("loop"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    List<String> packages = rooms().map(room -> ROOT + "." + room).toList();
    Map<String, String> strangers = new TreeMap<>();
    for (var type : CLASSES) {
      if (!packages.contains(type.getPackageName())) {
        strangers.put(type.getPackageName(), type.getSimpleName());
      }
    }
    assertThat(strangers).as("packages that are no room of the table").isEmpty();
  }

  @Test
  void theTableHasNoCycle() {
    Map<String, Set<String>> left = new TreeMap<>(MAY_IMPORT);
    while (left.values().removeIf(imports -> imports.stream().noneMatch(left::containsKey))) {
      // Each round takes away the rooms that import only rooms already taken away.
    }
    assertThat(left).as("rooms on a cycle").isEmpty();
  }

  private static Set<String> mayImport(String room) {
    if (COMMON.contains(room)) {
      return room.equals("parallel") ? Set.of("error") : Set.of();
    }
    return Stream.concat(COMMON.stream(), MAY_IMPORT.get(room).stream()).collect(toSet());
  }

  @Test
  void noPackageHasMoreThan30Classes() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    sizes.values().removeIf(size -> size <= 30);
    assertThat(sizes).isEmpty();
  }

  private static String folder(String room) {
    return ROOT + "." + room;
  }
}
