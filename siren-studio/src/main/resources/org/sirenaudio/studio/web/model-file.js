// The tensors and metadata of a model file; docs/format.md describes it.

const TYPES = {
  F64: [8, Float64Array], F32: [4, Float32Array], I64: [8, BigInt64Array],
  I32: [4, Int32Array], I16: [2, Int16Array],
};

export function readTensors(buffer) {
  const bytes = buffer.byteLength;
  const length = bytes < 8 ? 0 : Number(new DataView(buffer).getBigUint64(0, true));
  if (!(length > 1 && length <= bytes - 8)) throw new Error("the file is not a model, or is truncated");
  let header;
  try {
    header = JSON.parse(text(new Uint8Array(buffer, 8, length)));
  } catch {
    throw new Error("the model's header is invalid");
  }
  const { __metadata__: meta = {}, ...entries } = header;
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(entries)) {
    if (!(dtype in TYPES)) throw new Error(`the model has values of the unknown type ${dtype}`);
    const [size, Kind] = TYPES[dtype];
    const count = shape.reduce((a, b) => a * b, 1);
    const begin = 8 + length + from;
    if (!(from >= 0 && to - from === count * size && 8 + length + to <= bytes)) {
      throw new Error(`the model is truncated or damaged at ${name}`);
    }
    const values = begin % size === 0 ? new Kind(buffer, begin, count)
      : new Kind(buffer.slice(begin, begin + count * size));
    tensors.set(name, { shape, values });
  }
  return { meta, tensors };
}

/** Decodes UTF-8, also in an AudioWorklet, which has no TextDecoder. */
function text(utf8) {
  if (typeof TextDecoder === "function") return new TextDecoder("utf-8", { fatal: true }).decode(utf8);
  const parts = [];
  for (const byte of utf8) parts.push(byte < 128 ? String.fromCharCode(byte) : `%${byte.toString(16)}`);
  return parts.join("").replace(/(%[89a-f][0-9a-f])+/g, decodeURIComponent);
}

export function positive(meta, key) {
  const value = Number(meta[key]);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`the model has ${key} ${meta[key]}`);
  return value;
}

export function choice(meta, key, known, otherwise) {
  const value = meta[key] ?? otherwise;
  if (!(value in known)) throw new Error(`the model's ${key} is ${value}, which this page does not support`);
  return known[value];
}

function tensor(tensors, name) {
  const found = tensors.get(name);
  if (found === undefined) throw new Error(`the model lacks ${name}`);
  return found;
}

export function places(meta, tensors, frames) {
  if (tensors.has("windows.first_frame")) {
    return {
      first: Float64Array.from(tensor(tensors, "windows.first_frame").values, Number),
      lengths: Float64Array.from(tensor(tensors, "windows.frames").values),
    };
  }
  const pairs = (meta.windows ?? `0+${frames}`).split(",").map((pair) => pair.split("+").map(Number));
  return { first: Float64Array.from(pairs, (p) => p[0]), lengths: Float64Array.from(pairs, (p) => p[1]) };
}

export function numbers(meta, tensors, name, windows) {
  const stored = tensors.get(`windows.${name}`);
  if (stored !== undefined) return Float64Array.from(stored.values);
  const list = String(meta[name] ?? 0).split(",").map(Number);
  return Float64Array.from({ length: windows }, (_, i) => list[list.length === 1 ? 0 : i]);
}

/** Version 2: one row of all parameters per window. */
export function flatParts(meta, tensors) {
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

/** Versions 1 and 3: tensors with PyTorch's names, single or stacked. */
export function namedParts(meta, tensors) {
  const stacks = tensors.get("windows.stack")?.values;
  const rows = tensors.get("windows.row")?.values;
  const widths = tensors.get("windows.hidden_features")?.values;
  return (window) => {
    const prefix = stacks !== undefined ? `stacks.${stacks[window]}.`
      : window > 0 ? `segments.${window}.` : "";
    const row = rows === undefined ? 0 : rows[window];
    const scales = tensors.get(`${prefix}scales`);
    const before = tensors.has(`${prefix}encoding.weight`) ? 2 : 0;
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
        : scales.values[row * scales.shape.at(-1) + before + p];
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

/** The table [nodes · features] and bias of a window's grid. */
export function tableOf(tensors, window) {
  const stacks = tensors.get("windows.stack")?.values;
  const prefix = stacks !== undefined ? `stacks.${stacks[window]}.` : "";
  const row = tensors.get("windows.row")?.values[window] ?? 0;
  const scales = tensors.get(`${prefix}scales`);
  const [weight, bias] = ["weight", "bias"].map((part, p) => {
    const { shape, values } = tensor(tensors, `${prefix}encoding.${part}`);
    const size = part === "weight" ? shape.at(-1) * shape.at(-2) : shape.at(-1);
    const scale = scales === undefined ? 1 : scales.values[row * scales.shape.at(-1) + p];
    return Float64Array.from({ length: size }, (_, i) => Math.fround(values[row * size + i] * scale));
  });
  return { weight, bias };
}
