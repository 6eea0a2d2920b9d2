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
 * A configuration as one stable line of text, from which corpus models are named. Values of version
 * 0.1 keep its order and spelling, whatever their names are today. Values added since are written,
 * with their path, only if they differ from the default, so that older texts stay valid.
 */
final class RecipeText {

  /** Changing this invalidates all existing models. */
  private static final String VERSION = "siren-corpus-1";

  /**
   * One value of version 0.1.
   *
   * @param name in the text
   * @param component its path in the configuration, separated by dots
   * @param value its text, a record as its components
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

  /** Covered by an entry, or without influence on the result. */
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

  /** Version 0.1 called the tutorial's recipe {@code seed}. */
  private static String recipe(String name) {
    return name.equals("tutorial") ? "seed" : name;
  }

  /** In version 0.1, 0 meant all points of a window and −1 the fitter's choice. */
  private static int batchFrames(BatchSize batch) {
    return switch (batch) {
      case BatchSize.Auto auto -> -1;
      case BatchSize.All all -> 0;
      case BatchSize.Points(int count) -> count;
    };
  }

  /** SEED is version 0.1's name of PyTorch's default. */
  private static String finalInit(FinalInit value) {
    return value == FinalInit.PAPER ? "PAPER" : "SEED";
  }

  /**
   * Entries of other values that differ from the default, in order of declaration.
   *
   * @param path prefix of the records, empty or ending in a dot
   * @param config of the same class as {@code standard}; components declared as records are
   *     expanded
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

  /** A record as its component names and values, anything else by toString. */
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
      throw new IllegalStateException("cannot read the values of a record: " + of.getClass(), e);
    }
  }
}
