// Plays functions of time, evaluating them at every output sample.
// Runs in an AudioWorklet, or on the page if there is none.
import { Model } from "./siren.js";

const PLAYED_BLOCK = 16384;
const TAPS = 16;
const PHASES = 512;
const MOST_RATIO = 8;
const MOST_KEPT = 64;
/** Rate of speed changes per quantum: for buttons, and for tape stop. */
const PROMPT = 0.12;
const TAPE = 0.004;
const TAPE_LEAST = 0.0012;

/** Windowed-sinc weights between samples, [phase][tap]. */
const between = Array.from({ length: PHASES + 1 }, (_, p) => Float64Array.from({ length: TAPS }, (_, k) => {
  const x = k - TAPS / 2 + 1 - p / PHASES;
  const w = Math.cos(Math.PI * x / TAPS) ** 2;
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x) * w;
}));

/** A decimation low-pass from `factor` times the output rate, flat to 0.85 of the output's Nyquist frequency. */
function lowPass(factor) {
  const half = 24 * factor;
  const taps = new Float64Array(2 * half + 1);
  let sum = 0;
  for (let i = -half; i <= half; i++) {
    const x = 0.92 * i / factor;
    const w = 0.42 + 0.5 * Math.cos(Math.PI * i / half) + 0.08 * Math.cos(2 * Math.PI * i / half);
    taps[i + half] = w * (i === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
    sum += taps[i + half];
  }
  return taps.map((tap) => tap / sum);
}

/** The mean of all channels. */
function middle(channels) {
  return channels[0].map((_, i) => channels.reduce((sum, channel) => sum + channel[i], 0) / channels.length);
}

export class FunctionPlayer {
  /** @param {number} outputRate in Hz @param {(message) => void} tell sends to the page */
  constructor(outputRate, tell) {
    this.outputRate = outputRate;
    this.tell = tell;
    this.position = 0;
    this.ratio = 0;
    this.loud = 0;
    this.speed = 1;
    this.playing = false;
    this.source = "model";
    this.gain = 1;
    this.errorGain = 1;
    this.levels = {};
    this.tape = false;
    this.loop = null;
    this.scrub = null;
    this.stores = new Map();
    this.models = new Map();
    this.filters = new Map();
    this.asked = new Map();
    this.jump = null;
    this.quanta = 0;
    this.missing = false;
    this.dropouts = 0;
  }

  take(data) {
    switch (data.type) {
      case "load":
        this.frames = data.frames;
        this.channels = data.channels;
        this.sampleRate = data.sampleRate;
        this.models = new Map(Object.entries(data.files).map(([name, file]) => [name, Model.parse(file)]));
        for (const name of this.stores.keys()) if (name !== "recording") this.stores.delete(name);
        this.asked.clear();
        break;
      case "block": {
        const store = this.store(data.source);
        store.set(data.index, data.samples);
        this.asked.delete(`${data.source} ${data.index}`);
        if (store.size > MOST_KEPT) store.delete(store.keys().next().value);
        break;
      }
      case "omegas":
        this.models.get("model")?.setOmegas(data.window, data.first, data.hidden);
        break;
      case "seek":
        this.jump = { ...this.jump, position: data.position };
        break;
      case "source":
        this.jump = { ...this.jump, source: data.source };
        break;
      case "set": {
        // Gain changes are cross-faded like source changes.
        const { levels = this.levels, errorGain = this.errorGain, ...values } = data.values;
        if (levels !== this.levels || errorGain !== this.errorGain) this.jump = { ...this.jump, gains: { levels, errorGain } };
        Object.assign(this, values);
        break;
      }
    }
  }

  store(source) {
    if (!this.stores.has(source)) this.stores.set(source, new Map());
    return this.stores.get(source);
  }

  /** The function at positions in frames, per channel, with its gain; silence beyond the ends. */
  evaluate(source, positions, count) {
    if (source === "error") {
      const recording = this.plain("recording", positions, count);
      const model = this.plain("model", positions, count);
      return recording.map((channel, c) => channel.map((value, i) => this.errorGain * (value - model[c][i])));
    }
    if (source === "sides") return ["recording", "other"].map((one) => middle(this.plain(one, positions, count)));
    const out = this.plain(source, positions, count);
    const level = this.levels[source] ?? 1;
    if (level !== 1) for (const channel of out) for (let i = 0; i < count; i++) channel[i] *= level;
    return out;
  }

  plain(source, positions, count) {
    const model = this.models.get(source);
    const out = model !== undefined ? model.evaluate(positions, 0, undefined, count) : this.interpolate(source, positions, count);
    for (let i = 0; i < count; i++) {
      if (positions[i] < 0 || positions[i] > this.frames - 1) for (const channel of out) channel[i] = 0;
    }
    return out;
  }

  interpolate(source, positions, count) {
    const out = Array.from({ length: this.channels }, () => new Float64Array(count));
    for (let i = 0; i < count; i++) {
      const frame = Math.floor(positions[i]);
      const weights = between[Math.round((positions[i] - frame) * PHASES)];
      for (let k = 0; k < TAPS; k++) {
        const at = frame - TAPS / 2 + 1 + k;
        if (at < 0 || at >= this.frames) continue;
        const block = this.block(source, Math.floor(at / PLAYED_BLOCK));
        if (block === undefined) {
          this.missing = true;
          continue;
        }
        for (let c = 0; c < this.channels; c++) out[c][i] += weights[k] * block[Math.min(c, block.length - 1)][at % PLAYED_BLOCK];
      }
    }
    return out;
  }

  block(source, index) {
    const block = this.store(source).get(index);
    if (block === undefined) this.ask(source, index);
    return block;
  }

  ask(source, index) {
    const key = `${source} ${index}`;
    if (index < 0 || index * PLAYED_BLOCK >= this.frames || this.asked.has(key)) return;
    this.asked.set(key, true);
    this.tell({ type: "need", source, index });
  }

  /** Output samples of one quantum from a position, with the speed ratio ramped. */
  stretch(source, position, ratio, next, count) {
    const most = Math.max(Math.abs(ratio), Math.abs(next));
    const factor = most > 1.001 ? Math.ceil(most) : 1;
    if (factor === 1) {
      const positions = new Float64Array(count);
      for (let i = 0, p = position; i < count; i++) {
        positions[i] = p;
        p += ratio + (next - ratio) * (i + 0.5) / count;
      }
      return this.evaluate(source, positions, count);
    }
    // Above speed 1 the function has content above the output's Nyquist frequency: oversample, then
    // low-pass.
    if (!this.filters.has(factor)) this.filters.set(factor, lowPass(factor));
    const taps = this.filters.get(factor);
    const half = (taps.length - 1) / 2;
    const points = count * factor + 2 * half;
    const positions = new Float64Array(points);
    for (let i = 0; i < points; i++) {
      const t = (i - half) / factor;
      const u = Math.min(count, Math.max(0, t));
      positions[i] = position + ratio * t + (next - ratio) * u * u / (2 * count);
    }
    return this.evaluate(source, positions, points).map((channel) => {
      const out = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        let sum = 0;
        const from = i * factor;
        for (let k = 0; k < taps.length; k++) sum += taps[k] * channel[from + k];
        out[i] = sum;
      }
      return out;
    });
  }

  /** The target ratio: the speed, a stop, or the mouse; approached gradually, like a tape. */
  towards() {
    const unit = this.sampleRate / this.outputRate;
    if (this.scrub !== null) {
      const wanted = (this.scrub - this.position) / (0.06 * this.outputRate);
      return Math.min(MOST_RATIO, Math.max(-MOST_RATIO, wanted));
    }
    return this.playing ? this.speed * unit : 0;
  }

  /** The next ratio: for buttons as fast as possible without a click; for tape stop, slowing down. */
  next(target) {
    const away = target - this.ratio;
    if (!this.tape || this.playing || this.scrub !== null) return this.ratio + away * PROMPT;
    const step = Math.max(Math.abs(away) * TAPE, TAPE_LEAST);
    return Math.abs(away) <= step ? target : this.ratio + Math.sign(away) * step;
  }

  /** Fills one quantum of every channel; the output is initially zero. */
  fill(output) {
    if (this.frames === undefined) return;
    const count = output[0].length;
    const target = this.towards();
    const next = this.next(target);
    const settled = Math.abs(next) < 1e-3 && target === 0 ? 0 : next;
    // A stopped tape is silent, whatever the amplitude at its position; a reversing one is not.
    const still = this.scrub === null ? target === 0 : Math.abs(target) < 0.02;
    const level = still && Math.abs(next) < 0.05 ? 0 : 1;
    this.missing = false;
    if (this.ratio !== 0 || settled !== 0) this.sound(output, settled, level, count);
    else if (this.jump !== null) this.rest();
    if (this.missing) this.dropouts++;
    this.quanta++;
    if (this.quanta % 8 === 0) {
      this.tell({ type: "position", position: this.position, playing: this.playing, ratio: this.ratio, dropouts: this.dropouts });
    }
  }

  /** A jump while silent. */
  rest() {
    this.position = this.jump.position ?? this.position;
    this.source = this.jump.source ?? this.source;
    Object.assign(this, this.jump.gains);
    this.jump = null;
  }

  sound(output, next, loud, count) {
    let from = this.stretch(this.source, this.position, this.ratio, next, count);
    const moved = this.position + (this.ratio + next) / 2 * count;
    const wrapped = this.wrap(moved);
    const jump = this.jump ?? (wrapped !== moved ? { position: wrapped - (this.ratio + next) / 2 * count } : null);
    this.jump = null;
    if (jump === null) {
      this.position = moved;
    } else {
      // Cross-fades both over one quantum.
      this.source = jump.source ?? this.source;
      Object.assign(this, jump.gains);
      const begin = jump.position ?? this.position;
      const to = this.stretch(this.source, begin, this.ratio, next, count);
      from = from.map((channel, c) => channel.map((value, i) => {
        const w = Math.sin(Math.PI / 2 * (i + 1) / count) ** 2;
        return (1 - w) * value + w * to[c][i];
      }));
      this.position = begin + (this.ratio + next) / 2 * count;
    }
    output.forEach((channel, c) => {
      const samples = from[Math.min(c, from.length - 1)];
      for (let i = 0; i < count; i++) {
        const level = this.loud + (loud - this.loud) * Math.sin(Math.PI / 2 * (i + 1) / count) ** 2;
        channel[i] = Math.min(1, Math.max(-1, this.gain * level * samples[i]));
      }
    });
    this.ratio = next;
    this.loud = loud;
    this.ahead();
  }

  wrap(position) {
    if (this.scrub !== null) return position;
    const [from, to] = this.loop ?? [0, this.frames - 1];
    if (this.loop === null) {
      if (position > to || position < from) this.playing = false;
      return position;
    }
    if (this.ratio > 0 && position > to) return from;
    return this.ratio < 0 && position < from ? to : position;
  }

  /** Prefetches what comes next. */
  ahead() {
    const index = Math.floor(this.position / PLAYED_BLOCK);
    const step = this.ratio < 0 ? -1 : 1;
    const heard = { error: ["recording", "model"], sides: ["recording", "other"] }[this.source] ?? [this.source];
    for (const source of heard) {
      if (!this.models.has(source)) for (let k = 0; k < 3; k++) this.block(source, index + k * step);
    }
  }
}
