// Reads a Siren model and evaluates it at any instants. No dependencies; docs/format.md describes the file.
//
//   const model = Model.parse(await (await fetch("speech.safetensors")).arrayBuffer());
//   const [left] = model.evaluate([0, 0.5, 1]);          // amplitudes at frames 0, 0.5 and 1
//   const [slope] = model.evaluate([0, 0.5, 1], 1);      // their first derivative, per frame

const TYPES = {
  F64: [8, Float64Array], F32: [4, Float32Array], I64: [8, BigInt64Array],
  I32: [4, Int32Array], I16: [2, Int16Array],
};
const PI_HIGH = 3.1415926218032837;
const PI_LOW = 3.178650954705639e-8;
const TILE = 64;
const LOADED = 64;

/** A recording as a function of time: one or more networks, cross-faded where they overlap. */
export class Model {
  /** @param {ArrayBuffer} buffer of a model file @throws {Error} one line on what is wrong with it */
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
    if (!["none", "positional", "fourier"].includes(meta.encoding ?? "none")) {
      throw new Error(`the model has the encoding ${meta.encoding}, which this page does not know`);
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
    this.sigma = number("encoding_sigma");
    this.draws = draws(number("encoding_frequencies")[0], number("encoding_seed")[0]);
    this.loaded = new Map();
    this.shapes = new Map();
  }

  get windows() {
    return this.first.length;
  }

  /** Parameters of a window's network. */
  size(window) {
    this.sizes ??= new Int32Array(this.windows);
    if (this.sizes[window] === 0) {
      this.sizes[window] = this.layers(window).reduce((sum, l) => sum + l.weight.length + l.bias.length, 0);
    }
    return this.sizes[window];
  }

  /** Layers of a window's network, as arrays of doubles; the latest ones stay loaded. */
  layers(window) {
    let layers = this.loaded.get(window);
    if (layers === undefined) {
      layers = this.parts(window);
      const hidden = layers.length - 1;
      layers.forEach((layer, k) => {
        layer.omega = this.kind.wave === undefined || k === hidden ? 0
          : (k === 0 ? this.firstOmega : this.hiddenOmega)[window];
      });
      if (this.loaded.size >= LOADED) this.loaded.delete(this.loaded.keys().next().value);
      this.loaded.set(window, layers);
    }
    return layers;
  }

  /** Gives a window other omegas, to hear and see what they do. */
  setOmegas(window, first, hidden) {
    this.firstOmega[window] = first;
    this.hiddenOmega[window] = hidden;
    this.loaded.delete(window);
  }

  /**
   * What each layer of a window's network gives at instants, the last one's outputs times the scale.
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
        traced[k] ??= { out: layer.out, values: new Float64Array(instants.length * layer.out) };
        const jets = this.buffers(0, k, 0, TILE * layer.out);
        const values = jets[0].subarray(0, count * layer.out);
        const unit = k < layers.length - 1 ? 1 : this.scale;
        for (let i = 0; i < values.length; i++) traced[k].values[from * layer.out + i] = unit * values[i];
      });
    }
    return traced;
  }

  /** Frequencies of a window's first layer, or of its encoding, in Hz: none of ReLU on plain time. */
  firstFrequencies(window) {
    const perFrame = 2 / Math.max(1, this.lengths[window] - 1) / (2 * Math.PI);
    const octaves = this.octaves[window];
    if (octaves > 0) return Array.from({ length: octaves }, (_, k) => 2 ** k * Math.PI * perFrame * this.sampleRate);
    if (this.relu) return [];
    const [{ weight, omega }] = this.layers(window);
    return Array.from(weight, (w) => Math.abs(w) * omega * perFrame * this.sampleRate);
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

  /**
   * Amplitudes at instants, or their derivatives by time in frames.
   *
   * @param {ArrayLike<number>} instants in frames, whole or not, best in order of time
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

  /** Instants of one window, cross-faded with the window before where they overlap. */
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
    for (let k = 0; k < layers.length; k++) {
      const layer = layers[k];
      const next = this.buffers(slot, k, order, TILE * layer.out);
      for (let d = 0; d <= order; d++) {
        multiply(layer, jets[d], next[d], count, d === 0);
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

/** sin and cos of 2^k·π·x for each octave k, and their derivatives. */
function encoded(x, count, order, octaves, step, out) {
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < octaves; k++) {
      const at = i * 2 * octaves + 2 * k;
      const rate = 2 ** k * Math.PI;
      const turn = (x[0][i] * 2 ** k) % 2;
      const s = Math.sin(Math.PI * turn);
      const c = Math.cos(Math.PI * turn);
      const r = rate * step;
      out[0][at] = s;
      out[0][at + 1] = c;
      if (order > 0) { out[1][at] = r * c; out[1][at + 1] = -r * s; }
      if (order > 1) { out[2][at] = -r * r * s; out[2][at + 1] = -r * r * c; }
    }
  }
  return out;
}

/** cos and sin of 2π·B·x for the random frequencies B = sigma · draw, and their derivatives. */
function drawn(x, count, order, draws, sigma, step, out) {
  for (let k = 0; k < draws.length; k++) {
    const b = Math.fround(sigma * draws[k]);
    const r = 2 * Math.PI * b * step;
    for (let i = 0; i < count; i++) {
      const at = i * 2 * draws.length + 2 * k;
      const turn = (x[0][i] * b) % 1;
      const s = Math.sin(2 * Math.PI * turn);
      const c = Math.cos(2 * Math.PI * turn);
      out[0][at] = c;
      out[0][at + 1] = s;
      if (order > 0) { out[1][at] = -r * s; out[1][at + 1] = r * c; }
      if (order > 1) { out[2][at] = -r * r * c; out[2][at + 1] = -r * r * s; }
    }
  }
  return out;
}

/** Normal numbers from the SplitMix64 sequence of a seed. */
function draws(count, seed) {
  let state = BigInt.asUintN(64, BigInt(seed));
  const fraction = () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53;
  };
  return Float64Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - fraction()));
    return radius * Math.cos(2 * Math.PI * fraction());
  });
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

function activate(u, count, order, omega, wave, shape) {
  const value = u[0];
  if (wave === undefined) {
    for (let i = 0; i < count; i++) {
      if (!(value[i] > 0)) for (let d = 0; d <= order; d++) u[d][i] = 0;
    }
    return;
  }
  if (wave !== sineWave) {
    for (let i = 0; i < count; i++) {
      const [f, f1, f2] = wave(value[i], omega, shape);
      if (order > 1) u[2][i] = f2 * u[1][i] * u[1][i] + f1 * u[2][i];
      if (order > 0) u[1][i] *= f1;
      value[i] = f;
    }
    return;
  }
  if (order === 0) {
    for (let i = 0; i < count; i++) value[i] = sine(omega * value[i]);
    return;
  }
  for (let i = 0; i < count; i++) {
    const s = Math.sin(omega * value[i]);
    const c = omega * Math.cos(omega * value[i]);
    const slope = u[1][i];
    if (order > 1) u[2][i] = c * u[2][i] - omega * omega * s * slope * slope;
    u[1][i] = c * slope;
    value[i] = s;
  }
}

// Activations of u: value, first and second derivative. docs/format.md has their formulas.

function sineWave(u, omega) {
  const s = Math.sin(omega * u);
  return [s, omega * Math.cos(omega * u), -omega * omega * s];
}

function finerWave(u, omega) {
  const rate = omega * (2 * Math.abs(u) + 1);
  const phase = omega * (Math.abs(u) + 1) * u;
  const s = Math.sin(phase);
  const c = Math.cos(phase);
  return [s, rate * c, 2 * omega * Math.sign(u) * c - rate * rate * s];
}

function gaussianWave(u, omega) {
  const e = Math.exp(-((omega * u) ** 2));
  const w2 = omega * omega;
  return [e, -2 * w2 * u * e, (4 * w2 * u * u - 2) * w2 * e];
}

function gaborWave(u, omega, spread) {
  const z = omega * u;
  const e = Math.exp(-((spread * u) ** 2));
  const d1 = 2 * spread * spread;
  const d = d1 * u;
  const s = Math.sin(z);
  const c = Math.cos(z);
  return [c * e, -e * (omega * s + d * c), e * ((d * d - d1 - omega * omega) * c + 2 * d * omega * s)];
}

function hoscWave(u, omega, sharpness) {
  const y = Math.tanh(sharpness * Math.sin(omega * u));
  const inner = sharpness * omega * Math.cos(omega * u);
  const bend = -sharpness * omega * omega * Math.sin(omega * u);
  return [y, (1 - y * y) * inner, (1 - y * y) * (bend - 2 * y * inner * inner)];
}

/** Of each kind, its activation and the name of its further number. */
const KINDS = {
  siren: { wave: sineWave },
  finer: { wave: finerWave, shape: "bias_range" },
  gaussian: { wave: gaussianWave },
  wire: { wave: gaborWave, shape: "spread" },
  hosc: { wave: hoscWave, shape: "sharpness" },
  relu: {},
};

/** Within 6·10⁻⁸ for phases up to 10⁷: π in two parts, then the Taylor series on ±π/2. */
function sine(x) {
  const turns = Math.floor(x * (1 / Math.PI) + 0.5);
  const r = x - turns * PI_HIGH - turns * PI_LOW;
  const q = r * r;
  const s = r * (1 + q * (-1 / 6 + q * (1 / 120 + q * (-1 / 5040
    + q * (1 / 362880 - q * (1 / 39916800))))));
  return (turns & 1) === 0 ? s : -s;
}

// The file.

function readTensors(buffer) {
  const bytes = buffer.byteLength;
  const length = bytes < 8 ? 0 : Number(new DataView(buffer).getBigUint64(0, true));
  if (!(length > 1 && length <= bytes - 8)) throw new Error("the file is not a model, or is cut off");
  let header;
  try {
    header = JSON.parse(text(new Uint8Array(buffer, 8, length)));
  } catch {
    throw new Error("the model's header cannot be read");
  }
  const { __metadata__: meta = {}, ...entries } = header;
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(entries)) {
    if (!(dtype in TYPES)) throw new Error(`the model has values of type ${dtype}, which no reader knows`);
    const [size, Kind] = TYPES[dtype];
    const count = shape.reduce((a, b) => a * b, 1);
    const begin = 8 + length + from;
    if (!(from >= 0 && to - from === count * size && 8 + length + to <= bytes)) {
      throw new Error(`the model is cut off, or damaged at ${name}`);
    }
    const values = begin % size === 0 ? new Kind(buffer, begin, count)
      : new Kind(buffer.slice(begin, begin + count * size));
    tensors.set(name, { shape, values });
  }
  return { meta, tensors };
}

/** UTF-8 as text, in an AudioWorklet too, which has no TextDecoder. */
function text(utf8) {
  if (typeof TextDecoder === "function") return new TextDecoder("utf-8", { fatal: true }).decode(utf8);
  const parts = [];
  for (const byte of utf8) parts.push(byte < 128 ? String.fromCharCode(byte) : `%${byte.toString(16)}`);
  return parts.join("").replace(/(%[89a-f][0-9a-f])+/g, decodeURIComponent);
}

function positive(meta, key) {
  const value = Number(meta[key]);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`the model says ${key} ${meta[key]}`);
  return value;
}

function choice(meta, key, known, otherwise) {
  const value = meta[key] ?? otherwise;
  if (!(value in known)) throw new Error(`the model's ${key} is ${value}, which this page does not know`);
  return known[value];
}

function tensor(tensors, name) {
  const found = tensors.get(name);
  if (found === undefined) throw new Error(`the model lacks ${name}`);
  return found;
}

function places(meta, tensors, frames) {
  if (tensors.has("windows.first_frame")) {
    return {
      first: Float64Array.from(tensor(tensors, "windows.first_frame").values, Number),
      lengths: Float64Array.from(tensor(tensors, "windows.frames").values),
    };
  }
  const pairs = (meta.windows ?? `0+${frames}`).split(",").map((pair) => pair.split("+").map(Number));
  return { first: Float64Array.from(pairs, (p) => p[0]), lengths: Float64Array.from(pairs, (p) => p[1]) };
}

function numbers(meta, tensors, name, windows) {
  const stored = tensors.get(`windows.${name}`);
  if (stored !== undefined) return Float64Array.from(stored.values);
  const list = String(meta[name] ?? 0).split(",").map(Number);
  return Float64Array.from({ length: windows }, (_, i) => list[list.length === 1 ? 0 : i]);
}

/** Version 2: a row of all parameters for each window. */
function flatParts(meta, tensors) {
  const stackOf = meta.window_stacks.split(",").map(Number);
  const shapes = meta.stacks.split(",").map((shape) => shape.split("x").map(Number));
  const next = shapes.map(() => 0);
  const rowOf = stackOf.map((stack) => next[stack]++);
  const channels = Number(meta.channels);
  const octaves = numbers(meta, tensors, "encoding_octaves", stackOf.length);
  return (window) => {
    const { shape, values } = tensor(tensors, `stacks.${stackOf[window]}.parameters`);
    const [hidden, depth] = shapes[stackOf[window]];
    const sizes = [2 * octaves[window] || 1, ...Array(depth).fill(hidden), channels];
    let at = rowOf[window] * shape[1];
    return sizes.slice(1).map((out, k) => {
      const weight = Float64Array.from(values.subarray(at, at + out * sizes[k]));
      at += out * sizes[k];
      const bias = Float64Array.from(values.subarray(at, at + out));
      at += out;
      return { in: sizes[k], out, weight, bias };
    });
  };
}

/** Versions 1 and 3: tensors named as PyTorch names them, alone or stacked. */
function namedParts(meta, tensors) {
  const stacks = tensors.get("windows.stack")?.values;
  const rows = tensors.get("windows.row")?.values;
  const widths = tensors.get("windows.hidden_features")?.values;
  return (window) => {
    const prefix = stacks !== undefined ? `stacks.${stacks[window]}.`
      : window > 0 ? `segments.${window}.` : "";
    const row = rows === undefined ? 0 : rows[window];
    const scales = tensors.get(`${prefix}scales`);
    const names = [];
    for (let k = 0; tensors.has(`${prefix}net.${k}.linear.weight`); k++) names.push(`${prefix}net.${k}.linear`);
    names.push(`${prefix}net.${names.length}`);
    return names.map((name, k) => {
      const full = tensor(tensors, `${name}.weight`);
      const [rowsAll, columns] = full.shape.slice(-2);
      const hidden = widths === undefined ? Infinity : widths[window];
      const out = k < names.length - 1 ? Math.min(rowsAll, hidden) : rowsAll;
      const width = k > 0 ? Math.min(columns, hidden) : columns;
      const scale = (p) => scales === undefined ? 1
        : scales.values[row * scales.shape.at(-1) + p];
      const at = row * rowsAll * columns;
      const weight = new Float64Array(out * width);
      for (let o = 0; o < out; o++) {
        for (let j = 0; j < width; j++) {
          weight[o * width + j] = Math.fround(full.values[at + o * columns + j] * scale(2 * k));
        }
      }
      const biases = tensor(tensors, `${name}.bias`).values;
      const bias = Float64Array.from({ length: out },
        (_, o) => Math.fround(biases[row * rowsAll + o] * scale(2 * k + 1)));
      return { in: width, out, weight, bias };
    });
  };
}
