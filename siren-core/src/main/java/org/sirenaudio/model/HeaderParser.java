package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.SafetensorsHeader.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses an untrusted JSON header token by token, accepting only what the format defines: nothing
 * is built that has no place in the result.
 */
final class HeaderParser {
  /** Nesting: the header, a tensor in it, an array in that. */
  private static final int MAX_DEPTH = 3;

  /** Maximum digits of a 64-bit number. */
  private static final int MAX_DIGITS = 32;

  // Tensor names do not repeat: a symbol table would only grow, and is open to hash-collision
  // attacks.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .maxNameLength(SafetensorsHeader.MAX_BYTES)
                  .maxStringLength(SafetensorsHeader.MAX_BYTES)
                  .build())
          .build();

  private final SourceName source;
  private final JsonParser json;

  private HeaderParser(SourceName source, JsonParser json) {
    this.source = source;
    this.json = json;
  }

  /**
   * Parses a header.
   *
   * @throws BadDataException if it is not strict JSON in UTF-8 with exactly the defined content
   */
  static SafetensorsHeader parse(byte[] header, SourceName source) throws BadDataException {
    if (header.length == 0 || header[0] != '{') {
      throw source.bad("is not a safetensors file: its header does not begin with '{'");
    }
    // This decoder reports invalid UTF-8; JSON parsers that take bytes accept some of it.
    var reader = new InputStreamReader(new ByteArrayInputStream(header), UTF_8.newDecoder());
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), reader)) {
      return new HeaderParser(source, json).header();
    } catch (StreamConstraintsException e) {
      throw source.bad(
          "its header has deeper nesting or longer values than the format allows; the file is"
              + " damaged, save it again");
    } catch (JacksonException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw source.bad("its header is not UTF-8 text; the file is damaged, save it again");
      }
      throw source.bad(
          "its header is not valid JSON (%s); the file is damaged, save it again",
          SourceName.shown(e.getOriginalMessage()));
    }
  }

  private SafetensorsHeader header() throws BadDataException {
    SequencedMap<String, String> metadata = null;
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    expect(JsonToken.START_OBJECT, "its header", "an object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = text(json.currentName());
      if (!name.equals(SafetensorsHeader.METADATA)) {
        if (entries.containsKey(name)) {
          throw twice("tensor '" + SourceName.shown(name) + "'", "the header");
        }
        entries.put(name, entry(name));
      } else if (metadata == null) {
        metadata = metadata();
      } else {
        throw twice(SafetensorsHeader.METADATA, "the header");
      }
    }
    if (json.nextToken() != null) {
      throw source.bad("its header has data after the JSON; the file is damaged, save it again");
    }
    return new SafetensorsHeader(
        metadata == null ? new LinkedHashMap<>() : metadata, new ArrayList<>(entries.values()));
  }

  private SequencedMap<String, String> metadata() throws BadDataException {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    expect(JsonToken.START_OBJECT, SafetensorsHeader.METADATA, "an object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = text(json.currentName());
      expect(JsonToken.VALUE_STRING, "metadata '" + SourceName.shown(key) + "'", "a string");
      if (metadata.putIfAbsent(key, text(json.getString())) != null) {
        throw twice("'" + SourceName.shown(key) + "'", "the metadata");
      }
    }
    return metadata;
  }

  private Entry entry(String name) throws BadDataException {
    String what = "tensor '" + SourceName.shown(name) + "'";
    Dtype dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    expect(JsonToken.START_OBJECT, what, "an object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      switch (key) {
        case SafetensorsHeader.DTYPE -> dtype = once(dtype, key, what, dtype(what));
        case SafetensorsHeader.SHAPE ->
            shape = once(shape, key, what, numbers(Tensor.MAX_DIMENSIONS, key, what));
        case SafetensorsHeader.OFFSETS -> offsets = once(offsets, key, what, numbers(2, key, what));
        default ->
            throw source.bad(
                "%s has the unknown key '%s'; save it with only dtype, shape and data_offsets",
                what, SourceName.shown(key));
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
      throw source.bad(
          "%s does not have a dtype, a shape and two data_offsets; the file is damaged, save it"
              + " again",
          what);
    }
    return new Entry(name, dtype, List.copyOf(shape), offsets.get(0), offsets.get(1));
  }

  private Dtype dtype(String what) throws BadDataException {
    expect(JsonToken.VALUE_STRING, "the dtype of " + what, "a string");
    String name = json.getString();
    for (Dtype dtype : Dtype.values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    throw source.bad(
        "%s has the unsupported dtype '%s'; save it as F32 (or F64, F16, BF16)",
        what, SourceName.shown(name));
  }

  private List<Long> numbers(int max, String key, String what) throws BadDataException {
    String place = key + " of " + what;
    List<Long> numbers = new ArrayList<>();
    expect(JsonToken.START_ARRAY, place, "an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
          || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || json.getLongValue() < 0
          || json.getString().charAt(0) == '-') {
        throw source.bad(
            "%s contains values other than integers from 0 to 2^63-1; the file is damaged, save it"
                + " again",
            place);
      }
      if (numbers.size() == max) {
        throw source.bad(
            "%s has more than %d numbers; the file is damaged, save it again", place, max);
      }
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private void expect(JsonToken token, String what, String kind) throws BadDataException {
    if (json.nextToken() != token) {
      throw source.bad("%s is not %s; the file is damaged, save it again", what, kind);
    }
  }

  private <T> T once(@Nullable T before, String key, String what, T value) throws BadDataException {
    if (before != null) {
      throw twice(key, what);
    }
    return value;
  }

  private BadDataException twice(String key, String what) {
    return source.bad("%s appears twice in %s; the file is damaged, save it again", key, what);
  }

  private String text(String string) throws BadDataException {
    if (!Tensor.isText(string)) {
      throw source.bad(
          "unpaired surrogate in the text '%s' of its header; save it again",
          SourceName.shown(string));
    }
    return string;
  }
}
