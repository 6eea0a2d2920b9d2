// Short, widely spaced excerpts, for the spectrogram of a long recording.

const BATCH = 32;
const MOST_SPOTS = 4096;

/** Excerpts of one channel, loaded on demand and cached. */
export class Spots {
  /** @param {(frames: number[], size: number) => Promise<Float32Array>} loads the excerpts that begin at given frames, concatenated */
  constructor(load) {
    this.load = load;
    this.kept = new Map();
    this.frames = [];
    this.coming = [];
    this.size = 0;
    this.busy = false;
    this.onload = () => {};
  }

  /** The excerpt that begins at a frame; undefined if not loaded. */
  get(frame, size) {
    return this.kept.get(`${frame} ${size}`);
  }

  /** Requests excerpts, replacing earlier requests. */
  want(frames, size) {
    this.size = size;
    this.frames = frames.filter((frame) => !this.kept.has(`${frame} ${size}`) && !this.coming.includes(frame));
    if (!this.busy) this.run();
  }

  async run() {
    this.busy = true;
    try {
      while (this.frames.length > 0) {
        const { size } = this;
        this.coming = this.frames.splice(0, BATCH);
        const all = await this.load(this.coming, size);
        this.coming.forEach((frame, i) => this.kept.set(`${frame} ${size}`, all.subarray(i * size, (i + 1) * size)));
        while (this.kept.size > MOST_SPOTS) this.kept.delete(this.kept.keys().next().value);
        this.onload();
      }
    } catch {
      this.frames = [];
    } finally {
      this.coming = [];
      this.busy = false;
    }
  }
}
