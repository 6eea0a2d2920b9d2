package org.sirenaudio.corpus;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sirenaudio.fit.FitConfig;

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
          new Entry("recipe", "recipe", FitConfig::recipe),
          new Entry("windows", "windows", FitConfig::windows),
          new Entry("numLayers", "numLayers", FitConfig::numLayers),
          new Entry("hiddenFeatures", "hiddenFeatures", FitConfig::hiddenFeatures),
          new Entry("parameters", "parameters", FitConfig::parameters),
          new Entry("minWindowSeconds", "minWindowSeconds", FitConfig::minWindowSeconds),
          new Entry("targetDb", "targetDb", FitConfig::targetDb),
          new Entry("firstFrequency", "firstFrequency", FitConfig::firstFrequency),
          new Entry("hiddenOmega0", "hiddenOmega0", FitConfig::hiddenOmega0),
          new Entry(
              "finalInit", "finalInit", config -> finalInit(String.valueOf(config.finalInit()))),
          new Entry("optimiser", "optimiser", FitConfig::optimiser),
          new Entry("rates", "rates", FitConfig::rates),
          new Entry("schedule", "schedule", FitConfig::schedule),
          new Entry("batchFrames", "batchFrames", FitConfig::batchFrames),
          new Entry("density", "density", FitConfig::density),
          new Entry("between", "between", FitConfig::between),
          new Entry("loss", "loss", FitConfig::loss),
          new Entry("normalisation", "normalisation", FitConfig::normalisation),
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

  /** Version 0.1 called PyTorch's default SEED. */
  private static String finalInit(String name) {
    return name.equals("PYTORCH_DEFAULT") ? "SEED" : name;
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
