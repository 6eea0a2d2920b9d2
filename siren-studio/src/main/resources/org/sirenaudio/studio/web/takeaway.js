// Exports: the model, a rendering, a picture of the view, a stand-alone page.
import { el } from "./dom.js";
import { pngOf, svgOf } from "./vector.js";

const RATES = [8000, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000];

export class TakeAway {
  /** @param name of the sound */
  constructor(root, stage, name) {
    this.root = root;
    this.stage = stage;
    this.name = name;
    this.model = null;
    root.classList.add("card");
    this.build();
    this.update(null);
  }

  build() {
    const stem = this.name.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
    this.rate = el("input", { type: "number", list: "rates", min: 1000, max: 768000, step: 1, value: Math.round(this.stage.axis.sampleRate), required: true, id: "take-rate" });
    this.title = el("input", { type: "text", maxlength: 300, id: "take-title", value: stem });
    this.licence = el("input", { type: "text", maxlength: 300, id: "take-licence", placeholder: "such as CC BY 4.0, Jane Doe" });
    const button = (text, title, action) => el("button", { type: "button", title, onclick: action }, text);
    const field = (label, input, help) => el("div", { class: "field" }, el("label", { for: input.id }, label), input, el("small", {}, help));
    this.ofModel = el("div", {},
      el("div", { class: "fields" },
        el("div", { class: "field" }, el("span", { class: "label" }, "Model"), button("Save the model", "Downloads the networks, for siren render and Python", () => this.fetch("?keep=1")), el("small", {}, "A .safetensors file that can be rendered anywhere at any rate.")),
        el("div", { class: "field" }, el("label", { for: "take-rate" }, "Sample rate, Hz"), this.rate, button("Save the sound", "Downloads the whole sound as a WAV file at this rate", () => this.render()), el("small", {}, "A WAV file at any sample rate. Above the recording's own rate it contains no additional frequencies."))),
      el("form", { class: "fields", onsubmit: (event) => { event.preventDefault(); this.page(); } },
        field("Title", this.title, "Title of the page."),
        field("Licence and author", this.licence, "Licence and author of the recording, shown on the page."),
        el("div", { class: "field end" }, el("button", { type: "submit", title: "Downloads one HTML file that plays, zooms and shows the spectrogram offline" }, "Save as a page"))));
    this.none = el("p", { class: "note" });
    this.root.replaceChildren(
      el("h2", {}, "Export"), this.none, this.ofModel, el("datalist", { id: "rates" }, ...RATES.map((rate) => el("option", { value: rate }))),
      el("div", { class: "actions" },
        button("Picture as PNG", "Downloads the current view as pixels", async () => this.save(await pngOf(this.stage), `${stem}.png`)),
        button("Picture as SVG", "Downloads the current view as scalable lines", () => this.save(new Blob([svgOf(this.stage, stem)], { type: "image/svg+xml" }), `${stem}.svg`))));
  }

  /** @param model URL of the model's file, or null while there is none */
  update(model, running = false) {
    this.model = model;
    this.ofModel.hidden = model === null;
    this.none.hidden = model !== null;
    this.none.textContent = running ? "The fit is still running: pause it or stop it to export its model." : "No model yet: fit the recording first.";
  }

  render() {
    if (this.rate.reportValidity()) this.fetch(`/rendering?rate=${this.rate.value}`);
  }

  page() {
    this.fetch(`/page?${new URLSearchParams({ title: this.title.value, licence: this.licence.value })}`);
  }

  /** The browser saves the response directly, without holding it in memory. */
  fetch(what) {
    download(this.model + what, "");
  }

  save(blob, name) {
    const url = URL.createObjectURL(blob);
    download(url, name);
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

function download(href, name) {
  const link = el("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}
