// Synchronising two recordings of one event: choosing the other, running, and the results.
import { clock, el } from "./dom.js";
import { jumpText, small } from "./lags.js";
import { asked, Recording } from "./sources.js";
import { PeakCache } from "./peaks.js";
import { writeView } from "./view.js";

const STAGES = { waiting: "Waiting for another synchronisation", listening: "Reading both recordings", searching: "Searching for the offset", matching: "Checking the agreement", tracking: "Tracking the lag and dropped frames", refining: "Refining", fitting: "Fitting offset, rate and drift", done: "Done" };
const ASK_MS = 250;

/** Chooses the recording to synchronise with. */
export class SyncChooser {
  /** @param recordings available ones @param chosen receives the id of one */
  constructor(root, recording, recordings, chosen) {
    const others = recordings.filter(({ id }) => id !== recording.id);
    const select = el("select", { id: "sync-other", "aria-describedby": "sync-help" }, ...others.map(({ id, name }) => el("option", { value: id }, name)));
    root.classList.add("card");
    root.replaceChildren(
      el("h2", {}, "Synchronise"),
      el("p", { class: "note", id: "sync-help" }, "Brings another device's recording of the same event onto the clock of this one: offset, speed, drift and dropped frames are corrected, and both play together, one in each ear."),
      others.length === 0 ? el("p", {}, "Open another recording of the same event first.")
        : el("form", { class: "actions", onsubmit: (event) => { event.preventDefault(); chosen(select.value); } },
          el("label", { class: "label", for: "sync-other" }, "The other recording"), select, el("button", { type: "submit", class: "main" }, "Synchronise")));
  }
}

/** Starts a synchronisation and waits for it. @param told receives {stage, part} @param gone returns whether nobody is waiting any more */
export async function synchronise(reference, other, told, gone) {
  const body = new URLSearchParams({ reference, other });
  let state = await (await asked("/api/syncs", { method: "POST", body })).json();
  while (state.state === "running" && !gone()) {
    told(STAGES[state.stage] ?? state.stage, state.part);
    await new Promise((done) => setTimeout(done, ASK_MS));
    state = await (await asked(`/api/syncs/${state.id}`)).json();
  }
  if (state.state === "failed") throw new Error(state.error);
  return state;
}

/** The other recording beside the first, on its clock or with its offset corrected only. */
export class Partner {
  static async open(found) {
    const [after, before] = await Promise.all(["after", "before"].map((which) => Recording.open(`${found.id}-${which}`)));
    return new Partner(found, after, before);
  }

  constructor(found, after, before) {
    Object.assign(this, { found, after, before, onClock: true });
    this.onload = () => {};
    for (const one of [after, before]) {
      one.caches = new PeakCache(one, () => this.onload());
      one.blocks.onload = one.spots.onload = () => this.onload();
    }
  }

  get recording() {
    return this.onClock ? this.after : this.before;
  }

  get peaks() {
    return this.recording.caches;
  }

  get channels() {
    return Math.min(2, this.after.channels);
  }
}

/** The results, and what can be done with them. */
export class SyncPanel {
  /** @param stage that shows both @param names of reference and other @param back leaves the view */
  constructor(root, stage, [reference, other], back) {
    const { partner } = stage;
    const { found } = partner;
    const which = (onClock, text, title) => el("label", { class: "toggle", title }, el("input", { type: "radio", name: "sync-clock", value: String(onClock), checked: partner.onClock === onClock, onchange: () => { stage.showPartner(onClock); writeView({ clock: onClock ? null : "own" }); } }), text);
    const fast = found.ratePpm >= 0 ? "slow" : "fast";
    const facts = [
      ["Starts at", `${found.offsetSeconds.toFixed(7)} s ± ${small(found.offsetSecondsUncertainty95)}`],
      ["Clock", `${Math.abs(found.ratePpm).toFixed(4)} ppm ± ${Number(found.ratePpmUncertainty95.toPrecision(2))} ${fast}`],
      ["Drift", found.driftFreedom > 0 ? "varies; see the lag curve" : "none: a straight line"],
      ["Lag before", `up to ${small(Math.max(...found.lags.map(([, lag]) => Math.abs(lag))))}`],
      ["Lag after", `${small(rms(found.lags.map(([, , lag]) => lag)))} RMS`],
      ["Overlap", `${clock(found.overlapStartSeconds, 0.1)} to ${clock(found.overlapEndSeconds, 0.1)}`],
      ["Agreement", `${Math.round(100 * found.agreement)} % of the chunks`],
      found.timeReferenceOffsetSeconds !== undefined && ["By time references", `${found.timeReferenceOffsetSeconds.toFixed(3)} s`],
    ].filter(Boolean);
    const jumps = found.jumps.map(({ seconds, frames }) => el("li", {}, el("button", { type: "button", class: "link", title: "Zoom to this jump", onclick: () => stage.axis.show((seconds - 0.2) * stage.axis.sampleRate, (seconds + 0.2) * stage.axis.sampleRate) }, `${jumpText(frames)} at ${clock(seconds, 0.001)}`)));
    root.classList.add("card");
    root.replaceChildren(
      el("h2", {}, `${other} on the clock of ${reference}`),
      el("dl", { class: "facts" }, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
      jumps.length > 0 ? el("div", {}, el("h3", {}, "Dropped frames"), el("ul", {}, ...jumps)) : el("p", { class: "note" }, "No dropped frames."),
      el("div", { class: "actions", role: "radiogroup", "aria-label": `Clock of ${other}` },
        which(true, "fully synchronised", "Corrects offset, speed, drift and dropped frames"),
        which(false, "offset only", "Corrects the offset only, as in manual alignment: the recordings drift apart")),
      el("div", { class: "actions" },
        el("a", { class: "button", href: `/api/syncs/${found.id}/sound`, download: "" }, "Save the synchronised sound"),
        el("button", { type: "button", onclick: back }, `Back to ${reference}`)));
  }
}

function rms(values) {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));
}
