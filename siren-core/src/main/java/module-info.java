/**
 * The Siren library: recordings as continuous functions of time.
 *
 * <p>The vector module is optional. Without it ({@code --add-modules jdk.incubator.vector} not
 * given) the scalar kernels are used.
 */
@SuppressWarnings("module") // The sister modules name themselves so only where they are packed.
module org.sirenaudio.core {
  requires static jdk.incubator.vector;
  requires static jdk.management;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;
  requires JTransforms;
  requires tools.jackson.core;

  // The user-facing API.
  exports org.sirenaudio.audio;
  exports org.sirenaudio.codec;
  exports org.sirenaudio.corpus;
  exports org.sirenaudio.error;
  exports org.sirenaudio.fit;
  exports org.sirenaudio.fit.config;
  exports org.sirenaudio.fit.estimate;
  exports org.sirenaudio.fit.report;
  exports org.sirenaudio.layer;
  exports org.sirenaudio.metrics;
  exports org.sirenaudio.model;
  exports org.sirenaudio.network;
  exports org.sirenaudio.render;
  exports org.sirenaudio.sync;
  exports org.sirenaudio.time;
  exports org.sirenaudio.training;

  uses org.sirenaudio.codec.SoundCodec;

  // Internals shared with the sister modules, which may change together with them.
  exports org.sirenaudio.dsp to
      org.sirenaudio.bench,
      org.sirenaudio.cli;
  exports org.sirenaudio.fit.data to
      org.sirenaudio.cli;
  exports org.sirenaudio.fit.gradient to
      org.sirenaudio.bench;
  exports org.sirenaudio.io to
      org.sirenaudio.bench,
      org.sirenaudio.cli,
      org.sirenaudio.manifest;
  exports org.sirenaudio.kernel to
      org.sirenaudio.bench,
      org.sirenaudio.cli;
  exports org.sirenaudio.loss to
      org.sirenaudio.bench;
  exports org.sirenaudio.optim to
      org.sirenaudio.bench;
  exports org.sirenaudio.parallel to
      org.sirenaudio.bench,
      org.sirenaudio.cli;
}
