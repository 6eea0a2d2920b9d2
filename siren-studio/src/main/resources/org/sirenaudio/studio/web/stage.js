// A recording, its model, or both, and further models: panes on a common time axis, and playback.
import { Axis } from "./axis.js";
import { Controls } from "./controls.js";
import { el } from "./dom.js";
import { differenceOf, errorLine, modelLine, recordingLine } from "./lines.js";
import { drawRuler, drawStrip, drawWaves, Stretches } from "./panes.js";
import { PeakCache } from "./peaks.js";
import { Player } from "./player.js";
import { Model } from "./siren.js";
import { Rendering, soundOf } from "./sources.js";
import { drawScale, drawSpectrogram, HIGHEST_DB, LOWEST_DB, paintSpectrogram } from "./spectrogram.js";
import { Sweep } from "./sweep.js";
import { drawJumps, drawLags, small } from "./lags.js";
import { readView, writeView } from "./view.js";

const LEAST_ERROR = 1e-4;
const SETTLE_MS = 90;
const OTHERS = ["b", "c", "d"];

export class Stage extends EventTarget {
  /** @param recording or null @param file of a model, or null @param partner a recording that is synchronised with the first, or null */
  constructor(root, recording, file, partner = null) {
    super();
    this.root = root;
    this.recording = recording;
    this.partner = partner;
    if (partner !== null) partner.onload = () => this.draw();
    this.player = new Player();
    this.player.source = recording === null ? "model" : "recording";
    this.shown = { interpolation: true, first: false, second: false };
    this.matched = true;
    this.peaks = recording === null ? null : new PeakCache(recording, () => this.draw());
    if (recording !== null) recording.blocks.onload = recording.spots.onload = () => this.draw();
    this.model = null;
    this.others = [];
    this.unseen = null;
    if (file !== null) this.take(file);
    if (this.model !== null) this.unseen = Stretches.of(this.model.metadata["fit.gaps"]);
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
    this.load();
  }

  /** Shows a model: at once, or, during a fit, when it has been evaluated completely. */
  async setModel(file, live = false) {
    if (this.closed) return;
    const before = this.rendering;
    if (live && this.model !== null) {
      const entry = this.entry(file);
      await entry.sweep.run(() => {});
      if (this.closed) { entry.rendering.close(); return; }
      Object.assign(this, entry);
    } else {
      this.take(file);
    }
    before?.close();
    this.load();
    this.layout();
    this.draw();
    this.dispatchEvent(new Event("model"));
  }

  take(file) {
    if (this.sweep !== undefined) this.sweep.ended = true;
    Object.assign(this, this.entry(file));
    this.run(this.sweep);
  }

  entry(file) {
    const model = Model.parse(file);
    const rendering = new Rendering(model, file);
    rendering.blocks.onload = rendering.spots.onload = () => this.draw();
    return { model, rendering, sweep: new Sweep(this.recording, rendering), colour: "model-line" };
  }

  run(sweep) {
    sweep.run(() => this.draw()).then(() => { this.match(); this.dispatchEvent(new Event("swept")); }).catch(() => {});
  }

  /** Adds another model, up to three. @param name for display @param id of the model */
  add(file, name, id) {
    const key = OTHERS.find((free) => this.others.every((other) => other.key !== free));
    if (key === undefined) return;
    const other = { ...this.entry(file), key, name, id, colour: `line-${key}` };
    this.others.push(other);
    this.run(other.sweep);
    this.compared();
  }

  remove(id) {
    const at = this.others.findIndex((other) => other.id === id);
    if (at < 0) return;
    const [other] = this.others.splice(at, 1);
    other.sweep.ended = true;
    other.rendering.close();
    this.compared();
  }

  /** Shows the partner on the first one's clock, or with its offset corrected only. */
  showPartner(onClock) {
    this.partner.onClock = onClock;
    this.load();
    this.draw();
  }

  compared() {
    this.load();
    this.draw();
    this.dispatchEvent(new Event("compared"));
  }

  load() {
    const sources = {};
    if (this.recording !== null) sources.recording = this.recording;
    if (this.partner !== null) sources.other = this.partner.recording;
    if (this.model !== null) sources.model = this.rendering;
    for (const other of this.others) sources[other.key] = other.rendering;
    this.player.load(sources);
    this.match();
    this.controls?.update();
  }

  /** Matches all models to the recording's loudness, or leaves them unchanged. */
  match() {
    const of = (sweep) => this.matched && this.recording !== null ? sweep.level : 1;
    const levels = Object.fromEntries(this.others.map((other) => [other.key, of(other.sweep)]));
    if (this.model !== null) levels.model = of(this.sweep);
    this.player.set({ levels });
  }

  build() {
    const pane = (name, label, tall) => el("figure", { class: `pane ${tall}`, "data-pane": name },
      el("figcaption", {}, label), el("canvas", { role: "img", "aria-label": label }));
    const waves = Array.from({ length: this.channels }, (_, c) => pane(`wave${c}`, this.waveName(c), "wave"));
    this.playhead = el("div", { class: "playhead", "aria-hidden": "true" });
    this.selection = el("div", { class: "selection", hidden: true, "aria-hidden": "true" });
    this.note = el("p", { class: "note", role: "status" });
    this.scale = el("canvas", { class: "scale", role: "img", "aria-label": `Colours from ${LOWEST_DB} to ${HIGHEST_DB} decibels` });
    this.scaleLine = el("div", { class: "scale-line" }, `${LOWEST_DB} dB`, this.scale, `${HIGHEST_DB} dB`);
    this.panes = el("div", { class: "panes", tabindex: "0", role: "group", "aria-label": "Time axis: arrow keys move, plus and minus zoom" },
      el("figure", { class: "pane ruler", "data-pane": "ruler" }, el("canvas", { "aria-hidden": "true" })),
      ...waves,
      ...(this.partner === null ? [] : [
        ...Array.from({ length: this.partner.channels }, (_, c) => pane(`other${c}`, this.otherName(c), "wave")),
        pane("before", "Lag before", "small"), pane("after", "Lag after", "small")]),
      pane("error", "Error: recording minus model", "small"),
      pane("strip", "Windows: colour is SNR, height is parameters", "strip"),
      pane("recording", "Spectrogram of the recording", "spectrogram"),
      pane("model", "Spectrogram of the model", "spectrogram"),
      pane("difference", "Spectrogram of the error", "spectrogram"),
      ...(this.partner === null ? [] : [pane("other", "Spectrogram of the other recording", "spectrogram")]),
      this.selection, this.playhead);
    this.toolbar = el("div", { class: "toolbar", role: "toolbar", "aria-label": "Listen and zoom" });
    this.root.replaceChildren(this.toolbar, this.note, this.panes, this.scaleLine);
    this.layout();
  }

  get channels() {
    return Math.min(2, (this.recording ?? this.model).channels);
  }

  waveName(c) {
    const name = this.partner === null ? "Waveform" : "The first recording";
    return this.channels === 1 ? name : `${name}, ${["left", "right"][c]}`;
  }

  otherName(c) {
    const name = this.partner.onClock ? "The other, on the first one's clock" : "The other, offset corrected only";
    return this.partner.channels === 1 ? name : `${name}, ${["left", "right"][c]}`;
  }

  /** Shows the panes with content. */
  layout() {
    const both = this.recording !== null && this.model !== null;
    const there = { error: both, strip: this.model !== null, difference: both, recording: this.recording !== null, model: this.model !== null };
    for (const [name, shown] of Object.entries(there)) this.pane(name).parentElement.hidden = !shown;
    this.caption("strip", both ? "Windows: colour is SNR, height is parameters" : "Windows: height is parameters");
    this.note.textContent = [this.recording === null && "Opened without its recording: no error and no listening comparison available.", this.scattered()].filter(Boolean).join(" ");
    this.note.hidden = this.note.textContent === "";
  }

  /** A note for a model fitted to samples too scattered to be listed. */
  scattered() {
    const known = Number(this.model?.metadata["fit.known"] ?? NaN);
    return known < this.model?.frames && this.unseen === null
      ? `Fitted to ${known.toLocaleString("en")} of the ${this.model.frames.toLocaleString("en")} samples; the others, scattered over time, were held out.` : null;
  }

  pane(name) {
    return this.panes.querySelector(`[data-pane="${name}"] canvas`);
  }

  caption(name, text) {
    this.panes.querySelector(`[data-pane="${name}"] figcaption`).textContent = text;
  }

  /** Draws everything in the next frame; spectrograms once the axis has stopped moving. */
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

  /** The lines of the waveform panes, back to front. */
  lines() {
    const orders = [this.shown.first && 1, this.shown.second && 2].filter(Boolean);
    const lines = this.others.map((other) => modelLine(other, true, []));
    if (this.model !== null) lines.push(modelLine(this, this.recording !== null, orders));
    if (this.recording !== null) lines.unshift(recordingLine(this));
    return lines;
  }

  drawWaves() {
    if (this.closed) return;
    drawRuler(this.pane("ruler"), this.axis);
    const gain = this.peak(this.recording ?? this.rendering);
    const lines = this.lines();
    for (let c = 0; c < this.channels; c++) {
      this.caption(`wave${c}`, `${this.waveName(c)}, ±${Number(gain.toPrecision(2))}`);
      drawWaves(this.pane(`wave${c}`), this.axis, c, lines, gain, this.unseen);
    }
    if (this.partner !== null) this.drawPartner();
    if (this.recording !== null && this.model !== null) {
      const zoom = this.errorZoom();
      drawWaves(this.pane("error"), this.axis, 0, [errorLine(this)], 1 / zoom, this.unseen);
      this.caption("error", `Error: recording minus model${zoom > 1 ? `, ${Math.round(zoom)} times as large` : ""}`);
    }
    if (this.model !== null) {
      drawStrip(this.pane("strip"), this.axis, this.model, (from, to) => this.sweep.snr(from, to));
    }
    this.dispatchEvent(new Event("drawn"));
  }

  /** The other recording, its lag, and its missing frames. */
  drawPartner() {
    const { partner, axis } = this;
    const { lags, jumps } = partner.found;
    const gain = this.peak(partner.recording);
    const line = { ...recordingLine({ recording: partner.recording, peaks: partner.peaks, model: null, shown: this.shown }), colour: "model-line" };
    for (let c = 0; c < partner.channels; c++) {
      drawWaves(this.pane(`other${c}`), axis, c, [line], gain);
      drawJumps(this.pane(`other${c}`), axis, jumps);
      this.caption(`other${c}`, `${this.otherName(c)}, ±${Number(gain.toPrecision(2))}`);
    }
    const before = drawLags(this.pane("before"), axis, lags.map(([seconds, lag]) => [seconds, lag, 0]), "error-line");
    this.caption("before", `Lag before, offset corrected only, ±${small(before)}`);
    const after = drawLags(this.pane("after"), axis, lags.map(([seconds, , lag, uncertainty]) => [seconds, lag, uncertainty]), "first");
    this.caption("after", `Lag after, with its uncertainty, ±${small(after)}`);
  }

  /** The amplitude that fills the pane: the visible peak when zoomed in to samples; else full scale. */
  peak({ blocks }) {
    if (this.pane("wave0").clientWidth / this.axis.span < 0.5) return 1;
    let most = 1e-5;
    for (let c = 0; c < Math.min(2, blocks.channels); c++) {
      const samples = blocks.span(c, Math.floor(this.axis.from) - 1, Math.ceil(this.axis.span) + 3) ?? [];
      for (const value of samples) most = Math.max(most, Math.abs(value));
    }
    return Math.min(1, 1.15 * most);
  }

  /** The power-of-ten gain that makes the overall error fill its pane. */
  errorZoom() {
    return Math.max(1, 10 ** Math.floor(Math.log10(1 / Math.max(LEAST_ERROR, this.sweep.most))));
  }

  drawSpectrograms() {
    if (this.closed) return;
    for (const [name, source] of this.spectra()) drawSpectrogram(this.pane(name), this.axis, source);
    drawScale(this.scale);
    this.dispatchEvent(new Event("spectrograms"));
  }

  /** The spectrograms: pane, source. */
  spectra() {
    const { recording, model, rendering, partner } = this;
    return [
      recording !== null && ["recording", soundOf(recording)], partner !== null && ["other", soundOf(partner.recording)], model !== null && ["model", soundOf(rendering)],
      recording !== null && model !== null && ["difference", differenceOf(recording, rendering)],
    ].filter(Boolean);
  }

  paintSpectrograms() {
    for (const [name] of this.spectra()) paintSpectrogram(this.pane(name));
  }

  /** Positions the play cursor and the loop over the panes. */
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
    if (["other", "sides"].includes(view.listen) && this.partner !== null) this.player.source = view.listen;
    for (const name of Object.keys(this.shown)) {
      if (view[name] !== undefined) this.shown[name] = view[name] === "on";
    }
    this.controls.update();
  }

  remember() {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      if (this.closed || this.blind) return;
      const digits = Math.max(0, Math.ceil(2 - Math.log10(this.axis.span)));
      writeView({
        from: this.axis.from.toFixed(digits), to: this.axis.to.toFixed(digits), at: this.player.position.toFixed(2), listen: this.player.source,
        ...Object.fromEntries(Object.entries(this.shown).map(([name, on]) => [name, on ? "on" : "off"])),
      });
    }, 250);
  }

  close() {
    this.closed = true;
    for (const { sweep, rendering } of [this, ...this.others]) {
      if (sweep !== undefined) sweep.ended = true;
      rendering?.close();
    }
    this.player.context?.close();
    this.resizing.disconnect();
    this.controls.close();
    this.scheme.removeEventListener("change", this.redraw);
    this.root.replaceChildren();
  }
}
