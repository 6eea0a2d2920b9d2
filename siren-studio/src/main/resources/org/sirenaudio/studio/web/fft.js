// Power spectra of real samples.

/** A Hann window and a radix-2 transform of one size. */
export class Spectrum {
  constructor(size) {
    this.size = size;
    this.re = new Float64Array(size);
    this.im = new Float64Array(size);
    this.window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
    this.cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos(2 * Math.PI * i / size));
    this.sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin(2 * Math.PI * i / size));
    const bits = Math.log2(size);
    this.reversed = Uint32Array.from({ length: size }, (_, i) => {
      let r = 0;
      for (let b = 0; b < bits; b++) r |= (i >> b & 1) << (bits - 1 - b);
      return r;
    });
  }

  /** Writes the level of size/2 bins in dB to `out`; a full-scale sine is 0 dB. */
  decibels(samples, out) {
    const { size, re, im, reversed, window } = this;
    for (let i = 0; i < size; i++) {
      re[reversed[i]] = samples[i] * window[i];
      im[i] = 0;
    }
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let from = 0; from < size; from += 2 * half) {
        for (let k = 0; k < half; k++) {
          const c = this.cos[k * stride];
          const s = this.sin[k * stride];
          const a = from + k;
          const b = a + half;
          const x = re[b] * c + im[b] * s;
          const y = im[b] * c - re[b] * s;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
    const unit = 16 / (size * size);
    for (let k = 0; k < size / 2; k++) {
      out[k] = 10 * Math.log10(unit * (re[k] * re[k] + im[k] * im[k]) + 1e-20);
    }
  }
}
