// The player where sound is made: in a thread of its own.
import { FunctionPlayer } from "./function-player.js";

registerProcessor("siren-player", class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.player = new FunctionPlayer(sampleRate, (message) => this.port.postMessage(message));
    this.port.onmessage = ({ data }) => this.player.take(data);
  }

  process(_, [output]) {
    this.player.fill(output);
    return true;
  }
});
