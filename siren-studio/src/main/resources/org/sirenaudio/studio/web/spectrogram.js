// Spectrograms of the visible span, on a common decibel scale.
import { surface } from "./dom.js";
import { Spectrum } from "./fft.js";

export const LOWEST_DB = -110;
export const HIGHEST_DB = -20;
const SLICE_MS = 8;
const COLUMN = 2;

/** From black through violet and orange to pale yellow: perceptually uniform, suitable for colour-blind users. */
const STOPS = [[0, 0, 4], [40, 11, 84], [101, 21, 110], [159, 42, 99], [212, 72, 66], [245, 125, 21], [250, 193, 39], [252, 255, 164]];
const COLOURS = Uint8ClampedArray.from({ length: 256 * 3 }, (_, i) => {
  const x = Math.floor(i / 3) / 255 * (STOPS.length - 1);
  const k = Math.min(STOPS.length - 2, Math.floor(x));
  return STOPS[k][i % 3] + (x - k) * (STOPS[k + 1][i % 3] - STOPS[k][i % 3]);
});

/** The canvases' pictures, and the latest job of each. */
const pictures = new WeakMap();

/** The centre frames of columns; distant columns lie on a grid, so that panning reuses most of them. */
function middles(axis, columns, size) {
  const apart = axis.span / columns;
  const grid = apart > size ? 2 ** Math.floor(Math.log2(apart)) : 1;
  return Array.from({ length: columns }, (_, x) => grid * Math.round(axis.toFrame((x + 0.5) / columns, 1) / grid));
}

/** Draws a spectrogram incrementally, without blocking. Where columns are further apart than their
 * transforms are long, only excerpts are analysed: it is coarse then.
 *
 * @param source {span(from, count), spots}, which may still be loading
 */
export async function drawSpectrogram(canvas, axis, source) {
  const width = canvas.clientWidth;
  const size = axis.span < 4096 ? 256 : axis.span < 30000 ? 512 : 1024;
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const coarse = axis.span / columns > size;
  const begins = middles(axis, columns, size).map((middle) => middle - size / 2);
  if (coarse) source.spots.want([...new Set(begins)], size);
  const job = {};
  const kept = pictures.get(canvas) ?? {};
  pictures.set(canvas, { ...kept, job });
  const spectrum = new Spectrum(size);
  const bins = new Float64Array(size / 2);
  const rows = size / 2;
  const image = new ImageData(columns, rows);
  let until = performance.now() + SLICE_MS;
  for (let x = 0; x < columns; x++) {
    const span = coarse ? source.spots.get(begins[x], size) : source.span(begins[x], size);
    if (span === null || span === undefined) continue;
    spectrum.decibels(span, bins);
    for (let k = 0; k < rows; k++) {
      const level = (bins[k] - LOWEST_DB) / (HIGHEST_DB - LOWEST_DB);
      const shade = 3 * Math.round(255 * Math.min(1, Math.max(0, level)));
      const at = 4 * ((rows - 1 - k) * columns + x);
      image.data[at] = COLOURS[shade];
      image.data[at + 1] = COLOURS[shade + 1];
      image.data[at + 2] = COLOURS[shade + 2];
      image.data[at + 3] = 255;
    }
    if (performance.now() > until) {
      await new Promise((done) => setTimeout(done));
      if (pictures.get(canvas).job !== job) return;
      until = performance.now() + SLICE_MS;
    }
  }
  const picture = new OffscreenCanvas(columns, rows);
  picture.getContext("2d").putImageData(image, 0, 0);
  pictures.set(canvas, { picture, most: axis.sampleRate / 2 });
  paintSpectrogram(canvas);
}

/** Shows the last result. */
export function paintSpectrogram(canvas) {
  const { picture, most } = pictures.get(canvas) ?? {};
  const { g, width, height } = surface(canvas);
  if (picture === undefined) return;
  g.imageSmoothingEnabled = true;
  g.drawImage(picture, 0, 0, width, height);
  frequencies(g, most, height);
}

function frequencies(g, most, height) {
  g.textBaseline = "middle";
  for (const part of [0.25, 0.5, 0.75]) {
    const hertz = part * most;
    const text = hertz >= 1000 ? `${(hertz / 1000).toFixed(hertz < 10000 ? 1 : 0)} kHz` : `${Math.round(hertz)} Hz`;
    const y = (1 - part) * height;
    g.fillStyle = "rgba(0, 0, 0, 0.55)";
    g.fillRect(0, y - 8, g.measureText(text).width + 8, 16);
    g.fillStyle = "#fff";
    g.fillText(text, 4, y);
  }
}

/** The colour scale. */
export function drawScale(canvas) {
  const { g, width, height } = surface(canvas);
  for (let x = 0; x < width; x++) {
    const shade = 3 * Math.round(255 * x / Math.max(1, width - 1));
    g.fillStyle = `rgb(${COLOURS[shade]}, ${COLOURS[shade + 1]}, ${COLOURS[shade + 2]})`;
    g.fillRect(x, 0, 1.5, height);
  }
}
