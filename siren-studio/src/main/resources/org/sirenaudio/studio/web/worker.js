// Evaluates blocks of a model off the page's thread.
import { Model } from "./siren.js";

let model = null;

onmessage = ({ data }) => {
  if (data.file !== undefined) {
    model = Model.parse(data.file);
    return;
  }
  const { ticket, frames, size } = data;
  const instants = Float64Array.from({ length: frames.length * size }, (_, i) => Math.min(model.frames - 1, Math.max(0, frames[Math.floor(i / size)] + i % size)));
  const samples = model.evaluate(instants).map((channel) => Float32Array.from(channel));
  postMessage({ ticket, samples }, samples.map((channel) => channel.buffer));
};
