// The page's side of the player.
import { moduleUrl } from "./dom.js";

const SAFE = 3;

/** Plays a recording, its model or their difference at one position. */
export class Player extends EventTarget {
  constructor() {
    super();
    this.position = 0;
    this.playing = false;
    this.source = "model";
    this.values = {};
    this.sources = {};
  }

  /** Before the first sound there is no context: browsers want a gesture for it. */
  async start() {
    this.starting ??= this.create();
    await this.starting;
    if (this.context.state !== "running") await this.context.resume();
  }

  async create() {
    this.context = new AudioContext({ latencyHint: "interactive" });
    await this.context.audioWorklet.addModule(moduleUrl("player-worklet.js"));
    this.node = new AudioWorkletNode(this.context, "siren-player", { outputChannelCount: [2], numberOfInputs: 0 });
    this.analyser = new AnalyserNode(this.context, { fftSize: 2048 });
    this.node.connect(this.analyser).connect(this.context.destination);
    this.node.port.onmessage = ({ data }) => this.heard(data);
    this.node.onprocessorerror = () => this.dispatchEvent(new Event("failed"));
    this.send();
  }

  heard(data) {
    if (data.type === "need") {
      const { source, index } = data;
      const blocks = this.sources[source]?.blocks;
      blocks?.get(index).then((samples) => {
        if (this.sources[source]?.blocks === blocks) this.post({ type: "block", source, index, samples });
      }).catch(() => {});
      return;
    }
    this.position = data.position;
    if (this.playing && !data.playing && this.values.playing) this.set({ playing: false });
    this.dispatchEvent(new Event("position"));
  }

  /** What there is to play: a recording or null, and a model's rendering with its file or null. */
  load(recording, rendering, file) {
    this.sources = { recording, model: rendering };
    this.file = file;
    if (this.source !== "recording" && rendering === null) this.source = "recording";
    if (this.source !== "model" && recording === null) this.source = "model";
    this.send();
  }

  send() {
    const { recording, model } = this.sources;
    const facts = recording ?? model?.model;
    if (this.node === undefined || facts === undefined || facts === null) return;
    const live = model && speedOf(model.model) > SAFE;
    this.post({
      type: "load", frames: facts.frames, channels: facts.channels, sampleRate: facts.sampleRate,
      file: live ? this.file : null,
    });
    this.post({ type: "set", values: this.values });
    this.post({ type: "source", source: this.source });
    this.post({ type: "seek", position: this.position });
  }

  post(message) {
    this.node?.port.postMessage(message);
  }

  async play(on) {
    if (on) await this.start();
    const end = this.facts().frames - 1;
    const [from, to] = this.values.loop ?? [0, end];
    if (on && (this.position >= to - 1 || this.position < from)) {
      if ((this.values.speed ?? 1) >= 0) this.seek(from);
    }
    this.set({ playing: on });
  }

  facts() {
    return this.sources.recording ?? this.sources.model.model;
  }

  set(values) {
    Object.assign(this.values, values);
    if (values.playing !== undefined) {
      this.playing = values.playing;
      this.dispatchEvent(new Event("state"));
    }
    this.post({ type: "set", values });
  }

  listen(source) {
    this.source = source;
    this.post({ type: "source", source });
    this.dispatchEvent(new Event("state"));
  }

  seek(position) {
    this.position = position;
    this.post({ type: "seek", position });
    this.dispatchEvent(new Event("position"));
  }

  /** Follows the mouse while it is held, `null` when it is let go. */
  async scrub(position) {
    if (position !== null) await this.start();
    this.set({ scrub: position });
  }

  /** Root mean square of what is coming out now. */
  level() {
    if (this.analyser === undefined) return 0;
    const samples = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  }
}

/** How many times faster than real time a model is evaluated here. */
function speedOf(model) {
  const count = 2048;
  const middle = Math.max(0, Math.floor(model.frames / 2 - count / 2));
  const instants = Float64Array.from({ length: count }, (_, i) => middle + i);
  model.evaluate(instants);
  const begun = performance.now();
  model.evaluate(instants);
  return count / model.sampleRate / (1e-3 * Math.max(0.01, performance.now() - begun));
}
