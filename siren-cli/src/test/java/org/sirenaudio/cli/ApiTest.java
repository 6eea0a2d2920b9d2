package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.export.Exporter;

/**
 * What users of the library may rely on is what docs/api.txt lists, and nothing changes there
 * unnoticed; {@code -Dsiren.docs=write} writes it.
 */
class ApiTest {
  private static final Path LISTED = Path.of("../docs/api.txt");

  @Test
  void apiListMatchesTheLibrary() throws IOException {
    List<String> has = new ArrayList<>();
    for (String name : packages()) {
      has.add(name);
      for (Class<?> type : types(name)) {
        has.add("  " + declared(type));
        members(type).forEach(member -> has.add("    " + member));
      }
    }
    if ("write".equals(System.getProperty("siren.docs"))) {
      Files.write(LISTED, has);
    }
    assertThat(changes(Files.readAllLines(LISTED), has))
        .as(
            "%s is out of date. A line with - breaks programs of users: keep the old form beside the"
                + " new one, deprecated, or say so in CHANGELOG.md. Then accept it with"
                + " -Dtest=ApiTest -Dsiren.docs=write",
            LISTED)
        .isEmpty();
  }

  /** Lines that only one of the lists has, under the types that they belong to. */
  private static List<String> changes(List<String> listed, List<String> has) {
    Set<String> before = placed(listed);
    Set<String> now = placed(has);
    return Stream.concat(
            before.stream().filter(line -> !now.contains(line)).map(line -> "- " + line),
            now.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line))
        .sorted((a, b) -> a.substring(2).compareTo(b.substring(2)))
        .toList();
  }

  private static Set<String> placed(List<String> lines) {
    Set<String> all = new TreeSet<>();
    String type = "";
    for (String line : lines) {
      boolean member = line.startsWith("    ");
      type = member ? type : line.strip();
      all.add(member ? type + " | " + line.strip() : type);
    }
    return all;
  }

  /** Those that the library exports to everybody, and what finds exporters. */
  private static Set<String> packages() throws IOException {
    Set<String> names = new TreeSet<>(Set.of(Exporter.class.getPackageName()));
    try (InputStream descriptor = descriptor()) {
      ModuleDescriptor.read(descriptor).exports().stream()
          .filter(exported -> !exported.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .forEach(names::add);
    }
    return names;
  }

  /** Many jars have one of that name: this is the one beside the library's classes. */
  private static InputStream descriptor() throws IOException {
    String type = "/" + Clip.class.getName().replace('.', '/') + ".class";
    String place = ApiTest.class.getResource(type).toString();
    return URI.create(place.replace(type, "/module-info.class")).toURL().openStream();
  }

  private static List<Class<?>> types(String name) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(name).stream()
            .filter(type -> type.getPackageName().equals(name))
            .filter(ApiTest::isPublic)
            .<Class<?>>map(JavaClass::reflect)
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ApiTest::isPublic).orElse(true);
  }

  private static String declared(Class<?> type) {
    String kind =
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    Class<?> parent = type.getSuperclass();
    boolean notable =
        parent != null && !Set.of("Object", "Record", "Enum").contains(parent.getSimpleName());
    return Stream.of(
            type.isSealed() ? "sealed" : Modifier.isFinal(type.getModifiers()) ? "final" : "",
            kind,
            type.getName().substring(type.getPackageName().length() + 1).replace('$', '.'),
            notable ? "extends " + parent.getName() : "",
            type.getInterfaces().length == 0
                ? ""
                : "implements "
                    + Arrays.stream(type.getGenericInterfaces())
                        .map(one -> one.getTypeName())
                        .sorted()
                        .collect(Collectors.joining(", ")))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> members(Class<?> type) {
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(ApiTest::isForUsers)
            .map(Field::toGenericString);
    Stream<String> constructors =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(ApiTest::isForUsers)
            .map(Constructor::toGenericString);
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(ApiTest::isForUsers)
            .filter(method -> !isGiven(type, method))
            .map(Method::toGenericString);
    return Stream.of(fields, constructors, methods)
        .flatMap(all -> all)
        .map(text -> text.replace(type.getName() + ".", "").replace('$', '.'))
        .sorted();
  }

  private static boolean isForUsers(Member member) {
    int modifiers = member.getModifiers();
    return !member.isSynthetic()
        && (Modifier.isPublic(modifiers)
            || (Modifier.isProtected(modifiers)
                && !Modifier.isFinal(member.getDeclaringClass().getModifiers())));
  }

  /** What every record and every enum has. */
  private static boolean isGiven(Class<?> type, Executable method) {
    boolean record =
        type.isRecord() && Set.of("equals", "hashCode", "toString").contains(method.getName());
    boolean constant = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
    return record || constant;
  }
}
