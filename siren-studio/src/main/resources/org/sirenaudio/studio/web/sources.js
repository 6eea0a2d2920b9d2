// Blocks of samples for drawing and playing: the recording, its model, and their difference.
import { moduleUrl } from "./dom.js";
import { Spots } from "./spots.js";

export const BLOCK = 16384;
export const STRETCH = 256;
const MOST_BLOCKS = 192;

/** Blocks of samples, loaded on demand and cached. */
export class Blocks {
  /** @param {(index: number) => Promise<Float32Array[]>} load */
  constructor(frames, channels, load) {
    this.frames = frames;
    this.channels = channels;
    this.load = load;
    this.count = Math.ceil(frames / BLOCK);
    this.ready = new Map();
    this.coming = new Map();
    this.onload = () => {};
  }

  /** A block if loaded; otherwise requests it. */
  peek(index) {
    const block = this.ready.get(index);
    if (block === undefined) this.get(index).catch(() => {});
    return block;
  }

  get(index) {
    if (index < 0 || index >= this.count) return Promise.reject(new RangeError("no such block"));
    if (this.ready.has(index)) return Promise.resolve(this.ready.get(index));
    if (!this.coming.has(index)) {
      this.coming.set(index, this.load(index).then((block) => {
        this.ready.set(index, block);
        if (this.ready.size > MOST_BLOCKS) this.ready.delete(this.ready.keys().next().value);
        this.onload(index);
        return block;
      }).finally(() => this.coming.delete(index)));
    }
    return this.coming.get(index);
  }

  /** Samples of a channel around a frame, zero beyond the ends; null while loading. */
  span(channel, from, count) {
    const out = new Float32Array(count);
    const end = Math.min(this.frames, from + count);
    let missing = false;
    for (let frame = Math.max(0, from); frame < end;) {
      const index = Math.floor(frame / BLOCK);
      const block = this.peek(index);
      const stop = Math.min(end, (index + 1) * BLOCK);
      if (block === undefined) missing = true;
      else out.set(block[channel].subarray(frame - index * BLOCK, stop - index * BLOCK), frame - from);
      frame = stop;
    }
    return missing ? null : out;
  }
}

/** The source of a spectrogram. */
export function soundOf({ blocks, spots }) {
  return { span: (from, count) => blocks.span(0, from, count), spots };
}

/** A response of the studio; errors are thrown with its message. */
export async function asked(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error((await response.json()).error);
  return response;
}

/** Planar little-endian floats of a response. */
async function planes(response, channels) {
  const all = new Float32Array(await response.arrayBuffer());
  const each = all.length / channels;
  return Array.from({ length: channels }, (_, c) => all.subarray(c * each, (c + 1) * each));
}

/** A recording on the server. */
export class Recording {
  constructor(facts) {
    Object.assign(this, facts);
    this.url = `/api/recordings/${facts.id}`;
    this.blocks = new Blocks(facts.frames, facts.channels, async (index) => planes(
      await fetch(`${this.url}/samples?from=${index * BLOCK}&count=${BLOCK}`), facts.channels));
    this.spots = new Spots(async (frames, size) => new Float32Array(await (await asked(`${this.url}/spots?size=${size}&at=${frames.join()}`)).arrayBuffer()));
  }

  static async open(id) {
    return new Recording(await (await asked(`/api/recordings/${id}`)).json());
  }

  /** Minimum and maximum samples per column, [channels][2 × columns]. */
  async peaks(from, width, columns) {
    return planes(await fetch(
      `${this.url}/peaks?from=${from}&width=${width}&columns=${columns}`), this.channels);
  }
}

/** A model's samples on the recording's grid, evaluated by a worker. */
export class Rendering {
  constructor(model, file) {
    this.model = model;
    this.file = file;
    this.worker = new Worker(moduleUrl("worker.js"), { type: "module" });
    this.worker.postMessage({ file });
    this.waiting = new Map();
    this.tickets = 0;
    this.worker.onmessage = ({ data }) => {
      this.waiting.get(data.ticket)(data.samples);
      this.waiting.delete(data.ticket);
    };
    this.blocks = new Blocks(model.frames, model.channels, (index) => this.evaluated([index * BLOCK], Math.min(BLOCK, model.frames - index * BLOCK)));
    this.spots = new Spots(async (frames, size) => (await this.evaluated(frames, size))[0]);
  }

  /** Stretches of equal length that begin at given frames, concatenated, per channel. */
  evaluated(frames, size) {
    return new Promise((done) => {
      const ticket = this.tickets++;
      this.waiting.set(ticket, done);
      this.worker.postMessage({ ticket, frames, size });
    });
  }

  close() {
    this.worker.terminate();
  }
}
