// Reads a Siren model and evaluates it at arbitrary instants. Depends only on its sibling modules;
// docs/format.md describes the file.
//
//   const model = Model.parse(await (await fetch("speech.safetensors")).arrayBuffer());
//   const [left] = model.evaluate([0, 0.5, 1]);          // amplitudes at frames 0, 0.5 and 1
//   const [slope] = model.evaluate([0, 0.5, 1], 1);      // their first derivative, per frame

import { KINDS, activate } from "./activations.js";
import { drawn, draws, encoded, interpolated, series } from "./encodings.js";
import { joined } from "./joint.js";
import { choice, flatParts, namedParts, numbers, places, positive, readTensors, tableOf } from "./model-file.js";

const TILE = 64;
const LOADED = 64;

/** A recording as a function of time: one or more networks, cross-faded where they overlap. */
export class Model {
  /** @param {ArrayBuffer} buffer of a model file @throws {Error} with a one-line message */
  static parse(buffer) {
    return new Model(readTensors(buffer));
  }

  constructor({ meta, tensors }) {
    if (meta.format !== "siren") throw new Error("the file is not a Siren model");
    this.version = Number(meta.format_version);
    if (![1, 2, 3].includes(this.version)) {
      throw new Error(`the model has format version ${meta.format_version}; this page reads 1 to 3`);
    }
    this.metadata = meta;
    this.sampleRate = positive(meta, "sample_rate");
    this.channels = positive(meta, "channels");
    this.frames = positive(meta, "frames");
    this.scale = positive(meta, "scale");
    this.kind = choice(meta, "network", KINDS, "siren");
    if (!["none", "positional", "fourier", "harmonics", "grid"].includes(meta.encoding ?? "none")) {
      throw new Error(`the model has the encoding ${meta.encoding}, which this page does not support`);
    }
    this.parts = this.version === 2 ? flatParts(meta, tensors) : namedParts(meta, tensors);
    const { first, lengths } = places(meta, tensors, this.frames);
    this.first = first;
    this.lengths = lengths;
    const number = (name) => numbers(meta, tensors, name, first.length);
    this.firstOmega = number("first_omega_0");
    this.hiddenOmega = number("hidden_omega_0");
    this.octaves = number("encoding_octaves");
    this.shape = number(this.kind.shape ?? "");
    this.harmonics = number("encoding_harmonics");
    this.grids = {
      levels: number("encoding_levels"), features: number("encoding_features"),
      coarsest: number("encoding_coarsest"), finest: number("encoding_finest"),
    };
    this.tables = (window) => tableOf(tensors, window);
    this.sigma = number("encoding_sigma");
    this.draws = draws(number("encoding_frequencies")[0], number("encoding_seed")[0]);
    this.loaded = new Map();
    this.shapes = new Map();
  }

  get windows() {
    return this.first.length;
  }

  /** Number of parameters of a window's network. */
  size(window) {
    this.sizes ??= new Int32Array(this.windows);
    if (this.sizes[window] === 0) {
      this.sizes[window] = this.parts(window).reduce((sum, l) => sum + l.weight.length + l.bias.length, 0);
      if (this.grids.levels[window] > 0) {
        const { weight, bias } = this.tables(window);
        this.sizes[window] += weight.length + bias.length;
      }
    }
    return this.sizes[window];
  }

  /** Layers of a window's network as arrays of doubles; recently used ones are cached. */
  layers(window) {
    let layers = this.loaded.get(window);
    if (layers === undefined) {
      layers = this.parts(window);
      const hidden = layers.length - 1;
      const { joint } = this.kind;
      if (joint?.unfold !== undefined) layers = layers.map((layer, k) => joint.unfold(layer, k, hidden));
      layers.forEach((layer, k) => {
        layer.omega = this.kind.wave === undefined && !joint?.omegas || k === hidden ? 0
          : (k === 0 ? this.firstOmega : this.hiddenOmega)[window];
      });
      if (this.loaded.size >= LOADED) this.loaded.delete(this.loaded.keys().next().value);
      this.loaded.set(window, layers);
    }
    return layers;
  }

  /** Overrides a window's omegas, to hear and see their effect. */
  setOmegas(window, first, hidden) {
    this.firstOmega[window] = first;
    this.hiddenOmega[window] = hidden;
    this.loaded.delete(window);
  }

  /** The outputs of each layer of a window's network at instants; the last one's are scaled.
   *
   * @returns {{out: number, values: Float64Array}[]} values [instants][out]
   */
  trace(window, instants) {
    const traced = [];
    const layers = this.layers(window);
    for (let from = 0; from < instants.length; from += TILE) {
      const count = Math.min(TILE, instants.length - from);
      this.network(window, instants, from, count, 0, 0);
      layers.forEach((layer, k) => {
        const joint = this.kind.joint !== undefined && k < layers.length - 1;
        const out = joint ? layers[k + 1].in : layer.out;
        traced[k] ??= { out, values: new Float64Array(instants.length * out) };
        const jets = this.buffers(0, joint ? `a${k}` : k, 0, TILE * out);
        const values = jets[0].subarray(0, count * out);
        const unit = k < layers.length - 1 ? 1 : this.scale;
        for (let i = 0; i < values.length; i++) traced[k].values[from * out + i] = unit * values[i];
      });
    }
    return traced;
  }

  /** Frequencies of a window's first layer, or of its encoding, in Hz; none for ReLU on plain time. */
  firstFrequencies(window) {
    const perFrame = 2 / Math.max(1, this.lengths[window] - 1) / (2 * Math.PI);
    const octaves = this.octaves[window];
    if (octaves > 0) return Array.from({ length: octaves }, (_, k) => 2 ** k * Math.PI * perFrame * this.sampleRate);
    const terms = this.harmonics[window];
    if (terms > 0) return Array.from({ length: terms }, (_, k) => (k + 1) * Math.PI / 2 * perFrame * this.sampleRate);
    if (this.kind.wave === undefined && !this.kind.joint?.omegas) return [];
    const [{ weight, omega: factor }, ...above] = this.layers(window);
    const passed = this.kind.joint?.passed !== undefined;
    const omega = passed ? factor / Math.sqrt(above.length) : factor;
    const waves = passed ? weight.subarray(0, above.length * above[0].in) : weight;
    return Array.from(waves, (w) => Math.abs(w) * omega * perFrame * this.sampleRate);
  }

  /** The latest window that has begun at an instant in frames. */
  windowAt(instant) {
    let low = 0;
    let high = this.first.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.first[middle] <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Amplitudes at instants, or their derivatives with respect to time in frames.
   *
   * @param {ArrayLike<number>} instants in frames, possibly fractional, preferably in time order
   * @param {number} order 0, 1 or 2
   * @param {Float64Array[]} [into] of each channel
   * @returns {Float64Array[]} of each channel
   */
  evaluate(instants, order = 0, into, count = instants.length) {
    const out = into ?? Array.from({ length: this.channels }, () => new Float64Array(count));
    for (let from = 0; from < count;) {
      const window = this.windowAt(instants[from]);
      const begin = window > 0 ? this.first[window] : -Infinity;
      const end = window + 1 < this.first.length ? this.first[window + 1] : Infinity;
      let to = from + 1;
      while (to < count && to - from < TILE && instants[to] >= begin && instants[to] < end) to++;
      this.tile(window, instants, from, to, order, out);
      from = to;
    }
    return out;
  }

  /** Instants of one window, cross-faded with the previous window in their overlap. */
  tile(window, instants, from, to, order, out) {
    const count = to - from;
    const later = this.network(window, instants, from, count, order, 0);
    const before = window > 0 ? this.first[window - 1] + this.lengths[window - 1] - 1 : -Infinity;
    let shared = false;
    for (let i = from; i < to && !shared; i++) shared = instants[i] < before;
    const earlier = shared ? this.network(window - 1, instants, from, count, order, 1) : null;
    const span = before - this.first[window];
    for (let c = 0; c < this.channels; c++) {
      for (let i = 0; i < count; i++) {
        const at = i * this.channels + c;
        const instant = instants[from + i];
        let value = later[order][at];
        if (earlier !== null && instant < before) {
          const s = Math.max(0, (instant - this.first[window]) / span);
          value = faded(s, span, order, at, later, earlier);
        }
        out[c][from + i] = this.scale * value;
      }
    }
  }

  /** A window's outputs and their derivatives up to an order, each [instants][channels]. */
  network(window, instants, from, count, order, slot) {
    const layers = this.layers(window);
    const step = 2 / Math.max(1, this.lengths[window] - 1);
    let jets = this.buffers(slot, "x", order, TILE * Math.max(1, 2 * this.octaves[window]));
    for (let i = 0; i < count; i++) {
      jets[0][i] = -1 + step * (instants[from + i] - this.first[window]);
      if (order > 0) jets[1][i] = step;
      if (order > 1) jets[2][i] = 0;
    }
    if (this.octaves[window] > 0) {
      jets = encoded(jets, count, order, this.octaves[window], step, this.buffers(
        slot, "e", order, TILE * 2 * this.octaves[window]));
    }
    if (this.sigma[window] > 0) {
      jets = drawn(jets, count, order, this.draws, this.sigma[window], step, this.buffers(
        slot, "e", order, TILE * 2 * this.draws.length));
    }
    if (this.harmonics[window] > 0) {
      jets = series(jets, count, order, this.harmonics[window], step, this.buffers(
        slot, "e", order, TILE * 2 * this.harmonics[window]));
    }
    const grid = Object.fromEntries(Object.entries(this.grids).map(([name, all]) => [name, all[window]]));
    if (grid.levels > 0) {
      layers.table ??= this.tables(window);
      jets = interpolated(jets, count, order, grid, layers.table, step, this.buffers(
        slot, "e", order, TILE * grid.levels * grid.features));
    }
    const kept = [];
    for (let k = 0; k < layers.length; k++) {
      const layer = layers[k];
      const next = this.buffers(slot, k, order, TILE * layer.out);
      for (let d = 0; d <= order; d++) {
        multiply(layer, jets[d], next[d], count, d === 0);
      }
      if (k < layers.length - 1 && this.kind.joint !== undefined) {
        const at = { index: k, hidden: layers.length - 1, omega: layer.omega, shape: this.shape[window], kept };
        jets = joined(this.kind.joint, next, layer.out, count, order, at,
          (out) => this.buffers(slot, `a${k}`, order, TILE * out)).jets;
        continue;
      }
      if (k < layers.length - 1) {
        activate(next, count * layer.out, order, layer.omega, this.kind.wave, this.shape[window]);
      }
      jets = next;
    }
    return jets;
  }

  buffers(slot, key, order, size) {
    const name = `${slot}.${key}`;
    let jets = this.shapes.get(name);
    if (jets === undefined || jets.length <= order || jets[0].length < size) {
      jets = Array.from({ length: order + 1 }, () => new Float64Array(size));
      this.shapes.set(name, jets);
    }
    return jets;
  }
}

/** The raised-cosine cross-fade of two windows, s = 0 … 1 over their shared frames, and its derivatives. */
function faded(s, span, order, at, later, earlier) {
  const w = Math.sin(Math.PI / 2 * s) ** 2;
  const d0 = later[0][at] - earlier[0][at];
  if (order === 0) return earlier[0][at] + w * d0;
  const w1 = Math.PI / 2 / span * Math.sin(Math.PI * s);
  const d1 = later[1][at] - earlier[1][at];
  if (order === 1) return earlier[1][at] + w * d1 + w1 * d0;
  const w2 = Math.PI ** 2 / 2 / span ** 2 * Math.cos(Math.PI * s);
  return earlier[2][at] + w * (later[2][at] - earlier[2][at]) + 2 * w1 * d1 + w2 * d0;
}

/** out[i][o] = bias[o] + Σ weight[o][j]·x[i][j], four instants at a time. */
function multiply({ weight, bias, in: width, out: rows }, x, out, count, biased) {
  for (let o = 0; o < rows; o++) {
    const row = o * width;
    const b = biased ? bias[o] : 0;
    let i = 0;
    for (; i + 4 <= count; i += 4) {
      let a0 = b, a1 = b, a2 = b, a3 = b;
      let p = i * width;
      for (let j = 0; j < width; j++, p++) {
        const w = weight[row + j];
        a0 += w * x[p];
        a1 += w * x[p + width];
        a2 += w * x[p + 2 * width];
        a3 += w * x[p + 3 * width];
      }
      out[i * rows + o] = a0;
      out[(i + 1) * rows + o] = a1;
      out[(i + 2) * rows + o] = a2;
      out[(i + 3) * rows + o] = a3;
    }
    for (; i < count; i++) {
      let a = b;
      for (let j = 0; j < width; j++) a += weight[row + j] * x[i * width + j];
      out[i * rows + o] = a;
    }
  }
}
