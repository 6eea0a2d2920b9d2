package org.sirenaudio.loss;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.dsp.Stft;

/**
 * Scratch memory of a {@link WindowLoss}, so that repeated evaluation on windows of one size
 * allocates nothing. For one thread at a time.
 */
public final class LossScratch {
  private double[][] prediction = {};
  private double[][] target = {};
  private double[][] gradient = {};
  private final List<Spectra> spectra = new ArrayList<>();

  /** Empty; grows on use. */
  public LossScratch() {}

  /** The predictions, {@code [channels][frames]}. */
  double[][] prediction(int channels, int frames) {
    prediction = fitting(prediction, channels, frames);
    return prediction;
  }

  /** The targets, {@code [channels][frames]}. */
  double[][] target(int channels, int frames) {
    target = fitting(target, channels, frames);
    return target;
  }

  /** The gradient, {@code [channels][frames]}. */
  double[][] gradient(int channels, int frames) {
    gradient = fitting(gradient, channels, frames);
    return gradient;
  }

  /**
   * The spectra of an STFT.
   *
   * @param index of the transform among those of a loss, from 0
   * @param frames number of spectra
   */
  Spectra spectra(int index, Stft stft, int frames) {
    while (spectra.size() <= index) {
      spectra.add(new Spectra());
    }
    Spectra found = spectra.get(index);
    found.target = fitting(found.target, 1, stft.workLength());
    found.predictions = fitting(found.predictions, frames, stft.workLength());
    found.errors = fitting(found.errors, frames, stft.bins());
    return found;
  }

  private static double[][] fitting(double[][] array, int rows, int columns) {
    return array.length == rows && array[0].length == columns ? array : new double[rows][columns];
  }

  /** Scratch memory for one STFT. */
  static final class Spectra {
    /** A target's spectrum, [1][2·bins]. */
    double[][] target = {};

    /** The predictions' spectra, [frames][2·bins]. */
    double[][] predictions = {};

    /** Differences of magnitudes, [frames][bins]. */
    double[][] errors = {};
  }
}
