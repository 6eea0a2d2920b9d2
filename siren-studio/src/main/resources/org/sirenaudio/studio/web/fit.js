// The form of a fit, and what a running one tells.
import { curvesOf, drawCurves } from "./curves.js";
import { clock, decibels, el } from "./dom.js";

const choice = (name, label, help, options) => ({ name, label, help, options });
const number = (name, label, help, attributes) => ({ name, label, help, attributes });
/** Kinds of network to choose from: word, name. */
export const NETWORKS = [["siren", "SIREN"], ["relu", "ReLU"], ["positional", "ReLU, positional encoding"]];
const FRONT = [
  choice("quality", "Quality", "How closely the model follows the recording: draft leaves an audible hiss, fine leaves none.", [["draft", "draft, 25 dB"], ["balanced", "balanced, 46 dB"], ["fine", "fine, 60 dB"]]),
  choice("network", "Network", "Sines follow sound well; a plain ReLU network stays near silence.", [["", "chosen for you"], ...NETWORKS]),
  number("layers", "Layers", "More layers bend the sound more between its slow and fast parts.", { min: 1, max: 12, step: 1 }),
  number("hidden", "Width", "More sines in each layer hold more detail, and take longer.", { min: 1, max: 1024, step: 1 }),
  number("first-hz", "First-layer frequency (Hz)", "How high the first sines reach: too low is dull, too high is noisy between the samples.", { min: 1, step: "any" }),
];
const MORE = [
  number("windows", "Windows", "Into how many overlapping stretches the recording is cut, each with a network of its own.", { min: 1, step: 1 }),
  number("seconds", "Seconds", "Ends after so long with what it has.", { min: 0.1, step: "any" }),
  number("steps", "Steps", "Ends after so many steps of each network, the same sound every time.", { min: 1, step: 1 }),
  number("hidden-omega", "Hidden omega", "How fast the later layers swing.", { min: 0.1, step: "any" }),
  choice("optimiser", "Optimiser", "How the networks learn.", [["", "chosen for you"], ["lm", "Levenberg–Marquardt"], ["muon", "Muon"], ["adam", "Adam"]]),
  choice("loss", "Loss", "What counts as error: the waveform, or also its spectrum.", [["", "mse"], ["l1", "l1"], ["stft", "stft"], ["hybrid", "hybrid"]]),
  number("seed", "Seed", "Another draw of the first sines.", { min: 0, step: 1 }),
  number("gap", "Gaps (seconds)", "Stretches that the fit never sees and has to fill, such as 0.5:0.52, 1.2:1.25.", { type: "text", inputmode: "text", placeholder: "none" }),
  number("drop", "Leave out at random", "The part of all samples that the fit never sees, such as 0.3.", { min: 0, max: 0.99, step: "any", placeholder: "none" }),
];

export class FitPanel extends EventTarget {
  /** @param recording what is fitted @param fit its latest fit, or null */
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
    this.start = el("button", { type: "submit", class: "main", title: "Begin to fit networks to this recording" }, "Start the fit");
    this.pause = button("Pause", "Stop for now; it can go on later from here", "pause");
    this.goOn = button("Go on", "Go on from where it was paused", "go-on");
    this.stop = button("Stop and keep", "End now, with the model as it is", "stop");
    this.form = el("form", { class: "fit-form", onsubmit: (event) => { event.preventDefault(); this.begin(); } },
      el("div", { class: "fields" }, ...FRONT.map((field) => this.field(field))),
      el("details", {}, el("summary", {}, "More settings"), el("div", { class: "fields" }, ...MORE.map((field) => this.field(field)))),
      el("div", { class: "actions" }, this.start));
    this.error = el("p", { class: "error", role: "alert", hidden: true });
    this.bar = el("progress", { max: 1, value: 0, "aria-label": "How far the fit is" });
    this.facts = el("dl", { class: "facts" });
    this.curve = el("canvas", { class: "curve", role: "img", "aria-label": "SNR over the time of the fit, on the samples and between them" });
    this.key = el("p", { class: "note key" }, el("span", { class: "swatch model-line" }), "SNR of the latest steps ", el("span", { class: "swatch model-line dashed" }), "halfway between the samples");
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

  /** The curve so far: this page may have been opened in the middle of it. */
  async load() {
    const answer = await (await fetch(`/api/fits/${this.fit.id}`)).json();
    this.history = answer.history ?? [];
    this.show(answer);
  }

  /** What the fit has come to. */
  show(told) {
    this.fit = told;
    this.running.hidden = told === null;
    if (told === null) return;
    // A fit of an earlier run of the studio is known by its curve.
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
      ["State", running && fit.spent === undefined ? "getting ready" : { running: "running", paused: "paused", done: "done", failed: "failed" }[fit.state]],
      ["SNR", known(fit.snrDb, decibels)],
      ["Between samples", known(fit.betweenDb, decibels)],
      ["Parameters", known(fit.parameters || undefined, (v) => v.toLocaleString("en"))],
      ["Windows", known(fit.windows, String)],
      ["Steps", known(fit.step, String)],
      ["Speed", known(fit.framesPerSecond, (v) => `${(v / 1e6).toFixed(2)} million points/s`)],
      ["Time", known(fit.elapsedSeconds, (v) => clock(v, 0.1))],
      ["Left", running ? known(fit.secondsLeft, (v) => `about ${clock(v, 1)}`) : null],
      ["Spent on showing", known(fit.showing, (v) => `${(100 * v).toFixed(1)} %`)],
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
