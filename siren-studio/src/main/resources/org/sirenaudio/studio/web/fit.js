// The fit form, and a running fit's progress.
import { curvesOf, drawCurves } from "./curves.js";
import { clock, decibels, el } from "./dom.js";

const choice = (name, label, help, options) => ({ name, label, help, options });
const number = (name, label, help, attributes) => ({ name, label, help, attributes });
/** The network kinds: value, name. */
export const NETWORKS = [["siren", "SIREN"], ["relu", "ReLU"], ["positional", "ReLU, positional encoding"]];
const FRONT = [
  choice("quality", "Quality", "Accuracy of the model: draft leaves audible noise, fine hardly any, transparent none.", [["draft", "draft, 25 dB"], ["balanced", "balanced, 46 dB"], ["fine", "fine, 60 dB"], ["transparent", "transparent, 80 dB"]]),
  choice("network", "Network", "Type of network: sine networks fit sound well, plain ReLU hardly at all.", [["", "automatic"], ...NETWORKS]),
  number("layers", "Layers", "Number of hidden layers: more layers create more harmonics and sum frequencies.", { min: 1, max: 12, step: 1 }),
  number("hidden", "Width", "Units per layer: more units reproduce more detail and take longer.", { min: 1, max: 1024, step: 1 }),
  number("first-hz", "First-layer frequency (Hz)", "Highest initial frequency of the first layer: too low sounds dull, too high adds noise between the samples.", { min: 1, step: "any" }),
];
const MORE = [
  number("windows", "Windows", "Number of overlapping time windows, each with its own network; shorter windows need smaller networks.", { min: 1, step: 1 }),
  number("seconds", "Seconds", "Time limit: a longer fit sounds closer to the recording.", { min: 0.1, step: "any" }),
  number("steps", "Steps", "Limit on the steps of each network; the result is reproducible.", { min: 1, step: 1 }),
  number("hidden-omega", "Hidden omega", "Frequency factor of the later layers: higher values add harmonics, too high adds noise.", { min: 0.1, step: "any" }),
  choice("optimiser", "Optimiser", "Training algorithm; it affects speed and accuracy.", [["", "automatic"], ["lm", "Levenberg–Marquardt"], ["pursuit", "least-squares pursuit"], ["muon", "Muon"], ["adam", "Adam"]]),
  choice("loss", "Loss", "Error to minimise: in the waveform, or also in the spectrum, which favours quiet components.", [["", "mse"], ["l1", "l1"], ["stft", "stft"], ["hybrid", "hybrid"]]),
  number("seed", "Seed", "Random seed: another value gives other initial networks and slightly different noise.", { min: 0, step: 1 }),
  number("gap", "Gaps (seconds)", "Spans withheld from the fit and restored by it, such as 0.5:0.52, 1.2:1.25.", { type: "text", inputmode: "text", placeholder: "none" }),
  number("drop", "Drop at random", "Fraction of samples withheld from the fit and restored by it, such as 0.3.", { min: 0, max: 0.99, step: "any", placeholder: "none" }),
];

export class FitPanel extends EventTarget {
  /** @param recording to fit @param fit its latest fit, or null */
  constructor(root, recording, fit) {
    super();
    this.root = root;
    this.recording = recording;
    this.fit = fit;
    this.history = [];
    this.build();
    this.show(fit);
    if (fit !== null) this.load();
  }

  field({ name, label, help, options, attributes }) {
    const id = `fit-${name}`;
    const input = options === undefined
      ? el("input", { type: "number", name, id, placeholder: "auto", inputmode: "decimal", "aria-describedby": `${id}-help`, ...attributes })
      : el("select", { name, id, "aria-describedby": `${id}-help` }, ...options.map(([value, text]) => el("option", { value, selected: value === "balanced" }, text)));
    return el("div", { class: "field" }, el("label", { for: id }, label), input, el("small", { id: `${id}-help` }, help));
  }

  build() {
    const button = (text, title, action) => el("button", { type: "button", title, onclick: () => this.ask(action) }, text);
    this.start = el("button", { type: "submit", class: "main", title: "Fits networks to this recording" }, "Start the fit");
    this.pause = button("Pause", "Pauses the fit; it can be resumed later", "pause");
    this.goOn = button("Resume", "Resumes the paused fit", "go-on");
    this.stop = button("Stop and keep", "Ends the fit and keeps the current model", "stop");
    this.form = el("form", { class: "fit-form", onsubmit: (event) => { event.preventDefault(); this.begin(); } },
      el("div", { class: "fields" }, ...FRONT.map((field) => this.field(field))),
      el("details", {}, el("summary", {}, "More settings"), el("div", { class: "fields" }, ...MORE.map((field) => this.field(field)))),
      el("div", { class: "actions" }, this.start));
    this.error = el("p", { class: "error", role: "alert", hidden: true });
    this.bar = el("progress", { max: 1, value: 0, "aria-label": "Fit progress" });
    this.facts = el("dl", { class: "facts" });
    this.curve = el("canvas", { class: "curve", role: "img", "aria-label": "SNR during the fit, on the samples and between them" });
    this.key = el("p", { class: "note key" }, el("span", { class: "swatch model-line" }), "training SNR ", el("span", { class: "swatch model-line dashed" }), "halfway between the samples");
    this.running = el("div", { class: "running", hidden: true }, this.bar, this.facts,
      el("div", { class: "actions" }, this.pause, this.goOn, this.stop), this.curve, this.key);
    new ResizeObserver(() => this.draw()).observe(this.curve);
    this.root.classList.add("card");
    this.root.replaceChildren(el("h2", {}, "Fit"), this.form, this.error, this.running);
  }

  async begin() {
    const body = new URLSearchParams(new FormData(this.form));
    body.set("recording", this.recording.id);
    const answer = await this.post("/api/fits", body);
    if (answer !== null) {
      this.history = [];
      this.show(answer);
      this.dispatchEvent(new CustomEvent("started", { detail: answer }));
    }
  }

  async ask(action) {
    const answer = await this.post(`/api/fits/${this.fit.id}/${action}`, new URLSearchParams());
    if (answer !== null) this.show(answer);
  }

  async post(url, body) {
    const response = await fetch(url, { method: "POST", body });
    const answer = await response.json();
    this.error.hidden = response.ok;
    this.error.textContent = response.ok ? "" : answer.error;
    return response.ok ? answer : null;
  }

  /** The curve so far: the page may have been opened during the fit. */
  async load() {
    const answer = await (await fetch(`/api/fits/${this.fit.id}`)).json();
    this.history = answer.history ?? [];
    this.show(answer);
  }

  /** Shows the fit's state. */
  show(told) {
    this.fit = told;
    this.running.hidden = told === null;
    if (told === null) return;
    // A fit of an earlier session is known only by its curve.
    const [elapsedSeconds, snrDb, betweenDb, parameters, step] = this.history.at(-1) ?? [];
    const fit = told.elapsedSeconds !== undefined ? told : { ...told, elapsedSeconds, snrDb, betweenDb, parameters, step };
    const running = fit.state === "running";
    const paused = fit.state === "paused";
    this.form.hidden = running || paused;
    this.pause.hidden = !running;
    this.goOn.hidden = !paused;
    this.stop.hidden = !running && !paused;
    this.start.textContent = "Start another fit";
    this.bar.hidden = !running && !paused;
    if (fit.spent !== undefined) this.bar.value = fit.spent;
    this.error.hidden = fit.error === "";
    this.error.textContent = fit.error;
    const last = this.history.at(-1);
    if (fit.elapsedSeconds !== undefined && (last === undefined || fit.elapsedSeconds > last[0])) {
      this.history.push([fit.elapsedSeconds, fit.snrDb ?? NaN, fit.betweenDb ?? NaN, fit.parameters ?? 0, fit.step]);
    }
    const known = (value, text) => value === undefined || value === null ? null : text(value);
    const facts = [
      ["State", running && fit.spent === undefined ? "preparing" : { running: "running", paused: "paused", done: "done", failed: "failed" }[fit.state]],
      ["SNR", known(fit.snrDb, decibels)],
      ["Between samples", known(fit.betweenDb, decibels)],
      ["Parameters", known(fit.parameters || undefined, (v) => v.toLocaleString("en"))],
      ["Windows", known(fit.windows, String)],
      ["Steps", known(fit.step, String)],
      ["Speed", known(fit.framesPerSecond, (v) => `${(v / 1e6).toFixed(2)} million points/s`)],
      ["Time", known(fit.elapsedSeconds, (v) => clock(v, 0.1))],
      ["Time left", running ? known(fit.secondsLeft, (v) => `about ${clock(v, 1)}`) : null],
      ["Display overhead", known(fit.showing, (v) => `${(100 * v).toFixed(1)} %`)],
    ].filter(([, value]) => value !== null);
    this.facts.replaceChildren(...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
    this.draw();
  }

  draw() {
    this.curve.hidden = this.key.hidden = this.history.length < 2;
    if (this.curve.hidden || this.root.hidden) return;
    drawCurves(this.curve, curvesOf(this.history, "model-line", "s"), "s");
  }
}
