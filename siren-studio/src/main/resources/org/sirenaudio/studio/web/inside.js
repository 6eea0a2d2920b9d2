// Inspects the network of the window at the play position: activations, frequencies, weights and
// growth.
import { clock, colour, el, surface } from "./dom.js";
import { Spectrum } from "./fft.js";

const COLUMNS = 256;
const BARS = 41;
const MOST_SHOWN = 64;

export class Inside {
  /** @param fit of the model, or null */
  constructor(root, stage) {
    this.root = root;
    this.stage = stage;
    this.fit = null;
    root.classList.add("card", "inside");
    this.build();
    this.moved = () => { if (!root.hidden && this.window !== this.windowNow()) this.show(); };
    stage.player.addEventListener("position", this.moved);
    stage.addEventListener("model", () => { this.window = undefined; this.layout(); this.show(); });
    new ResizeObserver(() => this.draw()).observe(root);
    this.layout();
  }

  build() {
    const slider = (name, label, help) => {
      const input = el("input", { type: "range", min: -1, max: 1, step: 0.01, value: 0, id: `omega-${name}`, "aria-describedby": `omega-${name}-help`, oninput: () => this.turn() });
      const value = el("output", { for: `omega-${name}` });
      this[name] = { input, value };
      return el("div", { class: "field" }, el("label", { for: input.id }, label), el("div", { class: "slider" }, input, value), el("small", { id: `omega-${name}-help` }, help));
    };
    const canvas = (key, label, tall) => {
      this[key] = el("canvas", { role: "img", "aria-label": label, class: tall });
      return el("figure", {}, el("figcaption", {}, label), this[key]);
    };
    this.facts = el("p", { class: "note", role: "status" });
    this.sliders = el("div", { class: "fields" },
      slider("first", "First omega", "Scales the first layer's frequencies: higher values raise the pitch and turn the sound to noise, lower ones make it dull."),
      slider("hidden", "Hidden omega", "Scales the later layers' frequencies: a little changes the timbre, more distorts the sound."),
      el("div", { class: "field end" }, el("button", { type: "button", title: "Restores the omegas of the fit", onclick: () => this.reset() }, "Reset to the fit")));
    this.layers = el("div", { class: "layers" });
    this.body = el("div", {}, this.sliders,
      el("div", { class: "looks" },
        canvas("wave", "The window: recording, model, and model with these omegas", "look"),
        canvas("spectrum", "Spectrum with the first layer's frequencies", "look"),
        canvas("grown", "How the network grew: width over seconds of the fit", "look")),
      el("h3", {}, "Output of every layer over the window"), this.layers);
    this.nothing = el("p", {}, "No network to inspect yet: fit the recording, or open a model.");
    this.root.replaceChildren(el("h2", {}, "Inspect"), this.facts, this.body, this.nothing);
  }

  layout() {
    const there = this.stage.model !== null;
    this.body.hidden = this.facts.hidden = !there;
    this.nothing.hidden = there;
  }

  windowNow() {
    return this.stage.model?.windowAt(this.stage.player.position);
  }

  /** Inspects the window at the play position. */
  show() {
    const { model } = this.stage;
    if (model === null || this.root.hidden) return;
    if (this.window !== undefined && this.turned) this.reset();
    const window = this.windowNow();
    this.window = window;
    this.own = { first: model.firstOmega[window], hidden: model.hiddenOmega[window] };
    this.sliders.hidden = model.relu;
    for (const name of ["first", "hidden"]) this[name].input.value = 0;
    const layers = model.layers(window);
    const kind = model.relu ? model.octaves[window] > 0 ? "ReLU with positional encoding" : "ReLU" : "sines";
    const from = model.first[window] / model.sampleRate;
    const to = (model.first[window] + model.lengths[window]) / model.sampleRate;
    this.facts.textContent = `Window ${window + 1} of ${model.windows}, ${clock(from, 0.001)} to ${clock(to, 0.001)}: ${layers.length === 2 ? "one layer" : `${layers.length - 1} layers`} of ${layers[0].out} ${kind}, ${model.size(window)} parameters. Move the play position to inspect another.`;
    this.canvases = layers.map((layer, k) => {
      const name = k < layers.length - 1 ? `Layer ${k + 1}` : "Output";
      const trace = el("canvas", { role: "img", class: "trace", "aria-label": `${name}: activations of ${Math.min(layer.out, MOST_SHOWN)} units over time` });
      const bars = el("canvas", { role: "img", class: "bars", "aria-label": `${name}: histogram of its weights` });
      return { trace, bars, element: el("figure", { class: "layer" }, el("figcaption", {}, `${name}, ${layer.out}${layer.out > MOST_SHOWN ? ` (${MOST_SHOWN} shown)` : ""}`), trace, bars) };
    });
    this.layers.replaceChildren(...this.canvases.map(({ element }) => element));
    this.steps = [];
    this.draw();
    if (this.fit !== null) this.grow(window);
  }

  async grow(window) {
    const response = await fetch(`/api/fits/${this.fit.id}/growth?window=${window}`);
    if (!response.ok || window !== this.window) return;
    this.steps = (await response.json()).steps;
    this.draw();
  }

  /** The omega of a slider value. */
  omega(name) {
    return this.own[name] * 4 ** Number(this[name].input.value);
  }

  turn(turned = true) {
    const { model, player } = this.stage;
    this.turned = turned;
    const [first, hidden] = [this.omega("first"), this.omega("hidden")];
    model.setOmegas(this.window, first, hidden);
    player.post({ type: "omegas", window: this.window, first, hidden });
    this.draw();
    this.stage.draw();
  }

  reset() {
    for (const name of ["first", "hidden"]) this[name].input.value = 0;
    this.turn(false);
  }

  draw() {
    const { model } = this.stage;
    if (this.window === undefined || model === null || this.root.hidden || this.stage.closed) return;
    for (const name of ["first", "hidden"]) this[name].value.textContent = this.omega(name).toPrecision(3);
    const first = model.first[this.window];
    const last = Math.min(model.frames - 1, first + model.lengths[this.window] - 1);
    const instants = Float64Array.from({ length: COLUMNS }, (_, x) => first + (last - first) * (x + 0.5) / COLUMNS);
    const trace = model.trace(this.window, instants);
    this.canvases.forEach(({ trace: canvas, bars }, k) => {
      drawTrace(canvas, trace[k]);
      drawBars(bars, model.layers(this.window)[k].weight);
    });
    this.drawWave(first, last);
    this.drawSpectrum(first, last);
    this.drawGrowth();
  }

  drawWave(first, last) {
    const { model, recording, rendering } = this.stage;
    const { g, width, height } = surface(this.wave);
    const count = Math.ceil(width);
    const known = recording?.blocks.span(0, Math.floor(first), Math.ceil(last - first) + 1) ?? null;
    const fitted = rendering.blocks.span(0, Math.floor(first), Math.ceil(last - first) + 1);
    const now = model.evaluate(Float64Array.from({ length: count }, (_, x) => first + (last - first) * x / count))[0];
    const most = (known ?? fitted ?? now).reduce((m, v) => Math.max(m, Math.abs(v)), 1e-6) * 1.1;
    const y = (v) => height / 2 - Math.max(-1.1, Math.min(1.1, v / most)) * (height / 2 - 3);
    const line = (values, name, wide) => {
      if (values === null) return;
      g.strokeStyle = colour(name);
      g.lineWidth = wide;
      g.beginPath();
      for (let i = 0; i < values.length; i++) g.lineTo(i / (values.length - 1) * width, y(values[i]));
      g.stroke();
    };
    line(known, "recording-line", 1.5);
    if (this.turned) line(fitted, "muted", 1);
    line(now, "model-line", 1.2);
  }

  drawSpectrum(first, last) {
    const { model, recording, rendering } = this.stage;
    const { g, width, height } = surface(this.spectrum);
    const size = Math.max(64, Math.min(4096, 2 ** Math.floor(Math.log2(Math.max(64, last - first)))));
    const samples = (recording ?? rendering).blocks.span(0, Math.floor((first + last - size) / 2), size);
    const most = model.sampleRate / 2;
    const x = (hertz) => Math.log(Math.max(20, hertz) / 20) / Math.log(most / 20) * width;
    if (samples !== null) {
      const bins = new Float32Array(size / 2);
      new Spectrum(size).decibels(samples, bins);
      const highest = Math.max(...bins);
      g.strokeStyle = colour("recording-line");
      g.lineWidth = 1.2;
      g.beginPath();
      for (let k = 1; k < bins.length; k++) g.lineTo(x(k * most / bins.length), (highest - bins[k]) / 100 * (height - 20) + 4);
      g.stroke();
    }
    g.strokeStyle = colour("model-line");
    g.globalAlpha = 0.55;
    for (const hertz of model.firstFrequencies(this.window)) {
      g.beginPath();
      g.moveTo(Math.min(width, x(hertz)), height - 16);
      g.lineTo(Math.min(width, x(hertz)), height - 36);
      g.stroke();
    }
    g.globalAlpha = 1;
    g.fillStyle = colour("muted");
    for (const hertz of [50, 200, 1000, 4000, 16000]) {
      if (hertz < most * 0.8) g.fillText(hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`, x(hertz), height - 3);
    }
  }

  drawGrowth() {
    const { g, width, height } = surface(this.grown);
    g.fillStyle = colour("muted");
    if (this.steps.length === 0) {
      g.fillText(this.fit === null ? "Available only for fits that ran in this studio." : "Growth was not recorded.", 4, 18);
      return;
    }
    const end = Math.max(1e-3, this.steps.at(-1)[0] * 1.1);
    const most = Math.max(...this.steps.map(([, units]) => units));
    g.strokeStyle = colour("model-line");
    g.lineWidth = 2;
    g.beginPath();
    this.steps.forEach(([seconds, units], i) => {
      const y = height - 18 - units / most * (height - 36);
      if (i > 0) g.lineTo(seconds / end * width, height - 18 - this.steps[i - 1][1] / most * (height - 36));
      g.lineTo(seconds / end * width, y);
      g.fillText(String(units), Math.min(width - 22, seconds / end * width + 3), y - 4);
    });
    g.lineTo(width, height - 18 - this.steps.at(-1)[1] / most * (height - 36));
    g.stroke();
    g.fillText(`${end.toFixed(1)} s`, width - 40, height - 3);
  }

  close() {
    this.stage.player.removeEventListener("position", this.moved);
  }
}

/** Units as rows, time as columns: blue below zero, orange above. */
function drawTrace(canvas, { out, values }) {
  const rows = Math.min(out, MOST_SHOWN);
  const count = values.length / out;
  const image = new ImageData(count, rows);
  const most = values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-9);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < count; i++) {
      const v = values[i * out + r] / most;
      const at = 4 * (r * count + i);
      const part = Math.sqrt(Math.abs(v));
      image.data.set(v < 0 ? [20 + 10 * part, 24 + 110 * part, 32 + 200 * part, 255] : [20 + 230 * part, 24 + 130 * part, 32, 255], at);
    }
  }
  const small = new OffscreenCanvas(count, rows);
  small.getContext("2d").putImageData(image, 0, 0);
  const { g, width, height } = surface(canvas);
  g.imageSmoothingEnabled = false;
  g.drawImage(small, 0, 0, width, height);
}

function drawBars(canvas, weights) {
  const { g, width, height } = surface(canvas);
  const most = weights.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-9);
  const counts = new Int32Array(BARS);
  for (const w of weights) counts[Math.min(BARS - 1, Math.floor((w / most + 1) / 2 * BARS))]++;
  const high = Math.max(...counts);
  g.fillStyle = colour("recording-line");
  counts.forEach((n, i) => {
    const tall = n / high * (height - 16);
    g.fillRect(i * width / BARS, height - 14 - tall, Math.max(1, width / BARS - 1), tall);
  });
  g.fillStyle = colour("muted");
  const edge = most.toPrecision(2);
  g.fillText(`−${edge}`, 0, height - 2);
  g.fillText(edge, width - g.measureText(edge).width, height - 2);
}
