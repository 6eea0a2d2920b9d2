// The subset of the canvas context used by the panes, as SVG.
import { colour, FONT } from "./dom.js";

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const short = (x) => Number(x.toFixed(2));

/** Records drawing calls. */
class SvgContext {
  constructor() {
    this.measuring = new OffscreenCanvas(1, 1).getContext("2d");
    this.begin(0, 0);
  }

  begin(width, height) {
    Object.assign(this, { width, height, parts: [], path: [], dash: [], fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: FONT, textBaseline: "alphabetic" });
  }

  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push(`M${short(x)} ${short(y)}`); }
  lineTo(x, y) { this.path.push(`${this.path.length === 0 ? "M" : "L"}${short(x)} ${short(y)}`); }
  rect(x, y, w, h) { this.path.push(`M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}z`); }

  arc(x, y, r) {
    this.path.push(`M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0`);
  }

  get alpha() { return this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""; }

  stroke() {
    const dash = this.dash.length > 0 ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.parts.push(`<path d="${this.path.join("")}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${this.lineWidth}"${dash}${this.alpha}/>`);
  }

  fill() { this.parts.push(`<path d="${this.path.join("")}" fill="${escaped(this.fillStyle)}"${this.alpha}/>`); }

  fillRect(x, y, w, h) {
    this.parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" fill="${escaped(this.fillStyle)}"${this.alpha}/>`);
  }

  measureText(text) {
    this.measuring.font = this.font;
    return this.measuring.measureText(text);
  }

  fillText(text, x, y) {
    const shift = { top: 0.8, middle: 0.35 }[this.textBaseline] ?? 0;
    const size = parseFloat(this.font);
    this.parts.push(`<text x="${short(x)}" y="${short(y + shift * size)}" font-family="sans-serif" font-size="${size}" fill="${escaped(this.fillStyle)}">${escaped(text)}</text>`);
  }

  setLineDash(dash) { this.dash = dash; }

  /** Pictures are embedded as PNG. */
  drawImage(image, x, y, w, h) {
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    this.parts.push(`<image x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" preserveAspectRatio="none" href="${canvas.toDataURL("image/png")}"/>`);
  }
}

/** The panes as the text of an SVG file. */
export function svgOf(stage, title) {
  const figures = visible(stage);
  for (const { canvas } of figures) canvas.recorder = new SvgContext();
  try {
    stage.drawWaves();
    stage.paintSpectrograms();
    const width = stage.panes.clientWidth;
    const paper = colour("card");
    const ink = colour("text");
    let y = 0;
    const parts = figures.map(({ canvas, caption }) => {
      const { recorder } = canvas;
      const at = y;
      y += recorder.height + 1;
      const label = caption === "" ? "" : `<text x="${width - 6}" y="15" text-anchor="end" font-family="sans-serif" font-size="12" fill="${escaped(ink)}" stroke="${escaped(paper)}" stroke-width="3" paint-order="stroke">${escaped(caption)}</text>`;
      return `<svg y="${at}" width="${width}" height="${recorder.height}" overflow="hidden">${recorder.parts.join("")}${label}</svg>`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"><title>${escaped(title)}</title><rect width="${width}" height="${y}" fill="${escaped(paper)}"/>${parts.join("\n")}</svg>\n`;
  } finally {
    for (const { canvas } of figures) delete canvas.recorder;
    stage.draw();
  }
}

/** The panes as a PNG. */
export function pngOf(stage) {
  const ratio = window.devicePixelRatio || 1;
  const figures = visible(stage);
  const all = document.createElement("canvas");
  all.width = stage.panes.clientWidth * ratio;
  all.height = figures.reduce((sum, { canvas }) => sum + canvas.height + ratio, 0);
  const g = all.getContext("2d");
  g.fillStyle = colour("card");
  g.fillRect(0, 0, all.width, all.height);
  g.font = `${12 * ratio}px system-ui, sans-serif`;
  g.textAlign = "right";
  let y = 0;
  for (const { canvas, caption } of figures) {
    g.drawImage(canvas, 0, y);
    g.strokeStyle = colour("card");
    g.lineWidth = 3 * ratio;
    g.strokeText(caption, all.width - 6 * ratio, y + 15 * ratio);
    g.fillStyle = colour("text");
    g.fillText(caption, all.width - 6 * ratio, y + 15 * ratio);
    y += canvas.height + ratio;
  }
  return new Promise((done) => all.toBlob(done, "image/png"));
}

function visible(stage) {
  return Array.from(stage.panes.querySelectorAll("figure")).filter((figure) => !figure.hidden).map((figure) => ({
    canvas: figure.querySelector("canvas"), caption: figure.querySelector("figcaption")?.textContent ?? "",
  }));
}
