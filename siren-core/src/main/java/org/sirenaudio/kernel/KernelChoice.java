package org.sirenaudio.kernel;

/**
 * Chooses the kernels once per JVM. Does not touch the vector classes if their module is missing.
 *
 * <p>A launcher that sets {@value #LOAD} leaves loading the vector module to this class: the JVM's
 * own {@code --add-modules} prints a warning at each start and slows it down. Such a launcher also
 * opens {@code jdk.internal.module} to this library and switches on the compiler's vector support,
 * which {@code --add-modules} would have done.
 */
final class KernelChoice {

  private static final String MODULE = "jdk.incubator.vector";

  /** System property: {@code true} if the launcher has prepared the JVM for {@link #load}. */
  private static final String LOAD = "siren.loadVectorModule";

  private static final System.Logger LOG = System.getLogger("org.sirenaudio");

  static final Kernels BEST = choose();

  private KernelChoice() {}

  private static Kernels choose() {
    if (Integer.getInteger(Kernels.VECTOR_BITS, -1) == 0) {
      return ScalarKernels.INSTANCE;
    }
    if (!isVectorModulePresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The vector module is not loaded, so Siren runs slow scalar code; "
              + "start Java with --add-modules jdk.incubator.vector.");
      return ScalarKernels.INSTANCE;
    }
    return VectorKernels.INSTANCE;
  }

  private static boolean isVectorModulePresent() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        || (Boolean.getBoolean(LOAD) && load());
  }

  private static boolean load() {
    try {
      // How the JDK itself adds one of its modules to a running JVM.
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, MODULE);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
