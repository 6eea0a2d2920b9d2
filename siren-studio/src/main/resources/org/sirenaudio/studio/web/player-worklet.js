// Plays a function of time: at every instant of the output it asks what the function is there.
import { Model } from "./siren.js";

const BLOCK = 16384;
const TAPS = 16;
const PHASES = 512;
const MOST_RATIO = 8;
const BLOCK_LIMIT = 64;

/** Windowed-sinc weights between samples, [phase][tap]. */
const between = Array.from({ length: PHASES + 1 }, (_, p) => Float64Array.from({ length: TAPS }, (_, k) => {
  const x = k - TAPS / 2 + 1 - p / PHASES;
  const w = Math.cos(Math.PI * x / TAPS) ** 2;
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x) * w;
}));

/** A low-pass for a rate that is `factor` times that of the output, flat to 0.85 of its Nyquist frequency. */
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

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    this.position = 0;
    this.ratio = 0;
    this.speed = 1;
    this.playing = false;
    this.source = "model";
    this.gain = 1;
    this.errorGain = 1;
    this.loop = null;
    this.scrub = null;
    this.stores = { recording: new Map(), model: new Map() };
    this.filters = new Map();
    this.asked = new Map();
    this.jump = null;
    this.quanta = 0;
    this.port.onmessage = ({ data }) => this.take(data);
  }

  take(data) {
    switch (data.type) {
      case "load":
        this.frames = data.frames;
        this.channels = data.channels;
        this.sampleRate = data.sampleRate;
        this.model = data.file === null ? null : Model.parse(data.file);
        this.stores.model.clear();
        this.asked.clear();
        break;
      case "block":
        this.stores[data.source].set(data.index, data.samples);
        this.asked.delete(`${data.source}${data.index}`);
        if (this.stores[data.source].size > BLOCK_LIMIT) {
          this.stores[data.source].delete(this.stores[data.source].keys().next().value);
        }
        break;
      case "seek":
        this.jump = { position: data.position };
        break;
      case "source":
        this.jump = { source: data.source };
        break;
      case "set":
        Object.assign(this, data.values);
        break;
    }
  }

  /** The function at positions in frames, of every channel; silence beyond the ends. */
  evaluate(source, positions, count) {
    if (source === "error") {
      const recording = this.evaluate("recording", positions, count);
      const model = this.evaluate("model", positions, count);
      return recording.map((channel, c) => channel.map((value, i) => this.errorGain * (value - model[c][i])));
    }
    const out = source === "model" && this.model !== null
      ? this.model.evaluate(positions, 0, undefined, count) : this.interpolate(source, positions, count);
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
        const block = this.block(source, Math.floor(at / BLOCK));
        if (block === undefined) continue;
        for (let c = 0; c < this.channels; c++) out[c][i] += weights[k] * block[c][at % BLOCK];
      }
    }
    return out;
  }

  block(source, index) {
    const block = this.stores[source].get(index);
    if (block === undefined) this.ask(source, index);
    return block;
  }

  ask(source, index) {
    const key = `${source}${index}`;
    if (index < 0 || index * BLOCK >= this.frames || this.asked.has(key)) return;
    this.asked.set(key, true);
    this.port.postMessage({ type: "need", source, index });
  }

  /** Samples of the output over one quantum, from a position on, the ratio going from one to another. */
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
    // Above speed 1 the function holds what the output cannot: more instants, then a low-pass.
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

  /** Where the ratio goes: to the speed, to a stop, or after the mouse; as a tape would, not at once. */
  towards() {
    const unit = this.sampleRate / sampleRate;
    if (this.scrub !== null) {
      const wanted = (this.scrub - this.position) / (0.06 * sampleRate);
      return Math.min(MOST_RATIO, Math.max(-MOST_RATIO, wanted));
    }
    return this.playing ? this.speed * unit : 0;
  }

  process(_, [output]) {
    if (this.frames === undefined) return true;
    const count = output[0].length;
    const target = this.towards();
    const next = this.ratio + (target - this.ratio) * 0.12;
    const settled = Math.abs(next) < 1e-3 && target === 0 ? 0 : next;
    if (this.ratio !== 0 || settled !== 0 || this.jump !== null) this.sound(output, settled, count);
    this.quanta++;
    if (this.quanta % 8 === 0) {
      this.port.postMessage({ type: "position", position: this.position, playing: this.playing, ratio: this.ratio });
    }
    return true;
  }

  sound(output, next, count) {
    let from = this.stretch(this.source, this.position, this.ratio, next, count);
    const moved = this.position + (this.ratio + next) / 2 * count;
    const wrapped = this.wrap(moved);
    const jump = this.jump ?? (wrapped !== moved ? { position: wrapped - (this.ratio + next) / 2 * count } : null);
    this.jump = null;
    if (jump === null) {
      this.position = moved;
    } else {
      // Both for the length of a quantum, one fading into the other.
      this.source = jump.source ?? this.source;
      const begin = jump.position ?? this.position;
      const to = this.stretch(this.source, begin, this.ratio, next, count);
      from = from.map((channel, c) => channel.map((value, i) => {
        const w = Math.sin(Math.PI / 2 * (i + 1) / count) ** 2;
        return (1 - w) * value + w * to[c][i];
      }));
      this.position = begin + (this.ratio + next) / 2 * count;
    }
    // A standing tape is silent, whatever the amplitude under its head.
    const loud = (ratio) => Math.min(1, Math.abs(ratio) * 20);
    const before = loud(this.ratio);
    const after = loud(next);
    output.forEach((channel, c) => {
      const samples = from[Math.min(c, from.length - 1)];
      for (let i = 0; i < count; i++) {
        const level = before + (after - before) * (i + 1) / count;
        channel[i] = Math.min(1, Math.max(-1, this.gain * level * samples[i]));
      }
    });
    this.ratio = next;
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

  /** Asks for what comes next. */
  ahead() {
    const index = Math.floor(this.position / BLOCK);
    const step = this.ratio < 0 ? -1 : 1;
    for (let k = 0; k < 3; k++) {
      if (this.source !== "model") this.block("recording", index + k * step);
      if (this.source !== "recording" && this.model === null) this.block("model", index + k * step);
    }
  }
}

registerProcessor("siren-player", Player);
