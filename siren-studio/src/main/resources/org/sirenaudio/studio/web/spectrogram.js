// Spectrograms of what the axis shows, all on one scale of decibels.
import { colour, surface } from "./dom.js";
import { Spectrum } from "./fft.js";
import { BLOCK } from "./sources.js";

export const LOWEST_DB = -110;
export const HIGHEST_DB = -20;
const MOST_BLOCKS_SHOWN = 128;
const COLUMN = 2;

/** Black over violet and orange to pale yellow: even steps of lightness, good for the colour-blind. */
const STOPS = [[0, 0, 4], [40, 11, 84], [101, 21, 110], [159, 42, 99], [212, 72, 66], [245, 125, 21], [250, 193, 39], [252, 255, 164]];
const COLOURS = Uint8ClampedArray.from({ length: 256 * 3 }, (_, i) => {
  const x = Math.floor(i / 3) / 255 * (STOPS.length - 1);
  const k = Math.min(STOPS.length - 2, Math.floor(x));
  return STOPS[k][i % 3] + (x - k) * (STOPS[k + 1][i % 3] - STOPS[k][i % 3]);
});

/** Draws one spectrogram. @param samples gives (channel, from, count) or null where it has to wait */
export function drawSpectrogram(canvas, axis, samples) {
  const { g, width, height } = surface(canvas);
  if (axis.span > MOST_BLOCKS_SHOWN * BLOCK) {
    g.fillStyle = colour("muted");
    g.font = "13px system-ui, sans-serif";
    g.fillText("Zoom in to see the spectrogram.", 12, 22);
    return true;
  }
  const size = axis.span < 4096 ? 256 : axis.span < 30000 ? 512 : 1024;
  const spectrum = new Spectrum(size);
  const bins = new Float64Array(size / 2);
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const rows = size / 2;
  const image = new ImageData(columns, rows);
  let whole = true;
  for (let x = 0; x < columns; x++) {
    const centre = Math.round(axis.toFrame((x + 0.5) / columns, 1));
    const span = samples(centre - size / 2, size);
    if (span === null) {
      whole = false;
      continue;
    }
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
  }
  const small = new OffscreenCanvas(columns, rows);
  small.getContext("2d").putImageData(image, 0, 0);
  g.imageSmoothingEnabled = true;
  g.drawImage(small, 0, 0, width, height);
  frequencies(g, axis.sampleRate / 2, height);
  return whole;
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

/** The scale as a strip of colours. */
export function drawScale(canvas) {
  const { g, width, height } = surface(canvas);
  for (let x = 0; x < width; x++) {
    const shade = 3 * Math.round(255 * x / Math.max(1, width - 1));
    g.fillStyle = `rgb(${COLOURS[shade]}, ${COLOURS[shade + 1]}, ${COLOURS[shade + 2]})`;
    g.fillRect(x, 0, 1.5, height);
  }
}
