// Input encodings and their derivatives with respect to the coordinate.

/** sin and cos of 2^k·π·x for each octave k, and their derivatives. */
export function encoded(x, count, order, octaves, step, out) {
  return waves(x, count, order, Array.from({ length: octaves }, (_, k) => 2 ** k), step, out);
}

/** sin and cos of k·π/2·x for each harmonic k, and their derivatives. */
export function series(x, count, order, harmonics, step, out) {
  return waves(x, count, order, Array.from({ length: harmonics }, (_, k) => (k + 1) / 2), step, out);
}

/** sin and cos of π·rate·x for each rate. */
function waves(x, count, order, rates, step, out) {
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < rates.length; k++) {
      const at = i * 2 * rates.length + 2 * k;
      const turn = (x[0][i] * rates[k]) % 2;
      const s = Math.sin(Math.PI * turn);
      const c = Math.cos(Math.PI * turn);
      const r = rates[k] * Math.PI * step;
      out[0][at] = s;
      out[0][at + 1] = c;
      if (order > 0) { out[1][at] = r * c; out[1][at + 1] = -r * s; }
      if (order > 1) { out[2][at] = -r * r * s; out[2][at + 1] = -r * r * c; }
    }
  }
  return out;
}

/** cos and sin of 2π·B·x for the random frequencies B = sigma · draw, and their derivatives. */
export function drawn(x, count, order, draws, sigma, step, out) {
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

/** Features of grids over −1 … 1, interpolated, and their derivatives. */
export function interpolated(x, count, order, { levels, features, coarsest, finest }, { weight, bias }, step, out) {
  const width = levels * features;
  let first = 0;
  for (let l = 0; l < levels; l++) {
    const cells = Math.floor(coarsest * (finest / coarsest) ** (l / Math.max(1, levels - 1)) + 1e-6);
    for (let i = 0; i < count; i++) {
      const place = (x[0][i] + 1) / 2 * cells;
      const cell = Math.min(cells - 1, Math.max(0, Math.floor(place)));
      for (let f = 0; f < features; f++) {
        const low = weight[(first + cell) * features + f];
        const rise = weight[(first + cell + 1) * features + f] - low;
        const at = i * width + l * features + f;
        out[0][at] = bias[l * features + f] + low + (place - cell) * rise;
        if (order > 0) out[1][at] = rise * cells / 2 * step;
        if (order > 1) out[2][at] = 0;
      }
    }
    first += cells + 1;
  }
  return out;
}

/** Normal numbers from the SplitMix64 sequence of a seed. */
export function draws(count, seed) {
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
