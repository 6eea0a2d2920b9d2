// The server's peaks around the visible span, so that panning does not wait.

export class PeakCache {
  constructor(recording, changed) {
    this.recording = recording;
    this.changed = changed;
    this.kept = null;
    this.asking = false;
  }

  /** Column ranges of one channel; coarser ones while better ones load; null if there are none. */
  columns(from, width, columns, channel) {
    const kept = this.kept;
    const good = kept !== null && kept.width <= width * 1.01 && kept.width * 4 >= width
      && kept.from <= Math.max(0, from) && kept.from + kept.width * kept.columns >= Math.min(this.recording.frames, from + width * columns);
    if (!good) this.ask(from, width, columns);
    if (kept === null) return null;
    const pairs = kept.peaks[channel];
    const out = new Float32Array(2 * columns);
    for (let x = 0; x < columns; x++) {
      let low = Infinity;
      let high = -Infinity;
      const first = Math.floor((from + x * width - kept.from) / kept.width);
      const end = Math.min(kept.columns, Math.max(first + 1, Math.ceil((from + (x + 1) * width - kept.from) / kept.width)));
      for (let i = Math.max(0, first); i < end; i++) {
        if (pairs[2 * i] < low) low = pairs[2 * i];
        if (pairs[2 * i + 1] > high) high = pairs[2 * i + 1];
      }
      out[2 * x] = low <= high ? low : 0;
      out[2 * x + 1] = low <= high ? high : 0;
    }
    return out;
  }

  async ask(from, width, columns) {
    if (this.asking) return;
    this.asking = true;
    try {
      const begin = from - width * columns;
      const peaks = await this.recording.peaks(begin, width, 3 * columns);
      this.kept = { from: begin, width, columns: 3 * columns, peaks };
    } finally {
      this.asking = false;
    }
    this.changed();
  }
}
