// Activations: value, first and second derivative.

import { JOINTS } from "./joint.js";

const PI_HIGH = 3.1415926218032837;
const PI_LOW = 3.178650954705639e-8;

/** Replaces an argument's value and derivatives by the activation's, [count] each. */
export function activate(u, count, order, omega, wave, shape) {
  const value = u[0];
  if (wave === undefined) {
    for (let i = 0; i < count; i++) {
      if (!(value[i] > 0)) for (let d = 0; d <= order; d++) u[d][i] = 0;
    }
    return;
  }
  if (order === 0 && wave === sineWave) {
    for (let i = 0; i < count; i++) value[i] = sine(omega * value[i]);
    return;
  }
  for (let i = 0; i < count; i++) {
    const [f, f1, f2] = wave(value[i], omega, shape);
    if (order > 1) u[2][i] = f2 * u[1][i] * u[1][i] + f1 * u[2][i];
    if (order > 0) u[1][i] *= f1;
    value[i] = f;
  }
}

// docs/format.md has the formulas.

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

/** Per kind, its activation and the name of its shape parameter. */
export const KINDS = {
  siren: { wave: sineWave },
  finer: { wave: finerWave, shape: "bias_range" },
  gaussian: { wave: gaussianWave },
  wire: { wave: gaborWave, shape: "spread" },
  hosc: { wave: hoscWave, shape: "sharpness" },
  relu: {},
  ...Object.fromEntries(Object.entries(JOINTS).map(([name, joint]) => [name, { joint, shape: joint.shape }])),
};

/** Error below 6·10⁻⁸ for phases up to 10⁷: π in two parts, then the Taylor series on ±π/2. */
function sine(x) {
  const turns = Math.floor(x * (1 / Math.PI) + 0.5);
  const r = x - turns * PI_HIGH - turns * PI_LOW;
  const q = r * r;
  const s = r * (1 + q * (-1 / 6 + q * (1 / 120 + q * (-1 / 5040
    + q * (1 / 362880 - q * (1 / 39916800))))));
  return (turns & 1) === 0 ? s : -s;
}
