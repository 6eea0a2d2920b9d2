// The lag between two recordings over time.
import { colour, surface } from "./dom.js";
import { verticals } from "./panes.js";

/** Seconds in a readable unit. */
export function small(seconds) {
  const size = Math.abs(seconds);
  const [unit, name] = size >= 1 ? [1, "s"] : size >= 1e-3 ? [1e-3, "ms"] : [1e-6, "µs"];
  return `${Number((seconds / unit).toPrecision(2))} ${name}`;
}

/** Draws the visible lags with their uncertainties.
 *
 * @param lags of [seconds, lag, uncertainty or 0], in order
 * @returns the lag at the pane's edge, in seconds
 */
export function drawLags(canvas, axis, lags, name) {
  const { g, width, height } = surface(canvas);
  verticals(g, axis, width, height);
  const seen = lags.filter(([seconds]) => seconds * axis.sampleRate >= axis.from - axis.span / 20 && seconds * axis.sampleRate <= axis.to + axis.span / 20);
  const edge = 1.1 * seen.reduce((most, [, lag, uncertainty]) => Math.max(most, Math.abs(lag) + uncertainty), 1e-9);
  const y = (value) => height / 2 - value / edge * (height / 2 - 4);
  g.strokeStyle = g.fillStyle = colour(name);
  const bar = Math.max(1, Math.min(5, 0.6 * width / Math.max(1, seen.length)));
  g.globalAlpha = 0.35;
  for (const [seconds, lag, uncertainty] of seen) {
    const x = axis.toX(seconds * axis.sampleRate, width);
    if (uncertainty > 0) g.fillRect(x - bar / 2, y(lag + uncertainty), bar, Math.max(1, y(lag - uncertainty) - y(lag + uncertainty)));
  }
  g.globalAlpha = 1;
  g.lineWidth = 1.4;
  g.beginPath();
  for (const [i, [seconds, lag]] of seen.entries()) {
    const x = axis.toX(seconds * axis.sampleRate, width);
    if (i === 0) g.moveTo(x, y(lag));
    else g.lineTo(x, y(lag));
  }
  g.stroke();
  g.lineWidth = 1;
  return edge;
}

/** Where a recording lacks frames or has surplus ones. */
export function drawJumps(canvas, axis, jumps) {
  const g = canvas.recorder ?? canvas.getContext("2d");
  const { clientWidth: width, clientHeight: height } = canvas;
  for (const { seconds, frames } of jumps) {
    const x = axis.toX(seconds * axis.sampleRate, width);
    if (x < -2 || x > width + 2) continue;
    g.fillStyle = colour("bad");
    g.fillRect(x - 1, 0, 2, height);
    const text = jumpText(frames);
    const at = x + 6 + g.measureText(text).width < width ? x + 6 : x - 6 - g.measureText(text).width;
    g.fillText(text, at, height - 6);
  }
}

export function jumpText(frames) {
  const count = Math.abs(frames).toLocaleString("en");
  return frames > 0 ? `${count} frames missing` : `${count} surplus frames`;
}
