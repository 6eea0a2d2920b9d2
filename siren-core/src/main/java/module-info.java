/**
 * The Siren library: recordings as continuous functions of time.
 *
 * <p>The vector module is optional. Where it is missing ({@code --add-modules jdk.incubator.vector}
 * was not given) the scalar kernels do the work.
 */
module org.sirenaudio.core {
  requires static jdk.incubator.vector;
  requires static transitive org.jspecify;
  requires JTransforms;
  requires tools.jackson.core;

  exports org.sirenaudio.audio;
  exports org.sirenaudio.corpus;
  exports org.sirenaudio.dsp;
  exports org.sirenaudio.error;
  exports org.sirenaudio.fit;
  exports org.sirenaudio.io;
  exports org.sirenaudio.kernel;
  exports org.sirenaudio.layer;
  exports org.sirenaudio.loss;
  exports org.sirenaudio.metrics;
  exports org.sirenaudio.model;
  exports org.sirenaudio.network;
  exports org.sirenaudio.optim;
  exports org.sirenaudio.parallel;
  exports org.sirenaudio.render;
}
