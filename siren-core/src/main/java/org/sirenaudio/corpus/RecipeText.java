package org.sirenaudio.corpus;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.network.FinalInit;

/**
 * A configuration as one line of text that never changes: models in corpora are named after it. The
 * values of version 0.1 are written in its order and spelling, whatever the configuration calls
 * them today. A value that has been added since is written, with the names that lead to it, only
 * where it differs from the default, so that older texts stay what they are.
 */
final class RecipeText {

  /** Changes when models of one configuration shall no longer count as the same. */
  private static final String VERSION = "siren-corpus-1";

  /**
   * One value of version 0.1.
   *
   * @param name in the text
   * @param component where the configuration has it, components separated by dots
   * @param value what the text says, a record as its components
   */
  private record Entry(String name, String component, Function<FitConfig, Object> value) {
    String text(FitConfig config) {
      return name + "=" + RecipeText.text(value.apply(config));
    }
  }

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("recipe", "recipe", config -> recipe(config.recipe())),
          new Entry("windows", "windows.count", config -> config.windows().count().orElse(0)),
          new Entry("numLayers", "network.numLayers", c -> c.network().numLayers().orElse(0)),
          new Entry(
              "hiddenFeatures",
              "network.hiddenFeatures",
              c -> c.network().hiddenFeatures().orElse(0)),
          new Entry("parameters", "network.parameters", c -> c.network().parameters().orElse(0)),
          new Entry(
              "minWindowSeconds",
              "windows.minSeconds",
              config -> config.windows().minSeconds().orElse(0.0)),
          new Entry("targetDb", "training.targetDb", config -> config.training().targetDb()),
          new Entry("firstFrequency", "network.firstFrequency", c -> c.network().firstFrequency()),
          new Entry("hiddenOmega0", "network.hiddenOmega0", c -> c.network().omega0OfHidden()),
          new Entry("finalInit", "network.finalInit", c -> finalInit(c.network().finalInit())),
          new Entry("optimiser", "training.optimiser", config -> config.training().optimiser()),
          new Entry("rates", "training.rates", config -> config.training().rates()),
          new Entry("schedule", "training.schedule", config -> config.training().schedule()),
          new Entry("batchFrames", "training.batch", c -> batchFrames(c.training().batch())),
          new Entry("density", "target.oversampling", c -> c.target().oversampling().orElse(0)),
          new Entry("between", "target.between", config -> config.target().between()),
          new Entry("loss", "target.loss", config -> config.target().loss()),
          new Entry("normalisation", "target.normalisation", c -> c.target().normalisation()),
          new Entry("budget", "budget", FitConfig::budget),
          new Entry("randomSeed", "randomSeed", FitConfig::randomSeed));

  /** Written by an entry, or without influence on the result. */
  private static final Set<String> KNOWN =
      Stream.concat(ENTRIES.stream().map(Entry::component), Stream.of("threads"))
          .collect(Collectors.toUnmodifiableSet());

  private RecipeText() {}

  static String of(FitConfig config) {
    Stream<String> entries = ENTRIES.stream().map(entry -> entry.text(config));
    Stream<String> additions = additions("", config, FitConfig.balanced(), KNOWN);
    return Stream.concat(entries, additions)
        .collect(Collectors.joining(",", VERSION + ":FitConfig(", ")"));
  }

  /** The tutorial's recipe was called seed in version 0.1. */
  private static String recipe(String name) {
    return name.equals("tutorial") ? "seed" : name;
  }

  /** 0 stood for all points of a window, −1 for a choice by the fitter. */
  private static int batchFrames(BatchSize batch) {
    return switch (batch) {
      case BatchSize.Auto auto -> -1;
      case BatchSize.All all -> 0;
      case BatchSize.Points(int count) -> count;
    };
  }

  /** SEED is what version 0.1 called PyTorch's default. */
  private static String finalInit(FinalInit value) {
    return value == FinalInit.PAPER ? "PAPER" : "SEED";
  }

  /**
   * Entries of values that are not known and differ from the default, in order of declaration.
   *
   * @param path to the records, empty or ending in a dot
   * @param config of the same class as {@code standard}; components that are declared as records
   *     are gone through one by one
   */
  static Stream<String> additions(String path, Record config, Record standard, Set<String> known) {
    return Stream.of(config.getClass().getRecordComponents())
        .filter(component -> !known.contains(path + component.getName()))
        .flatMap(
            component -> {
              String name = path + component.getName();
              Object value = value(component, config);
              Object usual = value(component, standard);
              if (component.getType().isRecord()) {
                return additions(name + ".", (Record) value, (Record) usual, known);
              }
              return value.equals(usual) ? Stream.of() : Stream.of(name + "=" + text(value));
            });
  }

  /** A record as the names and values of its components, anything else as it prints. */
  private static String text(Object value) {
    if (!(value instanceof Record)) {
      return value.toString();
    }
    StringJoiner parts = new StringJoiner(",", value.getClass().getSimpleName() + "(", ")");
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      parts.add(component.getName() + "=" + text(value(component, value)));
    }
    return parts.toString();
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record whose values cannot be read: " + of.getClass(), e);
    }
  }
}
