package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * The noise that a sound renders inaudible: the simultaneous masking model of Johnston 1988
 * ("Transform coding of audio signals using perceptual noise criteria"). The power in each critical
 * band is spread over the others (Schroeder, Atal and Hall 1979), reduced by {@code 14.5 + z} dB
 * where the sound is tonal and by 5.5 dB where it is noise, and raised to the threshold in quiet
 * (Terhardt 1979), with a full-scale sine taken as 96 dB SPL. Tonality is measured by spectral
 * flatness, here over three Bark around each band, since over all bands a band-limited noise would
 * pass for a tone.
 *
 * <p>Powers are relative to a full-scale sine. Immutable; may be shared by threads.
 */
public final class MaskingModel {

  /** Maximum frame length in seconds. */
  private static final double LONGEST_SECONDS = 0.035;

  private static final int SHORTEST = 16;
  private static final int LONGEST = 1 << 15;

  /** Bark on each side of a band over which its tonality is measured. */
  private static final double AROUND = 1;

  /** Flatness of a pure tone. */
  private static final double TONE_DB = -60;

  /** Keeps logarithms finite: far below the threshold in quiet. */
  private static final double NOTHING = 1e-20;

  private final Fft fft;
  private final double[] window;
  private final double unit;

  /** First bin of each band, and the end of the last. */
  private final int[] edges;

  private final double[] barks;
  private final double[] quiet;

  /** {@code [masked][masker]}, each row with sum 1, so that a flat spectrum stays as it is. */
  private final double[][] spreading;

  private MaskingModel(double sampleRate, int length) {
    fft = Fft.of(length);
    window = Window.HANN_PERIODIC.samples(length);
    unit = 4 / (length * Arrays.stream(window).map(w -> w * w).sum());
    double binHz = sampleRate / length;
    edges = edges(binHz);
    int bands = edges.length - 1;
    barks = new double[bands];
    quiet = new double[bands];
    for (int b = 0; b < bands; b++) {
      barks[b] = Hearing.bark(binHz * (edges[b] + edges[b + 1] - 1) / 2);
      double least = Double.POSITIVE_INFINITY;
      for (int k = edges[b]; k < edges[b + 1]; k++) {
        least = Math.min(least, Hearing.quietDb(k * binHz));
      }
      quiet[b] = Math.pow(10, (least - Hearing.FULL_SCALE_DB) / 10);
    }
    spreading = spreading(barks);
  }

  /**
   * The model at a sample rate.
   *
   * @throws IllegalArgumentException if the rate is not positive
   */
  public static MaskingModel of(double sampleRate) {
    if (!(sampleRate > 0)) {
      throw new IllegalArgumentException("the sample rate must be positive, not " + sampleRate);
    }
    int most = Math.clamp((long) (LONGEST_SECONDS * sampleRate), SHORTEST, LONGEST);
    return new MaskingModel(sampleRate, Integer.highestOneBit(most));
  }

  /** The first bin of every Bark, without 0 Hz; a band has at least one bin. */
  private int[] edges(double binHz) {
    int end = (int) Math.min(fft.bins() - 1.0, Math.max(1, Hearing.HIGHEST_HZ / binHz)) + 1;
    int[] found = new int[end + 1];
    int count = 0;
    for (int k = 1; k < end; k++) {
      if (k == 1 || (int) Hearing.bark(k * binHz) > (int) Hearing.bark((k - 1) * binHz)) {
        found[count++] = k;
      }
    }
    found[count++] = end;
    return Arrays.copyOf(found, count);
  }

  private static double[][] spreading(double[] barks) {
    double[][] rows = new double[barks.length][barks.length];
    for (int i = 0; i < barks.length; i++) {
      double sum = 0;
      for (int j = 0; j < barks.length; j++) {
        rows[i][j] = Math.pow(10, Hearing.spreadDb(barks[i] - barks[j]) / 10);
        sum += rows[i][j];
      }
      for (int j = 0; j < barks.length; j++) {
        rows[i][j] /= sum;
      }
    }
    return rows;
  }

  /** Length of a frame in samples; frames overlap by half. */
  public int frameLength() {
    return fft.length();
  }

  /** Number of critical bands up to the Nyquist frequency. */
  public int bands() {
    return barks.length;
  }

  /** The number of frames that cover a signal, centred on multiples of half their length. */
  public int frames(int samples) {
    return 1 + Math.ceilDiv(samples, fft.length() / 2);
  }

  /**
   * The power of each bin of a frame.
   *
   * @param samples {@code [frameLength]}; not changed
   * @return {@code [bins]}
   */
  public double[] spectrum(double[] samples) {
    double[] work = Arrays.copyOf(samples, fft.workLength());
    for (int n = 0; n < window.length; n++) {
      work[n] *= window[n];
    }
    fft.forward(work);
    double[] power = new double[fft.bins()];
    for (int k = 0; k < power.length; k++) {
      power[k] = unit * (work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1]);
    }
    return power;
  }

  /** The power of each critical band. */
  public double[] bands(double[] spectrum) {
    double[] bands = new double[barks.length];
    for (int b = 0; b < bands.length; b++) {
      for (int k = edges[b]; k < edges[b + 1]; k++) {
        bands[b] += spectrum[k];
      }
    }
    return bands;
  }

  /** The power of noise in each critical band that a sound with this spectrum just masks. */
  public double[] thresholds(double[] spectrum) {
    double[] power = bands(spectrum);
    double[] thresholds = new double[power.length];
    for (int i = 0; i < power.length; i++) {
      double excited = 0;
      for (int j = 0; j < power.length; j++) {
        excited += spreading[i][j] * power[j];
      }
      double tonality = tonality(spectrum, i);
      double offsetDb = tonality * (14.5 + barks[i]) + (1 - tonality) * 5.5;
      thresholds[i] = Math.max(quiet[i], excited * Math.pow(10, -offsetDb / 10));
    }
    return thresholds;
  }

  /** From 0 for noise to 1 for a tone. */
  private double tonality(double[] spectrum, int band) {
    int first = band;
    int last = band;
    while (first > 0 && barks[band] - barks[first] < AROUND) {
      first--;
    }
    while (last + 1 < barks.length && barks[last] - barks[band] < AROUND) {
      last++;
    }
    double sum = 0;
    double logs = 0;
    for (int k = edges[first]; k < edges[last + 1]; k++) {
      sum += spectrum[k] + NOTHING;
      logs += Math.log10(spectrum[k] + NOTHING);
    }
    int bins = edges[last + 1] - edges[first];
    double flatnessDb = 10 * (logs / bins - Math.log10(sum / bins));
    return Math.min(1, flatnessDb / TONE_DB);
  }

  /**
   * The mean square, relative to full scale, of white noise that stays below the threshold in every
   * band of a frame.
   */
  public double whiteNoise(double[] spectrum) {
    double[] thresholds = thresholds(spectrum);
    double least = Double.POSITIVE_INFINITY;
    for (int b = 0; b < thresholds.length; b++) {
      // A full-scale sine has a mean square of ½; white noise spreads evenly over the bins.
      double part = (double) (edges[b + 1] - edges[b]) / (fft.length() / 2.0);
      least = Math.min(least, 0.5 * thresholds[b] / part);
    }
    return least;
  }
}
