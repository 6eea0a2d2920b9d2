// Compares up to four networks on one recording, visually and by ear.
import { decibels, el } from "./dom.js";
import { curvesOf, drawCurves } from "./curves.js";
import { NETWORKS } from "./fit.js";
import { differenceOf } from "./lines.js";
import { asked, soundOf } from "./sources.js";
import { drawSpectrogram } from "./spectrogram.js";

const MOST = 4;

/** A fit's settings in short. */
function described(fit) {
  const { network, quality, layers, hidden, steps, seconds, optimiser, gap, drop } = fit.words;
  const parts = [NETWORKS.find(([kind]) => kind === network)?.[1] ?? "SIREN", network === undefined || quality !== "balanced" ? quality : null,
    layers && hidden ? `${layers}×${hidden}` : layers ? `${layers} layers` : hidden ? `width ${hidden}` : null, optimiser,
    steps && `${steps} steps`, seconds && `${seconds} s`, gap && `gap ${gap}`, drop && `drop ${drop}`];
  return parts.filter(Boolean).join(", ");
}

export class Compare extends EventTarget {
  /** @param fits returns all fits of the recording, the latest first @param models of the library */
  constructor(root, stage, fits, models) {
    super();
    Object.assign(this, { root, stage, fits, models, current: null });
    this.histories = new Map();
    root.classList.add("card");
    this.build();
    stage.addEventListener("compared", () => this.update());
    stage.addEventListener("swept", () => this.update());
    stage.addEventListener("spectrograms", () => this.drawSides());
    new ResizeObserver(() => this.draw()).observe(root);
  }

  build() {
    const kinds = NETWORKS.map(([kind, name]) => el("label", { class: "toggle" }, el("input", { type: "checkbox", name: "kind", value: kind, checked: true }), name));
    const amount = el("input", { type: "number", name: "amount", min: 1, step: "any", value: 10, "aria-label": "Budget" });
    const unit = el("select", { name: "unit", "aria-label": "Unit of the budget" }, el("option", { value: "seconds" }, "seconds each"), el("option", { value: "steps" }, "steps each"));
    this.error = el("p", { class: "error", role: "alert", hidden: true });
    this.form = el("form", { class: "actions", onsubmit: (event) => { event.preventDefault(); this.begin(); } }, ...kinds, amount, unit, el("button", { type: "submit", title: "Runs one fit per chosen network, all with the same time or number of steps" }, "Run these fits"));
    this.axis = el("select", { "aria-label": "Plot curves over", onchange: () => this.drawCurves() }, el("option", { value: "s" }, "over time"), el("option", { value: "steps" }, "over steps"));
    this.curve = el("canvas", { class: "curve tall", role: "img", "aria-label": "SNR of each network during its fit; dashed between the samples" });
    this.sides = el("div", { class: "sides" });
    this.list = el("tbody");
    this.root.replaceChildren(
      el("h2", {}, "Compare"),
      el("p", { class: "note" }, "Other networks for this recording. Selected ones are overlaid on the waveform, get a curve and a spectrogram here, and are played with keys 4 to 6."),
      this.recordingNeeded = el("div", {}, this.form, this.error),
      el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Networks" }, el("table", {}, el("thead", {}, el("tr", {}, ...["Shown", "Network", "State", "SNR", "Between", "Parameters", "Steps"].map((name) => el("th", { scope: "col" }, name)))), this.list)),
      el("div", { class: "actions" }, this.axis), this.curve, this.sides);
  }

  async begin() {
    const data = new FormData(this.form);
    for (const kind of data.getAll("kind")) {
      const body = new URLSearchParams({ recording: this.stage.recording.id, network: kind, quality: "balanced", [data.get("unit")]: data.get("amount") });
      const response = await fetch("/api/fits", { method: "POST", body });
      this.error.hidden = response.ok;
      if (!response.ok) {
        this.error.textContent = (await response.json()).error;
        return;
      }
    }
    this.dispatchEvent(new Event("started"));
  }

  /** @param current id of the primary model */
  show(current) {
    this.current = current;
    this.update();
  }

  candidates() {
    const fits = this.fits().map((fit) => ({ id: fit.id, name: described(fit), fit, url: `/api/models/${fit.id}`, ready: fit.hasModel && fit.state !== "running", state: fit.state }));
    const models = this.models().map((item) => ({ id: item.id, name: item.name, url: `/api/models/${item.id}`, ready: true, state: "model" }));
    return [...fits, ...models];
  }

  /** Updates the table if visible; hidden ones are updated when shown. */
  update() {
    const { stage } = this;
    if (this.root.hidden) return;
    this.recordingNeeded.hidden = stage.recording === null;
    const rows = this.candidates().map((one) => {
      const first = one.id === this.current;
      const other = stage.others.find(({ id }) => id === one.id);
      const entry = first ? stage : other;
      const box = el("input", {
        type: "checkbox", checked: first || other !== undefined, disabled: first || !one.ready || other === undefined && stage.others.length >= MOST - 1 || stage.model === null,
        "aria-label": `Compare ${one.name}`, onchange: () => this.toggle(one, box.checked),
      });
      const known = (value, text = String) => value === null || value === undefined || Number.isNaN(value) ? "–" : text(value);
      const swept = entry?.sweep?.progress === 1 && stage.recording !== null ? entry.sweep.snr(0, stage.axis.frames) : one.fit?.snrDb;
      const swatch = el("span", { class: `swatch ${entry === undefined ? "none" : entry.colour}`, "aria-hidden": "true" });
      return el("tr", {}, el("td", {}, box), el("th", { scope: "row" }, swatch, one.name), el("td", {}, first ? `${one.state}, first` : one.state,
          !first && one.fit !== undefined && one.ready ? el("button", { type: "button", class: "link aside", title: `Make ${one.name} the primary model`, onclick: () => this.dispatchEvent(new CustomEvent("first", { detail: one.id })) }, "make primary") : null),
        el("td", {}, known(swept, decibels)), el("td", {}, known(this.last(one)?.[2], decibels)),
        el("td", {}, known(entry?.model ? total(entry.model) : this.last(one)?.[3] || undefined, (n) => n.toLocaleString("en"))), el("td", {}, known(entry?.model?.metadata["fit.steps"] ?? one.fit?.step ?? this.last(one)?.[4])));
    });
    this.list.replaceChildren(...rows);
    this.layoutSides();
    this.draw();
    for (const one of this.candidates()) if (one.fit !== undefined && one.ready && !this.histories.has(one.id)) this.learn(one.id);
  }

  last(one) {
    return this.histories.get(one.id)?.at(-1);
  }

  async learn(id) {
    this.histories.set(id, []);
    const answer = await (await fetch(`/api/fits/${id}`)).json();
    this.histories.set(id, answer.history ?? []);
    this.update();
  }

  async toggle(one, on) {
    if (!on) {
      this.stage.remove(one.id);
      return;
    }
    try {
      this.stage.add(await (await asked(one.url)).arrayBuffer(), one.name, one.id);
      this.error.hidden = true;
    } catch (error) {
      this.error.hidden = false;
      this.error.textContent = error.message;
    }
  }

  shown() {
    const first = this.candidates().find(({ id }) => id === this.current);
    const { stage } = this;
    const entries = stage.model === null ? [] : [{ name: first?.name ?? "Model", id: this.current, colour: "model-line", model: stage.model, rendering: stage.rendering, sweep: stage.sweep }];
    return [...entries, ...stage.others];
  }

  layoutSides() {
    const shown = this.shown();
    const key = shown.map(({ id, colour }) => id + colour).join();
    if (this.sidesKey === key) return;
    this.sidesKey = key;
    const figure = (name, className) => el("figure", {}, el("figcaption", {}, el("span", { class: `swatch ${className}`, "aria-hidden": "true" }), name),
      el("canvas", { class: "spectrogram", role: "img", "aria-label": `Spectrogram of ${name}` }),
      ...(this.stage.recording === null ? [] : [el("canvas", { class: "spectrogram", role: "img", "aria-label": `Spectrogram of the error of ${name}` })]));
    this.sides.replaceChildren(...(shown.length > 1 ? shown.map(({ name, colour }) => figure(name, colour)) : []));
  }

  draw() {
    if (this.root.hidden) return;
    this.drawCurves();
    this.drawSides();
  }

  drawCurves() {
    const over = this.axis.value;
    const series = this.shown().flatMap(({ id, colour }) => curvesOf(this.histories.get(id) ?? [], colour, over));
    this.curve.hidden = series.every(({ points }) => points.length < 2);
    this.axis.parentElement.hidden = this.curve.hidden;
    if (!this.curve.hidden) drawCurves(this.curve, series, over);
  }

  drawSides() {
    if (this.root.hidden || this.stage.closed) return;
    const figures = Array.from(this.sides.children);
    this.shown().forEach(({ rendering }, i) => {
      const [own, error] = figures[i]?.querySelectorAll("canvas") ?? [];
      if (own === undefined) return;
      drawSpectrogram(own, this.stage.axis, soundOf(rendering));
      if (error !== undefined) drawSpectrogram(error, this.stage.axis, differenceOf(this.stage.recording, rendering));
    });
  }
}

function total(model) {
  model.total ??= Array.from({ length: model.windows }, (_, i) => model.size(i)).reduce((a, b) => a + b, 0);
  return model.total;
}
