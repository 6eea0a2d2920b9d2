package org.sirenaudio.kernel;

/**
 * Whether the vector module is there. A launcher that sets {@value #LOAD} leaves loading it to this
 * class: the JVM's own {@code --add-modules} prints a warning at each start and slows it down. Such
 * a launcher also opens {@code jdk.internal.module} to this library and switches on the compiler's
 * vector support, which {@code --add-modules} would have done.
 */
final class VectorModule {
  static final String NAME = "jdk.incubator.vector";

  /** System property: {@code true} where the launcher has prepared the JVM for {@link #load}. */
  static final String LOAD = "siren.loadVectorModule";

  private VectorModule() {}

  static boolean isPresent() {
    return ModuleLayer.boot().findModule(NAME).isPresent() || (Boolean.getBoolean(LOAD) && load());
  }

  private static boolean load() {
    try {
      // The way in which the JDK itself adds one of its modules to a running JVM.
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
