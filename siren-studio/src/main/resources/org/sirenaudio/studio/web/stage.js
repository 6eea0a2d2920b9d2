// One recording, its model, or both: panes on one time axis, and what plays them.
import { Axis } from "./axis.js";
import { Controls } from "./controls.js";
import { el } from "./dom.js";
import { drawRuler, drawStrip, drawWaves, rangesOf } from "./panes.js";
import { PeakCache } from "./peaks.js";
import { Player } from "./player.js";
import { Model } from "./siren.js";
import { Rendering, STRETCH, Sweep } from "./sources.js";
import { drawScale, drawSpectrogram, HIGHEST_DB, LOWEST_DB } from "./spectrogram.js";
import { readView, writeView } from "./view.js";

const LEAST_GAIN = 1e-4;
const SETTLE_MS = 90;

export class Stage extends EventTarget {
  /** @param recording or null @param file of a model, or null */
  constructor(root, recording, file) {
    super();
    this.root = root;
    this.recording = recording;
    this.player = new Player();
    this.player.source = recording === null ? "model" : "recording";
    this.shown = { interpolation: true, first: false, second: false };
    this.peaks = recording === null ? null : new PeakCache(recording, () => this.draw());
    if (recording !== null) recording.blocks.onload = () => this.draw();
    this.model = null;
    if (file !== null) this.take(file);
    const facts = recording ?? this.model;
    this.axis = new Axis(facts.frames, facts.sampleRate);
    this.build();
    this.controls = new Controls(this);
    this.restore();
    this.axis.addEventListener("change", () => { this.draw(); this.remember(); });
    this.player.addEventListener("position", () => this.point());
    this.player.addEventListener("state", () => { this.draw(); this.remember(); });
    this.resizing = new ResizeObserver(() => this.draw());
    this.resizing.observe(this.panes);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.redraw = () => this.draw());
    this.player.load(recording, this.rendering ?? null, this.file);
  }

  /** Shows a model: at once, or, while a fit runs, when all of it has been evaluated. */
  async setModel(file, live = false) {
    if (this.closed) return;
    const before = this.rendering;
    if (live && this.model !== null) {
      const model = Model.parse(file);
      const rendering = new Rendering(model, file);
      const sweep = new Sweep(this.recording, rendering);
      await sweep.run(() => {});
      if (this.closed) { rendering.close(); return; }
      Object.assign(this, { file, model, rendering, sweep });
      rendering.blocks.onload = () => this.draw();
    } else {
      this.take(file);
    }
    before?.close();
    this.player.load(this.recording, this.rendering, file);
    this.controls.update();
    this.layout();
    this.draw();
  }

  take(file) {
    if (this.sweep !== undefined) this.sweep.ended = true;
    this.file = file;
    this.model = Model.parse(file);
    this.rendering = new Rendering(this.model, file);
    this.rendering.blocks.onload = () => this.draw();
    this.sweep = new Sweep(this.recording, this.rendering);
    this.sweep.run(() => this.draw()).catch(() => {});
  }

  build() {
    const pane = (name, label, tall) => el("figure", { class: `pane ${tall}`, "data-pane": name },
      el("figcaption", {}, label), el("canvas", { role: "img", "aria-label": label }));
    const channels = Math.min(2, (this.recording ?? this.model).channels);
    const waves = Array.from({ length: channels }, (_, c) => pane(`wave${c}`,
      channels === 1 ? "Waveform" : `Waveform, ${["left", "right"][c]}`, "wave"));
    this.playhead = el("div", { class: "playhead", "aria-hidden": "true" });
    this.selection = el("div", { class: "selection", hidden: true, "aria-hidden": "true" });
    this.note = el("p", { class: "note", role: "status" });
    this.scale = el("canvas", { class: "scale", role: "img", "aria-label": `Colours from ${LOWEST_DB} to ${HIGHEST_DB} decibels` });
    this.scaleLine = el("div", { class: "scale-line" }, `${LOWEST_DB} dB`, this.scale, `${HIGHEST_DB} dB`);
    this.panes = el("div", { class: "panes", tabindex: "0", role: "group", "aria-label": "Time axis: arrow keys move, plus and minus zoom" },
      el("figure", { class: "pane ruler", "data-pane": "ruler" }, el("canvas", { "aria-hidden": "true" })),
      ...waves,
      pane("error", "Error: recording minus model", "small"),
      pane("strip", "Windows: colour is SNR, height is parameters", "strip"),
      pane("recording", "Spectrogram of the recording", "spectrogram"),
      pane("model", "Spectrogram of the model", "spectrogram"),
      pane("difference", "Spectrogram of the error", "spectrogram"),
      this.selection, this.playhead);
    this.toolbar = el("div", { class: "toolbar", role: "toolbar", "aria-label": "Listen and zoom" });
    this.root.replaceChildren(this.toolbar, this.note, this.panes, this.scaleLine);
    this.layout();
  }

  /** Shows the panes that there is something for. */
  layout() {
    const both = this.recording !== null && this.model !== null;
    const there = { error: both, strip: this.model !== null, difference: both, recording: this.recording !== null, model: this.model !== null };
    for (const [name, shown] of Object.entries(there)) this.pane(name).parentElement.hidden = !shown;
    this.panes.querySelector('[data-pane="strip"] figcaption').textContent =
      both ? "Windows: colour is SNR, height is parameters" : "Windows: height is parameters";
    this.note.textContent = this.recording === null
      ? "Opened without its recording, so there is no error to show and nothing to compare by ear." : "";
    this.note.hidden = this.note.textContent === "";
  }

  pane(name) {
    return this.panes.querySelector(`[data-pane="${name}"] canvas`);
  }

  /** Draws everything in the next frame; the spectrograms when the axis has come to rest. */
  draw() {
    if (this.closed) return;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.drawWaves();
      this.point();
    });
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.drawSpectrograms(), SETTLE_MS);
  }

  drawWaves() {
    drawRuler(this.pane("ruler"), this.axis);
    const channels = Math.min(2, (this.recording ?? this.model).channels);
    const orders = [this.shown.first && 1, this.shown.second && 2].filter(Boolean);
    this.gain = this.peak(channels);
    for (let c = 0; c < channels; c++) {
      this.panes.querySelector(`[data-pane="wave${c}"] figcaption`).textContent =
        `Waveform${channels === 2 ? [", left", ", right"][c] : ""}, ±${Number(this.gain.toPrecision(2))}`;
    }
    for (let c = 0; c < channels; c++) {
      const lines = [this.recording && this.recordingLine(), this.model && this.modelLine()].filter(Boolean);
      drawWaves(this.pane(`wave${c}`), this.axis, c, lines, this.gain, orders);
    }
    if (this.recording !== null && this.model !== null) {
      drawWaves(this.pane("error"), this.axis, 0, [this.errorLine()], 1 / this.errorZoom());
      this.panes.querySelector('[data-pane="error"] figcaption').textContent =
        `Error: recording minus model${this.errorZoom() > 1 ? `, ${Math.round(this.errorZoom())} times as large` : ""}`;
    }
    if (this.model !== null) {
      drawStrip(this.pane("strip"), this.axis, this.model, (from, to) => this.sweep.snr(from, to));
    }
    this.dispatchEvent(new Event("drawn"));
  }

  /** The amplitude that fills the pane: of what is shown, once samples are apart; else full scale. */
  peak(channels) {
    if (this.pane("wave0").clientWidth / this.axis.span < 0.5) return 1;
    const { blocks } = this.recording ?? this.rendering;
    let most = 1e-5;
    for (let c = 0; c < channels; c++) {
      const samples = blocks.span(c, Math.floor(this.axis.from) - 1, Math.ceil(this.axis.span) + 3) ?? [];
      for (const value of samples) most = Math.max(most, Math.abs(value));
    }
    return Math.min(1, 1.15 * most);
  }

  /** What makes the error of the whole fill its pane, in powers of ten. */
  errorZoom() {
    const most = this.sweep.error[0].reduce((m, v) => Math.max(m, Math.abs(v)), LEAST_GAIN);
    return Math.max(1, 10 ** Math.floor(Math.log10(1 / most)));
  }

  recordingLine() {
    const { blocks } = this.recording;
    return {
      colour: "recording-line", interpolated: this.shown.interpolation, joined: this.model === null && !this.shown.interpolation,
      span: (c, from, count) => blocks.span(c, from, count),
      ranges: (from, width, columns, c) => width >= STRETCH
        ? this.peaks.columns(from, width, columns, c) : this.ranges(blocks, from, width, columns, c),
    };
  }

  modelLine() {
    const { blocks } = this.rendering;
    return {
      colour: "model-line", model: this.model, outlined: this.recording !== null,
      ranges: (from, width, columns, c) => width >= STRETCH
        ? this.sweep.columns(this.sweep.model, from, width, columns)[c] : this.ranges(blocks, from, width, columns, c),
    };
  }

  errorLine() {
    return {
      colour: "error-line", joined: true,
      span: (c, from, count) => this.difference(c, from, count),
      ranges: (from, width, columns, c) => {
        if (width >= STRETCH) return this.sweep.columns(this.sweep.error, from, width, columns)[c];
        const begin = Math.floor(from);
        const samples = this.difference(c, begin, Math.ceil(width * columns) + 2);
        return samples === null ? null : rangesOf(samples, from, width, columns, begin);
      },
    };
  }

  ranges(blocks, from, width, columns, channel) {
    const begin = Math.floor(from);
    const samples = blocks.span(channel, begin, Math.ceil(width * columns) + 2);
    return samples === null ? null : rangesOf(samples, from, width, columns, begin);
  }

  difference(channel, from, count) {
    const recording = this.recording.blocks.span(channel, from, count);
    const model = this.rendering.blocks.span(channel, from, count);
    return recording === null || model === null ? null : recording.map((value, i) => value - model[i]);
  }

  drawSpectrograms() {
    if (this.closed) return;
    const draw = (name, samples) => drawSpectrogram(this.pane(name), this.axis, samples);
    if (this.recording !== null) draw("recording", (at, n) => this.recording.blocks.span(0, at, n));
    if (this.model !== null) draw("model", (at, n) => this.rendering.blocks.span(0, at, n));
    if (this.recording !== null && this.model !== null) draw("difference", (at, n) => this.difference(0, at, n));
    drawScale(this.scale);
    this.dispatchEvent(new Event("spectrograms"));
  }

  /** Puts the play position and the loop over the panes. */
  point() {
    const width = this.panes.clientWidth;
    const x = this.axis.toX(this.player.position, width);
    this.playhead.hidden = x < 0 || x > width;
    this.playhead.style.transform = `translateX(${x}px)`;
    const loop = this.player.values.loop ?? null;
    this.selection.hidden = loop === null;
    if (loop !== null) {
      const from = Math.max(0, this.axis.toX(loop[0], width));
      const to = Math.min(width, this.axis.toX(loop[1], width));
      this.selection.style.left = `${from}px`;
      this.selection.style.width = `${Math.max(0, to - from)}px`;
      this.selection.hidden = to <= from;
    }
    this.controls.time();
  }

  restore() {
    const view = readView();
    if (view.from !== undefined && view.to !== undefined) this.axis.show(Number(view.from), Number(view.to));
    if (view.at !== undefined) this.player.position = Number(view.at) || 0;
    if (view.listen === "recording" && this.recording !== null) this.player.source = "recording";
    if (view.listen === "model" && this.model !== null) this.player.source = "model";
    for (const name of Object.keys(this.shown)) {
      if (view[name] !== undefined) this.shown[name] = view[name] === "on";
    }
    this.controls.update();
  }

  remember() {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      if (this.closed) return;
      const digits = Math.max(0, Math.ceil(2 - Math.log10(this.axis.span)));
      writeView({
        from: this.axis.from.toFixed(digits), to: this.axis.to.toFixed(digits), at: this.player.position.toFixed(2), listen: this.player.source,
        ...Object.fromEntries(Object.entries(this.shown).map(([name, on]) => [name, on ? "on" : "off"])),
      });
    }, 250);
  }

  close() {
    this.closed = true;
    if (this.sweep !== undefined) this.sweep.ended = true;
    this.rendering?.close();
    this.player.context?.close();
    this.resizing.disconnect();
    this.controls.close();
    this.scheme.removeEventListener("change", this.redraw);
    this.root.replaceChildren();
  }
}
