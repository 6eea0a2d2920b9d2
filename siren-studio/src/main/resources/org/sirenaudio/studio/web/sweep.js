// Statistics of a whole recording and its model, computed block by block.
import { BLOCK, STRETCH } from "./sources.js";

const FACTOR = 8;
/** A nearly silent model is not amplified. */
const MOST_LEVEL = 2;

/** Minima and maxima of blocks at several lengths, so that any zoom level reads few of them. */
export class Ranges {
  constructor(stretches) {
    this.levels = [];
    for (let count = stretches; ; count = Math.ceil(count / FACTOR)) {
      const level = new Float32Array(2 * count);
      for (let i = 0; i < count; i++) level.set([Infinity, -Infinity], 2 * i);
      this.levels.push(level);
      if (count <= FACTOR) break;
    }
  }

  put(stretch, low, high) {
    let at = stretch;
    for (const level of this.levels) {
      if (low < level[2 * at]) level[2 * at] = low;
      if (high > level[2 * at + 1]) level[2 * at + 1] = high;
      at = Math.floor(at / FACTOR);
    }
  }

  /** Minimum and maximum of columns of a width in frames, from a frame on. */
  columns(from, width, columns) {
    let stretch = STRETCH;
    let k = 0;
    while (k + 1 < this.levels.length && stretch * FACTOR <= width) {
      k++;
      stretch *= FACTOR;
    }
    const level = this.levels[k];
    const out = new Float32Array(2 * columns);
    for (let i = 0; i < columns; i++) {
      let low = Infinity;
      let high = -Infinity;
      const end = Math.min(level.length / 2, Math.ceil((from + (i + 1) * width) / stretch));
      for (let s = Math.max(0, Math.floor((from + i * width) / stretch)); s < end; s++) {
        if (level[2 * s] < low) low = level[2 * s];
        if (level[2 * s + 1] > high) high = level[2 * s + 1];
      }
      out[2 * i] = low <= high ? low : 0;
      out[2 * i + 1] = low <= high ? high : 0;
    }
    return out;
  }
}

/** The ranges of model and error over a whole recording, and the SNR of any span. */
export class Sweep {
  constructor(recording, rendering) {
    const { frames, channels } = rendering.model;
    this.rendering = rendering;
    this.recording = recording;
    this.stretches = Math.ceil(frames / STRETCH);
    this.model = Array.from({ length: channels }, () => new Ranges(this.stretches));
    this.error = recording === null ? [] : Array.from({ length: channels }, () => new Ranges(this.stretches));
    this.signal = new Float64Array(this.stretches);
    this.noise = new Float64Array(this.stretches);
    this.own = 0;
    this.known = 0;
    this.most = 0;
    this.done = 0;
    this.ended = false;
  }

  /** Processes all blocks; `told` is called after each. */
  async run(told) {
    for (let index = 0; index < this.rendering.blocks.count && !this.ended; index++) {
      const model = await this.rendering.blocks.get(index);
      const recording = this.recording === null ? null : await this.recording.blocks.get(index);
      if (this.ended) return;
      this.take(index, model, recording);
      this.done = index + 1;
      told();
    }
  }

  get progress() {
    return this.done / this.rendering.blocks.count;
  }

  take(index, model, recording) {
    model.forEach((samples, c) => {
      const known = recording?.[Math.min(c, recording.length - 1)];
      for (let i = 0; i < samples.length; i += STRETCH) {
        this.stretch(c, index * (BLOCK / STRETCH) + i / STRETCH, samples, known, i, Math.min(samples.length, i + STRETCH));
      }
    });
  }

  stretch(c, at, samples, known, from, to) {
    let low = Infinity, high = -Infinity, below = Infinity, above = -Infinity, signal = 0, noise = 0, own = 0;
    for (let k = from; k < to; k++) {
      const value = samples[k];
      if (value < low) low = value;
      if (value > high) high = value;
      own += value * value;
      if (known !== undefined) {
        const error = known[k] - value;
        if (error < below) below = error;
        if (error > above) above = error;
        signal += known[k] * known[k];
        noise += error * error;
      }
    }
    this.model[c].put(at, low, high);
    this.own += own;
    if (known === undefined) return;
    this.error[c].put(at, below, above);
    this.known += signal;
    this.signal[at] += signal;
    this.noise[at] += noise;
    if (c === 0) this.most = Math.max(this.most, -below, above);
  }

  /** The gain that matches the model to the recording's loudness, once both are known completely. */
  get level() {
    if (this.progress < 1 || !(this.own > 0 && this.known > 0)) return 1;
    return Math.min(MOST_LEVEL, Math.max(1 / MOST_LEVEL, Math.sqrt(this.known / this.own)));
  }

  /** SNR of a span of frames, rounded to blocks, in dB. */
  snr(from, to) {
    let signal = 0;
    let noise = 0;
    const end = Math.min(this.stretches, this.done * (BLOCK / STRETCH), Math.max(Math.ceil(to / STRETCH), Math.floor(from / STRETCH) + 1));
    for (let i = Math.max(0, Math.floor(from / STRETCH)); i < end; i++) {
      signal += this.signal[i];
      noise += this.noise[i];
    }
    return signal > 0 && noise > 0 ? 10 * Math.log10(signal / noise) : NaN;
  }
}
