// Playback and zoom controls: buttons, keys, wheel, mouse and touch.
import { clock, el } from "./dom.js";

const SPEED_STEP = 0.05;

export class Controls {
  constructor(stage) {
    this.stage = stage;
    this.fingers = new Map();
    this.build();
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
    const { panes } = stage;
    panes.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    panes.addEventListener("pointerdown", (event) => this.down(event));
    panes.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) panes.addEventListener(name, (event) => this.up(event));
    stage.player.addEventListener("state", () => this.update());
  }

  build() {
    const { stage } = this;
    const { player, axis } = stage;
    this.play = el("button", { class: "play", onclick: () => player.play(!player.playing), title: "Plays or stops the sound (space)" });
    this.tape = el("button", { onclick: () => player.play(false, true), title: "Slows the sound to a stop like a tape with its motor off (T)" }, "Tape stop");
    this.listen = {};
    this.sources = el("span", { class: "group", role: "group", "aria-label": "Listen to" });
    this.gain = el("select", { title: "Amplifies the error for listening", "aria-label": "Error gain",
      onchange: () => player.set({ errorGain: 10 ** (Number(this.gain.value) / 20) }) },
    ...[0, 20, 40].map((db) => el("option", { value: db }, `error +${db} dB`)));
    this.speed = el("input", { type: "range", min: -4, max: 4, step: SPEED_STEP, value: 1, "aria-label": "Speed",
      title: "Changes speed and pitch together, like a tape; negative values play backwards", oninput: () => this.setSpeed(Number(this.speed.value)) });
    this.speedText = el("button", { class: "quiet", title: "Resets the speed to 1", onclick: () => this.setSpeed(1) }, "1.00×");
    this.loop = el("button", { "aria-pressed": "false", title: "Loops the visible span (L); drag over a waveform to loop a selection", onclick: () => this.toggleLoop() }, "Loop");
    this.readout = el("output", { class: "time", "aria-label": "Position" });
    this.matched = el("input", { type: "checkbox", checked: true, onchange: () => { stage.matched = this.matched.checked; stage.match(); } });
    this.matchedLabel = el("label", { class: "toggle", title: "Plays models at the loudness of the recording, so that you compare sound rather than level" }, this.matched, "same level");
    const zoom = (text, title, action) => el("button", { class: "quiet", title, "aria-label": title, onclick: action }, text);
    const toggle = (name, text, title) => {
      const box = el("input", { type: "checkbox", onchange: () => { stage.shown[name] = box.checked; stage.draw(); stage.remember(); } });
      this.toggles[name] = box;
      return el("label", { title, class: "toggle" }, box, text);
    };
    this.toggles = {};
    stage.toolbar.replaceChildren(
      this.play, this.sources, this.gain, this.matchedLabel, this.loop, this.tape,
      el("span", { class: "group speed" }, this.speed, this.speedText),
      this.readout,
      el("span", { class: "group" }, zoom("−", "Zoom out", () => axis.zoom(2)), zoom("+", "Zoom in", () => axis.zoom(0.5)), zoom("All", "Show the whole sound", () => axis.all())),
      el("span", { class: "group" },
        toggle("interpolation", "band-limited", "Draws the band-limited interpolation of the samples, dashed"),
        toggle("first", "1st derivative", "Draws the model's first derivative, scaled to the pane, when zoomed in to samples"),
        toggle("second", "2nd derivative", "Draws the model's second derivative, scaled to the pane, when zoomed in to samples")));
  }

  /** The audible sources in key order: source, name. */
  audible() {
    const { recording, model, others, partner } = this.stage;
    if (partner !== null) return [["recording", "First"], ["other", "Other"], ["sides", "Left and right"]];
    return [
      recording !== null && ["recording", "Recording"], model !== null && ["model", "Model"],
      recording !== null && model !== null && ["error", "Error"], ...others.map(({ key, name }) => [key, name]),
    ].filter(Boolean);
  }

  /** The key for a source: 1 to 3, then the others. */
  keyOf(source) {
    return { recording: "1", model: "2", other: "2", error: "3", sides: "3", b: "4", c: "5", d: "6" }[source];
  }

  update() {
    const { player, recording, model, shown, blind } = this.stage;
    this.play.textContent = player.playing ? "Stop" : "Play";
    const audible = this.audible();
    const names = JSON.stringify(audible);
    if (this.names !== names) {
      this.names = names;
      this.listen = Object.fromEntries(audible.map(([source, name]) => [source, el("button", {
        "aria-pressed": "false", "data-source": source, title: source === "sides" ? "Plays the first recording on the left, the other on the right (3)" : `Listen to ${source.length > 1 ? `the ${name.toLowerCase()}` : name} at the same position (${this.keyOf(source)})`,
        onclick: () => this.hear(source),
      }, name, el("kbd", { "aria-hidden": "true" }, this.keyOf(source)))]));
      this.sources.replaceChildren(...Object.values(this.listen));
    }
    for (const [source, button] of Object.entries(this.listen)) button.setAttribute("aria-pressed", String(player.source === source));
    this.sources.hidden = blind;
    this.gain.hidden = blind || this.listen.error === undefined;
    this.matchedLabel.hidden = blind || recording === null || model === null;
    this.loop.setAttribute("aria-pressed", String((player.values.loop ?? null) !== null));
    this.toggles.interpolation.parentElement.hidden = recording === null;
    for (const name of ["first", "second"]) this.toggles[name].parentElement.hidden = model === null;
    for (const [name, box] of Object.entries(this.toggles)) box.checked = shown[name];
    this.time();
  }

  time() {
    const { player, axis } = this.stage;
    const text = clock(player.position / axis.sampleRate, Math.min(0.01, axis.span / axis.sampleRate / 500));
    if (this.readout.textContent !== text) this.readout.textContent = text;
  }

  hear(source) {
    if (this.listen[source] !== undefined && !this.stage.blind) this.stage.player.listen(source);
  }

  setSpeed(value) {
    const speed = Math.abs(value) < SPEED_STEP / 2 ? 0 : value;
    this.speed.value = speed;
    this.speedText.textContent = `${speed.toFixed(2)}×`;
    this.stage.player.set({ speed });
  }

  toggleLoop() {
    const { player, axis } = this.stage;
    this.setLoop((player.values.loop ?? null) === null ? [axis.from, axis.to] : null);
  }

  setLoop(loop) {
    this.stage.player.set({ loop });
    this.update();
    this.stage.point();
  }

  key(event) {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input:not([type=range]):not([type=checkbox]), select, textarea")) return;
    const { player, axis } = this.stage;
    const sliding = target.closest("input[type=range], [role=tab]");
    const step = (event.shiftKey ? 1 : 0) * axis.span / 200;
    const actions = {
      " ": () => player.play(!player.playing), t: () => player.play(false, true),
      ...Object.fromEntries(this.audible().map(([source]) => [this.keyOf(source), () => this.hear(source)])),
      "[": () => this.edge(0), "]": () => this.edge(1),
      l: () => this.toggleLoop(), r: () => this.setSpeed(-(player.values.speed ?? 1)),
      "+": () => axis.zoom(0.5, this.centre()), "=": () => axis.zoom(0.5, this.centre()), "-": () => axis.zoom(2, this.centre()), 0: () => axis.all(),
      ArrowLeft: () => step > 0 ? this.nudge(-step) : axis.pan(-axis.span / 8),
      ArrowRight: () => step > 0 ? this.nudge(step) : axis.pan(axis.span / 8),
      Home: () => this.seek(0), End: () => this.seek(axis.frames - 1),
      Escape: () => this.setLoop(null),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action === undefined || sliding && event.key.startsWith("Arrow")) return;
    if (event.key === " " && target.closest("button, summary, a, input") && target !== this.play) return;
    event.preventDefault();
    action();
  }

  /** Nudges the play position. */
  nudge(frames) {
    const { player, axis } = this.stage;
    player.seek(Math.min(axis.frames - 1, Math.max(0, player.position + frames)));
    this.stage.remember();
  }

  /** Sets the loop's start or end to the play position. */
  edge(which) {
    const { player, axis } = this.stage;
    const loop = [...(player.values.loop ?? [axis.from, axis.to])];
    loop[which] = player.position;
    if (loop[1] > loop[0]) this.setLoop(loop);
  }

  /** Keys zoom around the play position if visible. */
  centre() {
    const { axis, player } = this.stage;
    return player.position >= axis.from && player.position <= axis.to ? player.position : (axis.from + axis.to) / 2;
  }

  seek(frame) {
    this.stage.player.seek(frame);
    this.stage.axis.show(Math.max(0, frame - this.stage.axis.span / 2), frame + this.stage.axis.span / 2);
    this.stage.remember();
  }

  frameAt(event) {
    const box = this.stage.panes.getBoundingClientRect();
    return this.stage.axis.toFrame(event.clientX - box.left, box.width);
  }

  wheel(event) {
    event.preventDefault();
    const { axis } = this.stage;
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      axis.pan((event.deltaX || event.deltaY) * unit / this.stage.panes.clientWidth * axis.span);
    } else {
      axis.zoom(Math.exp(event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.002)), this.frameAt(event));
    }
  }

  down(event) {
    if (event.button !== 0) return;
    this.stage.panes.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, event.clientX);
    this.begin = { frame: this.frameAt(event), x: event.clientX, moved: false };
    this.mode = event.pointerType === "touch" ? "pan" : event.target.closest(".ruler") ? "scrub" : "select";
    if (this.mode === "scrub") this.stage.player.scrub(this.begin.frame);
  }

  move(event) {
    if (!this.fingers.has(event.pointerId)) return;
    const { axis, player, panes } = this.stage;
    const before = [...this.fingers.values()];
    this.fingers.set(event.pointerId, event.clientX);
    const after = [...this.fingers.values()];
    if (Math.abs(event.clientX - this.begin.x) > 4) this.begin.moved = true;
    if (after.length === 2) {
      const apart = (xs) => Math.max(10, Math.abs(xs[0] - xs[1]));
      const middle = (after[0] + after[1]) / 2 - panes.getBoundingClientRect().left;
      axis.zoom(apart(before) / apart(after), axis.toFrame(middle, panes.clientWidth));
      this.begin.moved = true;
    } else if (this.mode === "pan") {
      axis.pan((before[0] - after[0]) / panes.clientWidth * axis.span);
    } else if (this.mode === "scrub") {
      player.scrub(this.frameAt(event));
    } else if (this.begin.moved) {
      const frames = [this.begin.frame, this.frameAt(event)].map((f) => Math.min(axis.frames - 1, Math.max(0, f)));
      this.setLoop(frames.sort((a, b) => a - b));
    }
  }

  up(event) {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.mode === "scrub") this.stage.player.scrub(null);
    if (!this.begin.moved && this.mode !== "scrub") {
      this.setLoop(null);
      this.stage.player.seek(Math.min(this.stage.axis.frames - 1, Math.max(0, this.begin.frame)));
    }
    this.stage.remember();
  }

  close() {
    document.removeEventListener("keydown", this.keys);
  }
}
