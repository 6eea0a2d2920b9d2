// The studio's page: the list of items, and the open one.
import { BlindTest } from "./abx.js";
import { Compare } from "./compare.js";
import { CorpusTable } from "./corpus.js";
import { bytes, el } from "./dom.js";
import { FitPanel } from "./fit.js";
import { Inside } from "./inside.js";
import { Stretches } from "./panes.js";
import { asked, Recording } from "./sources.js";
import { Stage } from "./stage.js";
import { Partner, SyncChooser, SyncPanel, synchronise } from "./sync.js";
import { Tabs } from "./tabs.js";
import { TakeAway } from "./takeaway.js";
import { readView, writeView } from "./view.js";

const $ = (id) => document.getElementById(id);
let library = { items: [], fits: [], first: null };
let stage = null;
let panel = null;
let opened = null;
let parts = null;
let table = null;
let version = 0;
let looking = false;
let rested = 0;
/** Drawing a snapshot takes time from a fit on the same machine: pause this many times its duration afterwards. */
const REST = 6;

async function refresh() {
  library = await (await asked("/api/library")).json();
  listItems();
}

function listItems() {
  const filter = $("filter").value.toLowerCase();
  $("filter").hidden = library.items.length < 8;
  const items = library.items.filter((item) => item.name.toLowerCase().includes(filter));
  $("items").replaceChildren(...items.map((item) => {
    const [fit] = fitsOf(item.id);
    const kind = item.kind !== "recording" ? item.kind : fit === undefined ? "recording" : `recording, fit ${fit.state}`;
    return el("li", {}, el("button", { class: "item", "aria-current": String(opened?.item === item.id), onclick: () => open(item.id, true) },
      el("span", { class: "name" }, item.name), el("small", {}, item.kind === "corpus" ? kind : `${kind}, ${bytes(item.bytes)}`)));
  }));
  $("nothing").hidden = library.items.length > 0;
}

/** Opens a recording, with its latest model if it has one, or a model, or a corpus. @param recordingId of a model, or null @param sync id of a recording to synchronise with it, or null */
async function open(id, fresh, recordingId = null, sync = null) {
  const item = library.items.find((one) => one.id === id);
  if (item === undefined) return;
  close();
  if (fresh) history.replaceState(null, "", location.pathname);
  writeView({ item: id, with: recordingId, sync });
  opened = { item: id, fit: null };
  const ticket = opened;
  try {
    if (item.kind === "corpus") {
      await showCorpus(item, ticket);
    } else if (sync !== null) {
      await showSync(item, sync, ticket);
    } else if (item.kind === "model") {
      const recording = recordingId === null ? null : await Recording.open(recordingId);
      await show(recording, await file(`/api/models/${id}`), ticket);
      if (ticket === opened) build(null, `/api/models/${id}`);
    } else {
      const all = fitsOf(id);
      const fit = all.find((one) => one.id === readView().fit) ?? all.find(({ state }) => state === "running" || state === "paused") ?? all.find(({ hasModel }) => hasModel) ?? all[0] ?? null;
      const recording = await Recording.open(id);
      const model = fit?.hasModel && fit.state !== "running" ? await file(`/api/models/${fit.id}`) : null;
      await show(recording, model, ticket);
      if (ticket !== opened) return;
      opened.fit = fit;
      build(fit, model === null ? null : `/api/models/${fit.id}`);
      if (fit !== null) shadow(fit);
      if (fit?.state === "running") look();
    }
  } catch (error) {
    if (ticket !== opened) return;
    close();
    writeView({ sync: null });
    say(error.message);
  }
  listItems();
}

const fitsOf = (id) => library.fits.filter((one) => one.recording === id);

async function showCorpus(item, ticket) {
  const manifest = await (await asked(`/api/corpora/${item.id}`)).json();
  if (ticket !== opened) return;
  table = new CorpusTable($("corpus"), manifest, (model, recording) => open(model, true, recording));
  $("corpus").hidden = false;
  $("welcome").hidden = true;
  title(item.name);
}

/** Two recordings on the clock of the first. */
async function showSync(item, sync, ticket) {
  const other = library.items.find((one) => one.id === sync);
  if (other === undefined) throw new Error("the other recording no longer exists");
  const told = (stage, part) => { if (ticket === opened) say(`${stage} … ${Math.round(100 * part)} %`); };
  told("Opening both recordings", 0);
  const found = await synchronise(item.id, sync, told, () => ticket !== opened);
  if (ticket !== opened) return;
  const [recording, partner] = await Promise.all([Recording.open(item.id), Partner.open(found)]);
  if (ticket !== opened) return;
  partner.onClock = readView().clock !== "own";
  say("");
  await show(recording, null, ticket, partner);
  title(`${item.name} and ${other.name}`);
  const section = document.createElement("section");
  $("panels").hidden = false;
  $("panels").replaceChildren(section);
  new SyncPanel(section, stage, [item.name, other.name], () => open(item.id, true));
}

/** The panels below the sound. @param fit or null @param model address of the model's file, or null */
function build(fit, model) {
  const section = () => document.createElement("section");
  const elements = Object.fromEntries(["fit", "abx", "inside", "compare", "sync", "take"].map((id) => [id, section()]));
  const { recording } = stage;
  panel = recording === null ? null : new FitPanel(elements.fit, recording, fit);
  const others = () => library.items.filter((item) => item.kind === "model");
  parts = {
    abx: recording === null ? null : new BlindTest(elements.abx, stage),
    inside: new Inside(elements.inside, stage),
    compare: new Compare(elements.compare, stage, () => recording === null ? [] : fitsOf(recording.id), others),
    sync: recording === null ? null : new SyncChooser(elements.sync, recording, library.items.filter(({ kind }) => kind === "recording"), (other) => { writeView({ panel: null }); open(recording.id, true, null, other); }),
    take: new TakeAway(elements.take, stage, $("title").textContent),
  };
  parts.inside.fit = fit;
  parts.take.update(model, fit?.state === "running");
  parts.compare.current = fit?.id ?? opened.item;
  parts.compare.addEventListener("started", () => refresh().then(() => parts?.compare.update()));
  parts.compare.addEventListener("first", ({ detail }) => { writeView({ fit: detail, compare: null, panel: "compare" }); open(opened.item, false); });
  panel?.addEventListener("started", ({ detail }) => begun(detail));
  const tabs = [
    panel && { id: "fit", name: "Fit", element: elements.fit, shown: () => panel?.draw() },
    parts.abx && { id: "abx", name: "Blind test", element: elements.abx },
    { id: "inside", name: "Inspect", element: elements.inside, shown: () => parts.inside.show() },
    { id: "compare", name: "Compare", element: elements.compare, shown: () => parts.compare.update() },
    parts.sync && { id: "sync", name: "Synchronise", element: elements.sync },
    { id: "take", name: "Export", element: elements.take },
  ].filter(Boolean);
  $("panels").hidden = false;
  parts.tabs = new Tabs($("panels"), tabs);
  compared();
  stage.addEventListener("compared", () => { if (stage !== null) writeView({ compare: stage.others.map(({ id }) => id).join(",") }); });
}

/** Restores the comparison from the address. */
async function compared() {
  const wanted = (readView().compare ?? "").split(",").filter(Boolean);
  for (const one of parts.compare.candidates().filter(({ id, ready }) => ready && wanted.includes(id))) {
    await parts?.compare.toggle(one, true);
  }
}

function begun(fit) {
  writeView({ fit: fit.id });
  opened.fit = fit;
  parts.inside.fit = fit;
  version = 0;
  shadow(fit);
  parts.take.update(null, true);
  parts.compare.show(fit.id);
}

/** Marks the samples withheld from a fit. */
async function shadow(fit) {
  const on = stage;
  if (fit.words.gap === undefined && fit.words.drop === undefined) {
    on.unseen = null;
  } else {
    const response = await fetch(`/api/fits/${fit.id}/missing`);
    on.unseen = response.ok ? new Stretches(new Int32Array(await response.arrayBuffer())) : null;
  }
  on.draw();
}

function title(name) {
  $("title").textContent = name;
  document.title = `${name} – Siren`;
}

async function show(recording, model, ticket, partner = null) {
  if (ticket !== opened) return;
  title(library.items.find((item) => item.id === ticket.item).name);
  stage = new Stage($("stage"), recording, model, partner);
  $("stage").hidden = false;
  $("welcome").hidden = true;
  globalThis.studio = stage;
}

function close() {
  parts?.abx?.close();
  parts?.inside.close();
  stage?.close();
  table?.close();
  stage = panel = opened = parts = table = null;
  version = 0;
  for (const id of ["panels", "corpus"]) {
    $(id).replaceChildren();
    $(id).hidden = true;
  }
  $("stage").hidden = true;
  $("welcome").hidden = false;
  $("title").textContent = "";
  document.title = "Siren studio";
  say("");
}

async function file(url) {
  return (await asked(url)).arrayBuffer();
}

/** Fetches the running fit's current networks; one request at a time. */
async function look() {
  const fit = opened?.fit;
  if (looking || fit === null || fit === undefined || performance.now() < rested) return;
  looking = true;
  const begun = performance.now();
  try {
    const response = await fetch(`/api/fits/${fit.id}/look?after=${version}`);
    if (response.status !== 200 || opened?.fit?.id !== fit.id) return;
    version = Number(response.headers.get("Siren-Version"));
    await stage.setModel(await response.arrayBuffer(), true);
    rested = performance.now() + REST * (performance.now() - begun);
  } finally {
    looking = false;
  }
}

function heard(fit) {
  const at = library.fits.findIndex((one) => one.id === fit.id);
  const ended = fit.state !== "running" && library.fits[at]?.state === "running";
  if (at >= 0) library.fits[at] = fit;
  else library.fits.unshift(fit);
  if (at < 0 || ended) {
    listItems();
    parts?.compare.histories.delete(fit.id);
    parts?.compare.update();
  }
  if (opened?.fit?.id !== fit.id) return;
  opened.fit = fit;
  panel.show(fit);
  if (ended && fit.hasModel) {
    version = 0;
    parts.take.update(`/api/models/${fit.id}`);
    file(`/api/models/${fit.id}`).then((model) => stage?.setModel(model)).catch((error) => say(error.message));
  } else if (fit.state === "running") {
    look();
  }
}

function say(text) {
  $("message").textContent = text;
  $("message").hidden = text === "";
}

async function upload(sound) {
  say(`Uploading ${sound.name} …`);
  try {
    const taken = await asked(`/api/recordings?name=${encodeURIComponent(sound.name)}`, { method: "POST", body: sound });
    await refresh();
    await open((await taken.json()).id, true);
  } catch (error) {
    say(`${sound.name}: ${error.message}`);
  }
}

function listen() {
  const events = new EventSource("/api/events");
  events.onmessage = ({ data }) => heard(JSON.parse(data));
  let lost = false;
  events.onerror = () => {
    lost = true;
    say("The studio is not responding. If it has been stopped, restart it and open the address that it prints.");
  };
  events.onopen = () => {
    if (lost) {
      say("");
      refresh().then(() => panel?.load());
    }
    lost = false;
  };
}

$("file").addEventListener("change", () => {
  if ($("file").files.length > 0) upload($("file").files[0]);
  $("file").value = "";
});
$("filter").addEventListener("input", listItems);
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    document.body.classList.toggle("dropping", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length > 0) upload(event.dataTransfer.files[0]);
  });
}
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => [panel, parts?.inside, parts?.compare].forEach((part) => part?.draw()));

refresh().then(() => {
  listen();
  const wanted = readView().item ?? library.first;
  if (wanted !== null && wanted !== undefined) return open(wanted, false, readView().with ?? null, readView().sync ?? null);
}).catch((error) => say(error.message));
