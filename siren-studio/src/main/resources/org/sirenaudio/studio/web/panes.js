// Waveforms at any zoom, the time ruler, and the strip of windows.
import { clock, colour, surface } from "./dom.js";

const DOTS_FROM = 6;
const SINC = 48;
const CURVES = [[null, 0], ["first", 1], ["second", 2]];

/** The ruler above the panes. */
export function drawRuler(canvas, axis) {
  const { g, width, height } = surface(canvas);
  const { step, list } = axis.ticks(Math.max(2, width / 110));
  g.textBaseline = "top";
  for (const seconds of list) {
    const x = axis.toX(seconds * axis.sampleRate, width);
    g.fillStyle = colour("grid");
    g.fillRect(x, 0, 1, height);
    g.fillStyle = colour("muted");
    const text = clock(seconds, step);
    if (x + 4 + g.measureText(text).width < width) g.fillText(text, x + 4, 3);
  }
}

export function verticals(g, axis, width, height) {
  g.fillStyle = colour("grid");
  for (const seconds of axis.ticks(Math.max(2, width / 110)).list) {
    g.fillRect(axis.toX(seconds * axis.sampleRate, width), 0, 1, height);
  }
  g.fillRect(0, height / 2, width, 1);
}

/**
 * One channel's waveforms.
 *
 * @param lines of {colour, ranges(width, columns), span(from, count), model, interpolated, outlined, orders}
 * @param gain amplitude at the pane's edge
 * @param unseen spans withheld from the fit, or null
 */
export function drawWaves(canvas, axis, channel, lines, gain, unseen = null) {
  const { g, width, height } = surface(canvas);
  verticals(g, axis, width, height);
  if (unseen !== null) hatch(g, axis, width, height, unseen);
  const y = (value) => height / 2 - value / gain * (height / 2 - 4);
  let whole = true;
  for (const line of lines) {
    g.strokeStyle = g.fillStyle = colour(line.colour);
    if (width / axis.span >= 0.5) {
      whole = near(g, axis, channel, line, width, y, height, unseen) && whole;
    } else {
      whole = far(g, axis, channel, line, width, y) && whole;
    }
  }
  return whole;
}

/** More frames than pixels: the range of each column. */
function far(g, axis, channel, line, width, y) {
  const columns = Math.ceil(width);
  const perColumn = axis.span / width;
  const ranges = line.ranges(axis.from, perColumn, columns, channel);
  if (ranges === null) return false;
  if (line.outlined) {
    // Over the recording only the extremes are marked, so as not to hide it.
    g.beginPath();
    for (let i = 0; i < 2 * columns; i++) g.rect(Math.floor(i / 2), y(ranges[i]) - 0.75, 1, 1.5);
    g.fill();
    return true;
  }
  g.beginPath();
  for (let x = 0; x < columns; x++) {
    const top = y(ranges[2 * x + 1]);
    g.rect(x, top, 1, Math.max(1, y(ranges[2 * x]) - top));
  }
  g.fill();
  return true;
}

/** More pixels than frames: lines, dots at the samples, the model at every pixel. */
function near(g, axis, channel, line, width, y, height, unseen) {
  if (line.model !== undefined) {
    curves(g, axis, channel, line, width, y, height);
    return true;
  }
  const from = Math.floor(axis.from) - SINC;
  const count = Math.ceil(axis.span) + 2 * SINC + 2;
  const samples = line.span(channel, from, count);
  if (samples === null) return false;
  const spacing = width / axis.span;
  if (line.interpolated && spacing >= DOTS_FROM) {
    interpolation(g, axis, samples, from, width, y);
  } else if (spacing < DOTS_FROM || line.joined) {
    path(g, count, (i) => [axis.toX(from + i, width), y(samples[i])]);
  }
  if (spacing >= DOTS_FROM) {
    for (let i = 0; i < count; i++) {
      const x = axis.toX(from + i, width);
      if (x < -8 || x > width + 8) continue;
      g.beginPath();
      g.arc(x, y(samples[i]), Math.min(5, 1 + spacing / 8), 0, 2 * Math.PI);
      if (unseen?.has(from + i)) g.stroke();
      else g.fill();
    }
  }
  return true;
}

/** The band-limited interpolation of the samples. */
function interpolation(g, axis, samples, from, width, y) {
  g.setLineDash([5, 4]);
  g.lineWidth = 1.2;
  path(g, Math.ceil(width) + 1, (x) => {
    const frame = axis.toFrame(x, width);
    const first = Math.floor(frame);
    let sum = 0;
    for (let k = -SINC + 1; k < SINC; k++) {
      const d = frame - (first + k);
      const taper = Math.cos(Math.PI * d / (2 * SINC)) ** 2;
      sum += taper * (d === 0 ? 1 : Math.sin(Math.PI * d) / (Math.PI * d)) * (samples[first + k - from] ?? 0);
    }
    return [x, y(sum)];
  });
  g.setLineDash([]);
}

/** A model and its derivatives, evaluated at every pixel; derivatives are scaled to fit. */
function curves(g, axis, channel, line, width, y, height) {
  const { model } = line;
  const count = Math.ceil(width) + 1;
  const instants = Float64Array.from({ length: count }, (_, x) => Math.min(model.frames - 1, axis.toFrame(x, width)));
  for (const [name, order] of CURVES) {
    if (order > 0 && !line.orders.includes(order)) continue;
    const values = model.evaluate(instants, order)[Math.min(channel, model.channels - 1)];
    const most = values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-12);
    g.strokeStyle = colour(name ?? line.colour);
    g.lineWidth = order === 0 ? 1.8 : 1.2;
    path(g, count, (x) => [x, order === 0 ? y(values[x]) : height / 2 - values[x] / most * (height / 2 - 8)]);
  }
  g.lineWidth = 1;
}

/** Spans of frames, end exclusive, in order. */
export class Stretches {
  /** @param {Int32Array} pairs */
  constructor(pairs) {
    this.pairs = pairs;
  }

  /** Parses a model file's list, such as 800+80,1600+80; null if there is none. */
  static of(text) {
    if (text === undefined) return null;
    return new Stretches(Int32Array.from(text.split(",").flatMap((one) => {
      const [first, count] = one.split("+").map(Number);
      return [first, first + count];
    })));
  }

  get count() {
    return this.pairs.length / 2;
  }

  /** The first span that ends after a frame. */
  after(frame) {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pairs[2 * middle + 1] > frame) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  has(frame) {
    const k = this.after(frame);
    return k < this.count && this.pairs[2 * k] <= frame;
  }
}

/** Withheld spans, as a hatched shade. */
function hatch(g, axis, width, height, unseen) {
  let drawn = -1;
  for (let k = unseen.after(axis.from); k < unseen.count && unseen.pairs[2 * k] <= axis.to; k++) {
    const from = Math.max(0, axis.toX(unseen.pairs[2 * k] - 0.5, width));
    const to = Math.min(width, axis.toX(unseen.pairs[2 * k + 1] - 0.5, width));
    if (to <= drawn) continue;
    drawn = Math.max(to, from + 1);
    g.fillStyle = colour("unseen");
    g.fillRect(from, 0, Math.max(1, to - from), height);
    if (to - from < 24) continue;
    g.strokeStyle = colour("line");
    for (let x = from - height; x < to; x += 12) {
      const a = Math.max(0, from - x);
      const b = Math.min(height, to - x);
      if (b > a) path(g, 2, (i) => i === 0 ? [x + a, height - a] : [x + b, height - b]);
    }
    g.fillStyle = colour("muted");
    const text = "held out";
    if (to - from > g.measureText(text).width + 8) g.fillText(text, from + 4, height - 6);
  }
}

function path(g, count, point) {
  g.beginPath();
  for (let i = 0; i < count; i++) {
    const [x, y] = point(i);
    if (i === 0) g.moveTo(x, y);
    else g.lineTo(x, y);
  }
  g.stroke();
}

/** Ranges of columns from samples, where columns are short. */
export function rangesOf(samples, from, perColumn, columns, start) {
  const out = new Float32Array(2 * columns);
  for (let x = 0; x < columns; x++) {
    const first = Math.max(0, Math.floor(from + x * perColumn) - start);
    const end = Math.min(samples.length, Math.max(first + 1, Math.ceil(from + (x + 1) * perColumn) - start));
    let low = samples[first] ?? 0;
    let high = low;
    for (let i = first + 1; i < end; i++) {
      if (samples[i] < low) low = samples[i];
      if (samples[i] > high) high = samples[i];
    }
    out[2 * x] = low;
    out[2 * x + 1] = high;
  }
  return out;
}

/** A window's SNR as a colour from red through grey to blue. */
export function shade(db) {
  if (!Number.isFinite(db)) return colour("muted");
  const part = Math.min(1, Math.max(0, db / 60));
  return `oklch(${0.58 + 0.2 * part} 0.15 ${25 + 225 * part})`;
}

/** The windows as a strip, coloured by SNR, with height proportional to parameters. */
export function drawStrip(canvas, axis, model, snr) {
  const { g, width, height } = surface(canvas);
  const first = model.windowAt(axis.from);
  const last = model.windowAt(axis.to);
  const step = Math.max(1, Math.floor((last - first) / width));
  let most = 1;
  for (let i = first; i <= last; i += step) most = Math.max(most, model.size(i));
  for (let i = first; i <= last; i += step) {
    const from = axis.toX(model.first[i], width);
    const next = i + step < model.windows ? model.first[i + step] : model.frames;
    const to = axis.toX(next, width);
    const tall = Math.max(4, model.size(i) / most * height);
    g.fillStyle = shade(snr(model.first[i], next));
    g.fillRect(from, height - tall, Math.max(1, to - from - (to - from > 3 ? 1 : 0)), tall);
  }
}
