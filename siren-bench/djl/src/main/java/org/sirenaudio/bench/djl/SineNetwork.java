package org.sirenaudio.bench.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import org.jspecify.annotations.Nullable;

/** The sine network in idiomatic DJL: blocks, a trainer, the full batch per step. */
final class SineNetwork implements AutoCloseable {

  private static final float FIRST_OMEGA = 3000;
  private static final float HIDDEN_OMEGA = 30;

  private final Model model = Model.newInstance("siren");
  private final Trainer trainer;
  private final NDManager manager;
  private final NDArray coordinates;
  private final NDArray targets;

  SineNetwork(int layers, int width, int frames) {
    SequentialBlock block = new SequentialBlock();
    for (int l = 0; l < layers; l++) {
      float omega = l == 0 ? FIRST_OMEGA : HIDDEN_OMEGA;
      float bound = l == 0 ? 1 : (float) Math.sqrt(6.0 / width) / HIDDEN_OMEGA;
      block.add(linear(width, bound));
      block.addSingleton(x -> x.mul(omega).sin());
    }
    block.add(linear(1, (float) Math.sqrt(6.0 / width) / HIDDEN_OMEGA));
    model.setBlock(block);
    Adam adam = Adam.builder().optLearningRateTracker(Tracker.fixed(1e-4f)).build();
    trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(adam));
    trainer.initialize(new Shape(frames, 1));
    manager = trainer.getManager().newSubManager();
    coordinates = manager.linspace(-1f, 1f, frames).reshape(frames, 1);
    float[] wave = new float[frames];
    for (int i = 0; i < frames; i++) {
      wave[i] = Math.abs(i % 2000 - 1000) / 500f - 1;
    }
    targets = manager.create(wave, new Shape(frames, 1));
  }

  private static Linear linear(int units, float bound) {
    Linear layer = Linear.builder().setUnits(units).build();
    layer.setInitializer(new UniformInitializer(bound), Parameter.Type.WEIGHT);
    return layer;
  }

  /** Forward, loss, backward, Adam; returns the loss to force completion. */
  float step() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray loss;
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList outputs = trainer.forward(new NDList(coordinates));
        outputs.attach(scope);
        loss = outputs.singletonOrThrow().sub(targets).square().mean();
        loss.attach(scope);
        collector.backward(loss);
      }
      trainer.step();
      return value(loss);
    }
  }

  /** Evaluates all frames; returns one of them to force completion. */
  float forward() {
    try (NDManager scope = manager.newSubManager()) {
      NDList outputs = trainer.evaluate(new NDList(coordinates));
      outputs.attach(scope);
      return value(outputs.singletonOrThrow().get(0));
    }
  }

  private static float value(@Nullable NDArray array) {
    if (array == null) {
      throw new IllegalStateException("no result");
    }
    return array.toType(DataType.FLOAT32, false).toFloatArray()[0];
  }

  @Override
  public void close() {
    manager.close();
    trainer.close();
    model.close();
  }
}
