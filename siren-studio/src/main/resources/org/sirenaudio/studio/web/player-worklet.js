// The player on the audio thread.
import { FunctionPlayer } from "./function-player.js";

/** Clock lag that counts as a drop-out; smaller ones are scheduling jitter of the audio thread. */
const LATE_MS = 60;

registerProcessor("siren-player", class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.player = new FunctionPlayer(sampleRate, (message) => this.port.postMessage(message));
    this.port.onmessage = ({ data }) => this.player.take(data);
    this.least = Infinity;
  }

  process(_, [output]) {
    this.player.fill(output);
    const behind = Date.now() - 1000 * currentTime;
    if (behind > this.least + LATE_MS) {
      this.player.dropouts++;
      this.least = behind;
    }
    this.least = Math.min(this.least, behind);
    return true;
  }
});
