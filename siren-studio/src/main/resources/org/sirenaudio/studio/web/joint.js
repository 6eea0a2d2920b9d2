// Joint activations. A jet is a value with its first and second derivatives.

const product = (a, b) => [a[0] * b[0], a[1] * b[0] + a[0] * b[1], a[2] * b[0] + 2 * a[1] * b[1] + a[0] * b[2]];
const times = (a, k) => [k * a[0], k * a[1], k * a[2]];
const plus = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const through = (u, f, f1, f2) => [f, f1 * u[1], f2 * u[1] * u[1] + f1 * u[2]];
const sin = (u) => through(u, Math.sin(u[0]), Math.cos(u[0]), -Math.sin(u[0]));
const cos = (u) => through(u, Math.cos(u[0]), -Math.sin(u[0]), -Math.cos(u[0]));
const exp = (u) => through(u, Math.exp(u[0]), Math.exp(u[0]), Math.exp(u[0]));

/** exp(i·omega·z − |spread·z|²), real and imaginary parts; z is real in the first layer. */
function complexGabor(u, { index, omega, shape }) {
  let fall = times(product(u[0], u[0]), -shape * shape);
  if (index > 0) fall = plus(plus(fall, times(product(u[1], u[1]), -shape * shape)), times(u[1], -omega));
  const size = exp(fall);
  const phase = times(u[0], omega);
  return [product(size, cos(phase)), product(size, sin(phase))];
}

/** Expands a complex matrix, stored as real rows followed by imaginary rows, to a real one. */
function unfolded({ in: columns, out: rows, weight, bias }) {
  const half = rows / 2;
  const full = new Float64Array(rows * 2 * columns);
  for (let n = 0; n < half; n++) {
    for (let k = 0; k < columns; k++) {
      const re = weight[n * columns + k];
      const im = weight[(half + n) * columns + k];
      full[n * 2 * columns + k] = re;
      full[n * 2 * columns + columns + k] = -im;
      full[(half + n) * 2 * columns + k] = im;
      full[(half + n) * 2 * columns + columns + k] = re;
    }
  }
  return { in: 2 * columns, out: rows, weight: full, bias };
}

const terms = (index, shape) => Math.max(1, shape - 2 * index);

/** sin(u), cos(u), sin(2u) and so on. */
function harmonics([u], { index, shape }) {
  const given = [];
  for (let k = 1; k <= terms(index, shape); k++) given.push(sin(times(u, k)), cos(times(u, k)));
  return given;
}

/** All filters of a multiplicative network in the first layer, with or without Gaussians. */
const filters = (bells) => (u, { omega, hidden }) => Array.from({ length: hidden }, (_, f) => {
  const wave = sin(times(u[f], omega / Math.sqrt(hidden)));
  if (!bells) return wave;
  const v = times(u[hidden + f], omega / Math.sqrt(hidden));
  return product(wave, exp(times(product(v, v), -1)));
});

const filtered = (bells) => ({
  apply: (u, at) => (at.index === 0 ? filters(bells)(u, at) : [product(u[0], at.filters[at.index])]),
  inputs: (index, hidden) => (index > 0 ? 1 : bells ? 2 * hidden : hidden),
  passed: 1,
  omegas: true,
});

/** Per kind, its function of blocks of features, and the number of blocks. */
export const JOINTS = {
  "wire-complex": {
    shape: "spread",
    apply: complexGabor,
    inputs: (index) => (index > 0 ? 2 : 1),
    unfold: (layer, index, hidden) => (index > 0 && index < hidden ? unfolded(layer) : layer),
    omegas: true,
  },
  "fourier-kan": { shape: "harmonics", apply: harmonics, inputs: () => 1 },
  "mfn-fourier": filtered(false),
  "mfn-gabor": filtered(true),
};

/** A layer's output.
 *
 * @param u jets of its linear part, [order + 1][count · rows]
 * @param at its index, omega, the kind's shape, the number of hidden layers, and the
 *     filters' outputs per feature and instant (written by the first layer)
 * @param take allocates jets of a given size
 * @returns {{jets: Float64Array[], out: number}}
 */
export function joined(joint, u, rows, count, order, at, take) {
  const inputs = joint.inputs(at.index, at.hidden);
  const width = rows / inputs;
  let jets = null;
  let out = 0;
  for (let i = 0; i < count; i++) {
    for (let n = 0; n < width; n++) {
      const blocks = Array.from({ length: inputs }, (_, b) => {
        const from = i * rows + b * width + n;
        return [u[0][from], order > 0 ? u[1][from] : 0, order > 1 ? u[2][from] : 0];
      });
      const given = joint.apply(blocks, { ...at, filters: at.kept[i * width + n] });
      if (at.index === 0) at.kept[i * width + n] = given;
      if (jets === null) {
        out = width * (joint.passed ?? given.length);
        jets = take(out);
      }
      for (let b = 0; b < out / width; b++) {
        for (let d = 0; d <= order; d++) jets[d][i * out + b * width + n] = given[b][d];
      }
    }
  }
  return { jets, out };
}
