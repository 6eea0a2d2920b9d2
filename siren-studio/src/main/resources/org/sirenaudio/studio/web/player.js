// The page's side of the player.
import { moduleUrl } from "./dom.js";
import { FunctionPlayer } from "./function-player.js";

const SAFE = 3;
const FALLBACK_FRAMES = 2048;
const QUANTUM = 128;

/** Plays recording, models or an error at one position. */
export class Player extends EventTarget {
  constructor() {
    super();
    this.position = 0;
    this.playing = false;
    /** Number of drop-outs: samples or the CPU were late. */
    this.dropouts = 0;
    this.source = "model";
    this.values = {};
    this.sources = {};
  }

  /** There is no context before the first sound: browsers require a user gesture. */
  async start() {
    this.starting ??= this.create();
    await this.starting;
    if (this.context.state !== "running") await this.context.resume();
  }

  async create() {
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.analyser = new AnalyserNode(this.context, { fftSize: 2048 });
    const node = await this.worklet().catch(() => this.fallback());
    node.connect(this.analyser).connect(this.context.destination);
    this.send();
  }

  /** Sound on the audio thread: available to pages from this machine, not to those over plain http from another. */
  async worklet() {
    await this.context.audioWorklet.addModule(moduleUrl("player-worklet.js"));
    const node = new AudioWorkletNode(this.context, "siren-player", { outputChannelCount: [2], numberOfInputs: 0 });
    node.port.onmessage = ({ data }) => this.heard(data);
    node.onprocessorerror = () => this.dispatchEvent(new Event("failed"));
    this.post = (message) => node.port.postMessage(message);
    return node;
  }

  /** Sound on the page's thread: models are rendered ahead by their workers. */
  fallback() {
    this.ahead = true;
    const node = this.context.createScriptProcessor(FALLBACK_FRAMES, 0, 2);
    const player = new FunctionPlayer(this.context.sampleRate, (message) => queueMicrotask(() => this.heard(message)));
    node.onaudioprocess = ({ outputBuffer }) => {
      const channels = [0, 1].map((c) => outputBuffer.getChannelData(c));
      for (let from = 0; from < FALLBACK_FRAMES; from += QUANTUM) {
        player.fill(channels.map((channel) => channel.subarray(from, from + QUANTUM)));
      }
    };
    this.post = (message) => player.take(message);
    this.kept = node;
    return node;
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
    this.dropouts = data.dropouts;
    if (this.playing && !data.playing && this.values.playing) this.set({ playing: false });
    this.dispatchEvent(new Event("position"));
  }

  /** The playable sources by name: a recording or none, "model" or none, and other models.
   *
   * @param {Object} sources each a Recording or a Rendering
   */
  load(sources) {
    this.sources = sources;
    const both = { error: ["recording", "model"], sides: ["recording", "other"] }[this.source] ?? [this.source];
    if (both.some((name) => sources[name] === undefined)) {
      this.source = sources.recording === undefined ? "model" : "recording";
    }
    this.send();
  }

  send() {
    const facts = this.facts();
    if (this.context === undefined || facts === undefined) return;
    const files = {};
    for (const [name, source] of Object.entries(this.sources)) {
      if (source.model !== undefined && !this.ahead && speedOf(source.model) > SAFE) files[name] = source.file;
    }
    this.post({ type: "load", frames: facts.frames, channels: facts.channels, sampleRate: facts.sampleRate, files });
    this.post({ type: "set", values: this.values });
    this.post({ type: "source", source: this.source });
    this.post({ type: "seek", position: this.position });
  }

  post() {}

  /** @param {boolean} on @param {boolean} [tape] whether to slow down like a tape with its motor off */
  async play(on, tape = false) {
    if (on) await this.start();
    const end = this.facts().frames - 1;
    const [from, to] = this.values.loop ?? [0, end];
    const forward = (this.values.speed ?? 1) >= 0;
    if (on && forward && (this.position >= to - 1 || this.position < from)) this.seek(from);
    if (on && !forward && (this.position <= from + 1 || this.position > to)) this.seek(to);
    this.set({ tape, playing: on });
  }

  facts() {
    return this.sources.recording ?? this.sources.model?.model;
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

  /** Follows the mouse while pressed; `null` on release. */
  async scrub(position) {
    if (position !== null) await this.start();
    this.set({ scrub: position });
  }

  /** Root mean square of the current output. */
  level() {
    if (this.analyser === undefined) return 0;
    const samples = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  }
}

/** Evaluation speed of a model relative to real time. */
function speedOf(model) {
  if (model.speed === undefined) {
    const count = 2048;
    const middle = Math.max(0, Math.floor(model.frames / 2 - count / 2));
    const instants = Float64Array.from({ length: count }, (_, i) => middle + i);
    model.evaluate(instants);
    const begun = performance.now();
    model.evaluate(instants);
    model.speed = count / model.sampleRate / (1e-3 * Math.max(0.01, performance.now() - begun));
  }
  return model.speed;
}
