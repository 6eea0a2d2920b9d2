package org.sirenaudio.loop;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The JDK's vector module.
 *
 * <p>A launcher that sets {@value #LOAD} leaves loading it to this class: the JVM's own {@code
 * --add-modules} prints a warning at each start and slows it down. Such a launcher also opens
 * {@code jdk.internal.module} to this library and switches on the compiler's vector support, which
 * {@code --add-modules} would have done.
 */
public final class VectorModule {

  private static final String MODULE = "jdk.incubator.vector";

  /** System property: {@code true} if the launcher has prepared the JVM for {@link #require}. */
  private static final String LOAD = "siren.loadVectorModule";

  private static final boolean GIVEN = ModuleLayer.boot().findModule(MODULE).isPresent();

  private VectorModule() {}

  /**
   * Whether this JVM never compiles vectors to instructions, so that they stay objects, a hundred
   * times slower than numbers: it runs without the slower of its two compilers.
   */
  public static boolean isSlow() {
    String mode = System.getProperty("java.vm.info", "");
    return mode.contains("emulated-client") || mode.contains("interpreted");
  }

  /** Whether it is loaded or can be. A JVM in which it is slow loads it only when needed. */
  public static boolean isPresent() {
    return GIVEN || (Boolean.getBoolean(LOAD) && (isSlow() || Loaded.DONE));
  }

  /** Loads it if necessary, before classes that use it are linked. */
  public static void require() {
    if (!GIVEN && !Loaded.DONE) {
      throw new IllegalStateException("the vector module cannot be loaded");
    }
  }

  /**
   * The width of the vectors of a JVM in which they are slow: its vector classes do not know it.
   */
  static int bitsOfMachine() {
    String bytes =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxVectorSize")
            .getValue();
    return Byte.SIZE * Integer.parseInt(bytes);
  }

  /** Loads the module once. */
  private static final class Loaded {

    static final boolean DONE = load();

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
}
