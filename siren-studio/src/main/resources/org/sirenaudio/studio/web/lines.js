// The lines drawn in the panes: recording, model, and error.
import { rangesOf } from "./panes.js";
import { STRETCH } from "./sources.js";

function ranges(samples, from, width, columns) {
  const begin = Math.floor(from);
  const span = samples(begin, Math.ceil(width * columns) + 2);
  return span === null ? null : rangesOf(span, from, width, columns, begin);
}

export function recordingLine({ recording, peaks, model, shown }) {
  const { blocks } = recording;
  return {
    colour: "recording-line", interpolated: shown.interpolation, joined: model === null && !shown.interpolation,
    span: (c, from, count) => blocks.span(c, from, count),
    ranges: (from, width, columns, c) => width >= STRETCH ? peaks.columns(from, width, columns, c)
      : ranges((at, n) => blocks.span(c, at, n), from, width, columns),
  };
}

/** @param entry {colour, model, rendering, sweep} @param outlined whether it overlays another */
export function modelLine({ colour, model, rendering, sweep }, outlined, orders) {
  return {
    colour, model, outlined, orders,
    ranges: (from, width, columns, channel) => {
      const c = Math.min(channel, model.channels - 1);
      return width >= STRETCH ? sweep.model[c].columns(from, width, columns)
        : ranges((at, n) => rendering.blocks.span(c, at, n), from, width, columns);
    },
  };
}

/** Samples of the recording minus those of a model; null while loading. */
export function difference(recording, rendering, channel, from, count) {
  const known = recording.blocks.span(Math.min(channel, recording.channels - 1), from, count);
  const given = rendering.blocks.span(Math.min(channel, rendering.model.channels - 1), from, count);
  return known === null || given === null ? null : known.map((value, i) => value - given[i]);
}

/** As above, for a spectrogram. */
export function differenceOf(recording, rendering) {
  const both = [recording.spots, rendering.spots];
  return {
    span: (from, count) => difference(recording, rendering, 0, from, count),
    spots: {
      want: (frames, size) => both.forEach((spots) => spots.want(frames, size)),
      get: (frame, size) => {
        const [known, given] = both.map((spots) => spots.get(frame, size));
        return known === undefined || given === undefined ? undefined : known.map((value, i) => value - given[i]);
      },
    },
  };
}

export function errorLine({ recording, rendering, sweep }) {
  return {
    colour: "error-line", joined: true,
    span: (c, from, count) => difference(recording, rendering, c, from, count),
    ranges: (from, width, columns, c) => width >= STRETCH ? sweep.error[c].columns(from, width, columns)
      : ranges((at, n) => difference(recording, rendering, c, at, n), from, width, columns),
  };
}
