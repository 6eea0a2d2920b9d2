// The studio's page: what there is to open, and one thing opened.
import { bytes, el } from "./dom.js";
import { FitPanel } from "./fit.js";
import { Recording } from "./sources.js";
import { Stage } from "./stage.js";
import { readView, writeView } from "./view.js";

const $ = (id) => document.getElementById(id);
let library = { items: [], fits: [], first: null };
let stage = null;
let panel = null;
let opened = null;
let version = 0;
let looking = false;

async function refresh() {
  const response = await fetch("/api/library");
  if (!response.ok) throw new Error((await response.json()).error);
  library = await response.json();
  listItems();
}

function listItems() {
  const filter = $("filter").value.toLowerCase();
  $("filter").hidden = library.items.length < 8;
  const items = library.items.filter((item) => item.name.toLowerCase().includes(filter));
  $("items").replaceChildren(...items.map((item) => {
    const fit = library.fits.find((one) => one.recording === item.id);
    const kind = item.kind === "model" ? "model" : fit === undefined ? "recording" : `recording, fit ${fit.state}`;
    return el("li", {}, el("button", { class: "item", "aria-current": String(opened?.item === item.id), onclick: () => open(item.id, true) },
      el("span", { class: "name" }, item.name), el("small", {}, `${kind}, ${bytes(item.bytes)}`)));
  }));
  $("nothing").hidden = library.items.length > 0;
}

/** Opens a recording, with its latest model if it has one, or a model. */
async function open(id, fresh) {
  const item = library.items.find((one) => one.id === id);
  if (item === undefined) return;
  close();
  if (fresh) history.replaceState(null, "", location.pathname);
  writeView({ item: id });
  opened = { item: id, fit: null };
  const ticket = opened;
  try {
    if (item.kind === "model") {
      await show(null, await file(`/api/models/${id}`), ticket);
    } else {
      const fit = library.fits.find((one) => one.recording === id) ?? null;
      const recording = await Recording.open(id);
      const model = fit?.hasModel && fit.state !== "running" ? await file(`/api/fits/${fit.id}/model?after=0`) : null;
      await show(recording, model, ticket);
      if (ticket !== opened) return;
      panel = new FitPanel($("fit"), recording, fit);
      $("fit").hidden = false;
      opened.fit = fit;
      panel.addEventListener("started", ({ detail }) => { opened.fit = detail; version = 0; });
      if (fit?.state === "running") look();
    }
  } catch (error) {
    close();
    say(error.message);
  }
  listItems();
}

async function show(recording, model, ticket) {
  if (ticket !== opened) return;
  stage = new Stage($("stage"), recording, model);
  $("stage").hidden = false;
  $("welcome").hidden = true;
  $("title").textContent = library.items.find((item) => item.id === ticket.item).name;
  document.title = `${$("title").textContent} – Siren`;
  globalThis.studio = stage;
}

function close() {
  stage?.close();
  stage = null;
  panel = null;
  opened = null;
  version = 0;
  $("fit").replaceChildren();
  $("fit").hidden = true;
  $("stage").hidden = true;
  $("welcome").hidden = false;
  $("title").textContent = "";
  say("");
}

async function file(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error((await response.json()).error);
  return response.arrayBuffer();
}

/** The networks of the running fit as they are now; one look at a time. */
async function look() {
  const fit = opened?.fit;
  if (looking || fit === null || fit === undefined) return;
  looking = true;
  try {
    const response = await fetch(`/api/fits/${fit.id}/model?after=${version}`);
    if (response.status !== 200 || opened?.fit?.id !== fit.id) return;
    version = Number(response.headers.get("Siren-Version"));
    await stage.setModel(await response.arrayBuffer(), version > 0);
  } finally {
    looking = false;
  }
}

function heard(fit) {
  const at = library.fits.findIndex((one) => one.id === fit.id);
  const ended = fit.state !== "running" && library.fits[at]?.state === "running";
  if (at >= 0) library.fits[at] = fit;
  else library.fits.unshift(fit);
  if (at < 0 || ended) listItems();
  if (opened?.fit?.id !== fit.id) return;
  opened.fit = fit;
  panel.show(fit);
  if (ended && fit.hasModel) {
    version = 0;
    file(`/api/fits/${fit.id}/model?after=0`).then((model) => stage?.setModel(model)).catch((error) => say(error.message));
  } else if (fit.state === "running") {
    look();
  }
}

function say(text) {
  $("message").textContent = text;
  $("message").hidden = text === "";
}

async function upload(sound) {
  say(`Taking ${sound.name} …`);
  try {
    const response = await fetch(`/api/recordings?name=${encodeURIComponent(sound.name)}`, { method: "POST", body: sound });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    await refresh();
    await open(answer.id, true);
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
    say("The studio does not answer. If it was ended, start it again and open the address that it prints.");
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

refresh().then(() => {
  listen();
  const wanted = readView().item ?? library.first;
  if (wanted !== null && wanted !== undefined) return open(wanted, false);
}).catch((error) => say(error.message));
