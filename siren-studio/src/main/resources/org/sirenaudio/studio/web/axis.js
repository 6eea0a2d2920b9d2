// The time axis shared by all panes, in frames of the recording.

const LEAST_SPAN = 0.01;

export class Axis extends EventTarget {
  constructor(frames, sampleRate) {
    super();
    this.frames = frames;
    this.sampleRate = sampleRate;
    this.from = 0;
    this.to = Math.max(1, frames - 1);
    this.cursor = 0;
  }

  get span() {
    return this.to - this.from;
  }

  /** Shows a span, clipped to the recording. */
  show(from, to) {
    const most = Math.max(1, this.frames - 1);
    const span = Math.min(most, Math.max(LEAST_SPAN, to - from));
    const begin = Math.min(Math.max(0, from), most - span);
    if (begin !== this.from || begin + span !== this.to) {
      this.from = begin;
      this.to = begin + span;
      this.dispatchEvent(new Event("change"));
    }
  }

  all() {
    this.show(0, this.frames - 1);
  }

  /** Scales the span by a factor; the frame `at` stays in place. */
  zoom(factor, at = (this.from + this.to) / 2) {
    const span = Math.min(Math.max(1, this.frames - 1), Math.max(LEAST_SPAN, this.span * factor));
    const from = at - (at - this.from) * span / this.span;
    this.show(from, from + span);
  }

  pan(frames) {
    const from = Math.min(Math.max(0, this.from + frames), Math.max(1, this.frames - 1) - this.span);
    this.show(from, from + this.span);
  }

  point(frame) {
    this.cursor = Math.min(Math.max(0, frame), this.frames - 1);
    this.dispatchEvent(new Event("cursor"));
  }

  toX(frame, width) {
    return (frame - this.from) / this.span * width;
  }

  toFrame(x, width) {
    return this.from + x / width * this.span;
  }

  /** Round tick values in seconds, up to a maximum number. */
  ticks(count) {
    const span = this.span / this.sampleRate;
    const raw = span / Math.max(1, count);
    const power = 10 ** Math.floor(Math.log10(raw));
    let step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw);
    if (raw > 5) step = [10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600].find((s) => s >= raw) ?? 7200;
    const list = [];
    const from = this.from / this.sampleRate;
    for (let k = Math.ceil(from / step); k * step <= from + span; k++) list.push(k * step);
    return { step, list };
  }
}
