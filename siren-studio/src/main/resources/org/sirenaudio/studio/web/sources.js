// Samples to draw and to play: of the recording, of its model, and of the difference, in blocks.
import { moduleUrl } from "./dom.js";

export const BLOCK = 16384;
export const STRETCH = 256;
const MOST_BLOCKS = 192;

/** Blocks of samples that are loaded when somebody asks for them; the latest stay. */
export class Blocks {
  /** @param {(index: number) => Promise<Float32Array[]>} load */
  constructor(frames, channels, load) {
    this.frames = frames;
    this.channels = channels;
    this.load = load;
    this.count = Math.ceil(frames / BLOCK);
    this.ready = new Map();
    this.coming = new Map();
    this.onload = () => {};
  }

  /** A block if it is there; else it is on its way. */
  peek(index) {
    const block = this.ready.get(index);
    if (block === undefined) this.get(index).catch(() => {});
    return block;
  }

  get(index) {
    if (index < 0 || index >= this.count) return Promise.reject(new RangeError("no such block"));
    if (this.ready.has(index)) return Promise.resolve(this.ready.get(index));
    if (!this.coming.has(index)) {
      this.coming.set(index, this.load(index).then((block) => {
        this.ready.set(index, block);
        if (this.ready.size > MOST_BLOCKS) this.ready.delete(this.ready.keys().next().value);
        this.onload(index);
        return block;
      }).finally(() => this.coming.delete(index)));
    }
    return this.coming.get(index);
  }

  /** Samples of a channel around any frame, zeros beyond the ends; null if they are not there yet. */
  span(channel, from, count) {
    const out = new Float32Array(count);
    const end = Math.min(this.frames, from + count);
    let missing = false;
    for (let frame = Math.max(0, from); frame < end;) {
      const index = Math.floor(frame / BLOCK);
      const block = this.peek(index);
      const stop = Math.min(end, (index + 1) * BLOCK);
      if (block === undefined) missing = true;
      else out.set(block[channel].subarray(frame - index * BLOCK, stop - index * BLOCK), frame - from);
      frame = stop;
    }
    return missing ? null : out;
  }
}

/** Planar little-endian floats of an answer. */
async function planes(response, channels) {
  const all = new Float32Array(await response.arrayBuffer());
  const each = all.length / channels;
  return Array.from({ length: channels }, (_, c) => all.subarray(c * each, (c + 1) * each));
}

/** A recording on the server. */
export class Recording {
  constructor(facts) {
    Object.assign(this, facts);
    this.url = `/api/recordings/${facts.id}`;
    this.blocks = new Blocks(facts.frames, facts.channels, async (index) => planes(
      await fetch(`${this.url}/samples?from=${index * BLOCK}&count=${BLOCK}`), facts.channels));
  }

  static async open(id) {
    const response = await fetch(`/api/recordings/${id}`);
    const facts = await response.json();
    if (!response.ok) throw new Error(facts.error);
    return new Recording(facts);
  }

  /** Lowest and highest samples of columns, [channels][2 × columns]. */
  async peaks(from, width, columns) {
    return planes(await fetch(
      `${this.url}/peaks?from=${from}&width=${width}&columns=${columns}`), this.channels);
  }
}

/** A model's samples on the recording's grid, evaluated by a worker. */
export class Rendering {
  constructor(model, file) {
    this.model = model;
    this.worker = new Worker(moduleUrl("worker.js"), { type: "module" });
    this.worker.postMessage({ file });
    this.waiting = new Map();
    this.tickets = 0;
    this.worker.onmessage = ({ data }) => {
      this.waiting.get(data.ticket)(data.samples);
      this.waiting.delete(data.ticket);
    };
    this.blocks = new Blocks(model.frames, model.channels, (index) => new Promise((done) => {
      const ticket = this.tickets++;
      this.waiting.set(ticket, done);
      const from = index * BLOCK;
      this.worker.postMessage({ ticket, from, count: Math.min(BLOCK, model.frames - from) });
    }));
  }

  close() {
    this.worker.terminate();
  }
}

/** The ranges of model and error over a whole recording, and the SNR of any stretch, block by block. */
export class Sweep {
  constructor(recording, rendering) {
    const { frames, channels } = rendering.model;
    this.rendering = rendering;
    this.recording = recording;
    this.stretches = Math.ceil(frames / STRETCH);
    const pairs = () => Array.from({ length: channels }, () => new Float32Array(2 * this.stretches));
    this.model = pairs();
    this.error = pairs();
    this.signal = new Float64Array(this.stretches);
    this.noise = new Float64Array(this.stretches);
    this.done = 0;
    this.ended = false;
  }

  /** Goes through all blocks; `told` hears of each. */
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
        const at = index * (BLOCK / STRETCH) + i / STRETCH;
        let low = Infinity, high = -Infinity, below = Infinity, above = -Infinity, signal = 0, noise = 0;
        for (let k = i; k < Math.min(samples.length, i + STRETCH); k++) {
          const value = samples[k];
          if (value < low) low = value;
          if (value > high) high = value;
          if (known !== undefined) {
            const error = known[k] - value;
            if (error < below) below = error;
            if (error > above) above = error;
            signal += known[k] * known[k];
            noise += error * error;
          }
        }
        this.model[c].set([low, high], 2 * at);
        if (known !== undefined) this.error[c].set([below, above], 2 * at);
        this.signal[at] += signal;
        this.noise[at] += noise;
      }
    });
  }

  /** SNR of a span of frames, to the nearest stretch, in dB. */
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

  /** Ranges of columns, as Recording.peaks gives them. */
  columns(pairs, from, width, columns) {
    return pairs.map((channel) => {
      const out = new Float32Array(2 * columns);
      for (let i = 0; i < columns; i++) {
        let low = Infinity;
        let high = -Infinity;
        const end = Math.min(this.stretches, Math.ceil((from + (i + 1) * width) / STRETCH));
        for (let k = Math.max(0, Math.floor((from + i * width) / STRETCH)); k < end; k++) {
          if (channel[2 * k] < low) low = channel[2 * k];
          if (channel[2 * k + 1] > high) high = channel[2 * k + 1];
        }
        out[2 * i] = low <= high ? low : 0;
        out[2 * i + 1] = low <= high ? high : 0;
      }
      return out;
    });
  }
}
