// Short stretches of samples far apart: what a spectrogram of a long recording looks at.

const BATCH = 32;
const MOST_SPOTS = 4096;

/** Stretches of one channel, loaded when somebody wants them; the latest stay. */
export class Spots {
  /** @param {(frames: number[], size: number) => Promise<Float32Array>} load the stretches that begin at frames, one behind the other */
  constructor(load) {
    this.load = load;
    this.kept = new Map();
    this.frames = [];
    this.coming = [];
    this.size = 0;
    this.busy = false;
    this.onload = () => {};
  }

  /** The stretch that begins at a frame; undefined if it is not there. */
  get(frame, size) {
    return this.kept.get(`${frame} ${size}`);
  }

  /** Asks for stretches, instead of those that were asked for before. */
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
