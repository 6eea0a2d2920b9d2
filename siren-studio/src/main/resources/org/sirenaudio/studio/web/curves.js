// SNR curves of fits over time or steps.
import { colour, surface } from "./dom.js";

const LEAST_DB = -10;

/** The two curves of a fit's history, whose points are [seconds, dB, dB between the samples, parameters, step]. */
export function curvesOf(history, colour, unit) {
  const x = unit === "s" ? 0 : 4;
  return [{ colour, points: history.map((point) => [point[x], point[1]]) }, { colour, dashed: true, points: history.map((point) => [point[x], point[2]]) }];
}

/**
 * @param series of {colour, points: [x, y][], dashed}; non-finite points are skipped
 * @param unit of x, written at the end
 */
export function drawCurves(canvas, series, unit) {
  const { g, width, height } = surface(canvas);
  const points = series.flatMap(({ points: some }) => some.filter(([, y]) => Number.isFinite(y)));
  const most = Math.max(10, ...points.map(([, y]) => y)) * 1.08;
  const least = Math.max(LEAST_DB, Math.min(0, ...points.map(([, y]) => y)));
  const end = Math.max(1e-9, ...points.map(([x]) => x));
  const bottom = height - 16;
  const y = (value) => bottom - (value - least) / (most - least) * (bottom - 6);
  for (let db = 0; db < most; db += most > 40 ? 20 : 10) {
    g.fillStyle = colour("grid");
    g.fillRect(0, y(db), width, 1);
    g.fillStyle = colour("muted");
    if (y(db) > 16) g.fillText(`${db} dB`, 2, y(db) - 3);
  }
  const text = unit === "s" ? `${end.toFixed(end < 10 ? 1 : 0)} s` : `${Math.round(end)} ${unit}`;
  g.fillText(text, width - g.measureText(text).width - 2, height - 3);
  for (const { colour: name, points: some, dashed } of series) {
    g.strokeStyle = colour(name);
    g.lineWidth = dashed ? 1.4 : 2;
    g.setLineDash(dashed ? [4, 3] : []);
    g.beginPath();
    for (const [x, value] of some) if (Number.isFinite(value)) g.lineTo(x / end * width, y(Math.max(LEAST_DB, value)));
    g.stroke();
  }
  g.setLineDash([]);
}
