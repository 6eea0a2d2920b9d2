package org.sirenaudio.fit;

import org.sirenaudio.network.FinalInit;
import org.sirenaudio.optim.Schedule;

/** A configuration while one of its values changes. */
final class FitDraft {
  String recipe;
  int windows;
  int numLayers;
  int hiddenFeatures;
  int parameters;
  double minWindowSeconds;
  double targetDb;
  Frequency firstFrequency;
  double hiddenOmega0;
  FinalInit finalInit;
  OptimiserKind optimiser;
  LearningRates rates;
  Schedule schedule;
  int batchFrames;
  int density;
  Between between;
  String loss;
  Normalisation normalisation;
  Budget budget;
  long randomSeed;
  int threads;

  FitDraft(FitConfig config) {
    recipe = config.recipe();
    windows = config.windows();
    numLayers = config.numLayers();
    hiddenFeatures = config.hiddenFeatures();
    parameters = config.parameters();
    minWindowSeconds = config.minWindowSeconds();
    targetDb = config.targetDb();
    firstFrequency = config.firstFrequency();
    hiddenOmega0 = config.hiddenOmega0();
    finalInit = config.finalInit();
    optimiser = config.optimiser();
    rates = config.rates();
    schedule = config.schedule();
    batchFrames = config.batchFrames();
    density = config.density();
    between = config.between();
    loss = config.loss();
    normalisation = config.normalisation();
    budget = config.budget();
    randomSeed = config.randomSeed();
    threads = config.threads();
  }

  FitConfig config() {
    return new FitConfig(
        recipe,
        windows,
        numLayers,
        hiddenFeatures,
        parameters,
        minWindowSeconds,
        targetDb,
        firstFrequency,
        hiddenOmega0,
        finalInit,
        optimiser,
        rates,
        schedule,
        batchFrames,
        density,
        between,
        loss,
        normalisation,
        budget,
        randomSeed,
        threads);
  }
}
