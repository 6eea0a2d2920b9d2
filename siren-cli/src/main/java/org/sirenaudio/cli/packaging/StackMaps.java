package org.sirenaudio.cli.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;

/**
 * Classes compiled for Java 5, such as picocli's, have no stack maps: Java verifies them slowly at
 * each start, and does not archive them. With stack maps they take half the time.
 */
final class StackMaps {
  private static final int FIRST_WITH_MAPS = ClassFile.JAVA_6_VERSION;

  private final ClassFile format;

  /**
   * @param classes finds the superclasses of a jar's classes
   */
  StackMaps(ClassLoader classes) {
    this.format =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** Whether a class file targets a Java version without stack maps. */
  static boolean areMissing(byte[] type) {
    return (Byte.toUnsignedInt(type[6]) << 8 | Byte.toUnsignedInt(type[7])) < FIRST_WITH_MAPS;
  }

  /** The same code with stack maps, for Java 8. */
  byte[] added(byte[] type) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    return format.transformClass(
        format.parse(type),
        version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }
}
