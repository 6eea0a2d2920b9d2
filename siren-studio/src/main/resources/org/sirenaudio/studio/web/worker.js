// Evaluates blocks of a model beside the page.
import { Model } from "./siren.js";

let model = null;

onmessage = ({ data }) => {
  if (data.file !== undefined) {
    model = Model.parse(data.file);
    return;
  }
  const { ticket, from, count } = data;
  const instants = Float64Array.from({ length: count }, (_, i) => from + i);
  const samples = model.evaluate(instants).map((channel) => Float32Array.from(channel));
  postMessage({ ticket, samples }, samples.map((channel) => channel.buffer));
};
