package org.sirenaudio.command;

import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object on one line. JSON has neither infinity nor NaN: such a number is written as null,
 * with {@code KEYNote} set to {@code infinite}, {@code minus infinite} or {@code undefined}. For a
 * list with such numbers {@code KEYNote} is a list of the same shape, null for ordinary numbers.
 */
public final class Json {

  private static final String NOTE = "Note";
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+(.?)");
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;
  private final boolean noted;

  private Json(JsonGenerator json, boolean noted) {
    this.json = json;
    this.noted = noted;
  }

  /**
   * Writes an object.
   *
   * @param entries of names to texts, paths, numbers, booleans, null, and lists and maps of these
   * @throws IllegalArgumentException if a value is of another type
   */
  public static String object(Map<String, ? extends @Nullable Object> entries) {
    return text(entries, true);
  }

  /** As above without notes, for readers that treat null as not a number. */
  public static String withoutNotes(Map<String, ? extends @Nullable Object> entries) {
    return text(entries, false);
  }

  private static String text(Map<String, ? extends @Nullable Object> entries, boolean noted) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new Json(json, noted).write(entries);
    }
    return text.toString();
  }

  /** Converts a name such as {@code si-sdr} or {@code worst_window_db} to a camelCase key. */
  public static String key(String name) {
    return BETWEEN_WORDS
        .matcher(name)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** A record's components by name, in declaration order. */
  public static Map<String, @Nullable Object> entries(Record values) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      try {
        all.put(component.getName(), component.getAccessor().invoke(values));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record that cannot be read: " + values, e);
      }
    }
    return all;
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Double number -> json.writeNull();
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case String text -> json.writeString(text);
      case Path path -> json.writeString(path.toString());
      case Map<?, ?> entries -> {
        json.writeStartObject();
        entries.forEach((key, inner) -> property(key.toString(), inner));
        json.writeEndObject();
      }
      case List<?> values -> {
        json.writeStartArray();
        values.forEach(this::write);
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    }
  }

  private void property(String name, @Nullable Object value) {
    json.writeName(name);
    write(value);
    Object note = noted ? note(value) : null;
    if (note != null) {
      json.writeName(name + NOTE);
      write(note);
    }
  }

  /** The note for a value that JSON cannot represent; null for all others. */
  private static @Nullable Object note(@Nullable Object value) {
    return switch (value) {
      case Double number when Double.isNaN(number) -> "undefined";
      case Double number when Double.isInfinite(number) ->
          number > 0 ? "infinite" : "minus infinite";
      case List<?> values -> {
        List<@Nullable Object> notes = values.stream().<@Nullable Object>map(Json::note).toList();
        yield notes.stream().anyMatch(Objects::nonNull) ? notes : null;
      }
      case null, default -> null;
    };
  }
}
