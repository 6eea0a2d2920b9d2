// A corpus's manifest as a table: sort by any column, filter, open and play its models.
import { clock, decibels, el } from "./dom.js";
import { Player } from "./player.js";
import { Model } from "./siren.js";
import { Rendering } from "./sources.js";

const PAGE = 200;
const known = (text) => (value) => value === null || value === undefined ? "–" : text(value);
const COLUMNS = [
  ["path", "Recording", String], ["status", "Status", String], ["duration_seconds", "Length", known((v) => clock(v, 0.1))],
  ["sample_rate_hz", "Rate, Hz", known(String)], ["channels", "Channels", known(String)], ["snr_db", "SNR", known(decibels)],
  ["lsd", "LSD", known((v) => v.toFixed(2))], ["parameters", "Parameters", known((v) => v.toLocaleString("en"))], ["steps", "Steps", known(String)],
  ["fit_seconds", "Fit, s", known((v) => v.toFixed(1))],
];

export class CorpusTable {
  /** @param table {rows, notShown} @param open opens a model by id */
  constructor(root, table, open) {
    Object.assign(this, { root, table, open, by: "path", down: false, most: PAGE, playing: null });
    this.player = new Player();
    this.player.addEventListener("state", () => { if (!this.player.playing && this.playing !== null) this.play(null); });
    this.filter = el("input", { type: "search", placeholder: "Filter, such as failed or snr<30", "aria-label": "Filter the table", oninput: () => { this.most = PAGE; this.show(); } });
    this.count = el("span", { role: "status", class: "note" });
    this.head = el("tr");
    this.body = el("tbody");
    this.more = el("button", { type: "button", onclick: () => { this.most += PAGE; this.show(); } }, "Show more rows");
    root.replaceChildren(el("h2", {}, "Corpus"), el("div", { class: "actions" }, this.filter, this.count),
      el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Manifest" }, el("table", {}, el("thead", {}, this.head), this.body)), this.more);
    this.show();
  }

  /** Words that a row must contain, or a bound on a column such as snr<30. */
  matches(row, words) {
    return words.every((word) => {
      const bound = /^([a-z_]+)([<>])(-?[\d.]+)$/.exec(word);
      if (bound !== null) {
        const name = COLUMNS.map(([key]) => key).find((key) => key.startsWith(bound[1]));
        const value = row[name];
        return typeof value === "number" && (bound[2] === "<" ? value < Number(bound[3]) : value > Number(bound[3]));
      }
      return `${row.path} ${row.status} ${row.error ?? ""}`.toLowerCase().includes(word);
    });
  }

  show() {
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = this.table.rows.filter((row) => this.matches(row, words));
    const order = this.down ? -1 : 1;
    rows.sort((a, b) => {
      const [x, y] = [a[this.by], b[this.by]];
      if (x === null || y === null) return (x === null) - (y === null);
      return order * (typeof x === "number" ? x - y : String(x).localeCompare(String(y), "en"));
    });
    this.head.replaceChildren(...COLUMNS.map(([key, name]) => el("th", { scope: "col", "aria-sort": key === this.by ? this.down ? "descending" : "ascending" : "none" },
      el("button", { type: "button", class: "sort", onclick: () => this.sort(key) }, name, el("span", { "aria-hidden": "true" }, key === this.by ? this.down ? " ↓" : " ↑" : "")))));
    this.body.replaceChildren(...rows.slice(0, this.most).map((row) => el("tr", {}, ...COLUMNS.map(([key, , text], i) => i > 0
      ? el("td", { class: key === "status" ? row.status : false }, key === "status" && row.error ? `${row.status}: ${row.error}` : text(row[key]))
      : el("th", { scope: "row" }, ...row.modelId === null ? [text(row[key])]
        : [this.playButton(row), el("button", { type: "button", class: "link", title: "Open and play", onclick: () => this.open(row.modelId, row.recordingId) }, text(row[key]))])))));
    const left = this.table.notShown > 0 ? ` ${this.table.notShown} more rows are not shown.` : "";
    this.count.textContent = `${rows.length} of ${this.table.rows.length} recordings.${left}`;
    this.more.hidden = rows.length <= this.most;
  }

  playButton(row) {
    const plays = this.playing === row.modelId;
    return el("button", { type: "button", class: "tiny", "aria-label": `${plays ? "Stop" : "Play the model of"} ${row.path}`, onclick: () => this.play(plays ? null : row.modelId) }, plays ? "■" : "▶");
  }

  /** Plays a model from the start, or stops. */
  async play(id) {
    this.rendering?.close();
    this.rendering = undefined;
    this.playing = id;
    this.show();
    if (id === null) {
      this.player.play(false);
      return;
    }
    await this.player.start();
    const file = await (await fetch(`/api/models/${id}`)).arrayBuffer();
    if (this.playing !== id) return;
    this.rendering = new Rendering(Model.parse(file), file);
    this.player.load({ model: this.rendering });
    this.player.seek(0);
    this.player.play(true);
  }

  close() {
    this.rendering?.close();
    this.player.context?.close();
  }

  sort(key) {
    this.down = key === this.by ? !this.down : key !== "path";
    this.by = key;
    this.show();
    this.head.querySelector('[aria-sort]:not([aria-sort="none"]) button').focus();
  }
}
