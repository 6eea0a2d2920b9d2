// Shared helpers of the page.

/** An element with attributes, listeners (onclick …) and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Seconds as 1:02:03.4, with the decimals needed for a step of the given size. */
export function clock(seconds, step = 0.1) {
  const digits = Math.max(0, Math.min(7, Math.ceil(-Math.log10(step))));
  const rounded = Math.max(0, Number(seconds.toFixed(digits)));
  const whole = Math.floor(rounded / 60);
  const rest = (rounded - 60 * whole).toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, "0");
  const hours = Math.floor(whole / 60);
  return hours > 0 ? `${hours}:${String(whole % 60).padStart(2, "0")}:${rest}` : `${whole}:${rest}`;
}

export function decibels(value) {
  return Number.isFinite(value) ? `${value.toFixed(1)} dB` : "–";
}

export function bytes(count) {
  return count < 1e6 ? `${Math.max(1, Math.round(count / 1e3))} kB` : `${(count / 1e6).toFixed(1)} MB`;
}

/** A colour from the style sheet, for the light or dark scheme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The location of a module's source: on the server, or in an exported page. */
export function moduleUrl(name) {
  const inline = document.getElementById(`source-${name}`);
  if (inline === null) return `/web/${name}`;
  const code = ["siren.js", "function-player.js"].map((part) => document.getElementById(`source-${part}`).textContent);
  // Chromium lets a page from file:// load a worklet from data:, but not from blob:.
  return `data:text/javascript;charset=utf-8,${encodeURIComponent([...code, inline.textContent].join(""))}`;
}

/** Default font of canvases. */
export const FONT = "12px system-ui, sans-serif";

/** A canvas's cleared context in CSS pixels, with alphabetic baseline, and its width and height. A recorder may replace it. */
export function surface(canvas) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.recorder !== undefined) {
    canvas.recorder.begin(width, height);
    return { g: canvas.recorder, width, height };
  }
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const g = canvas.getContext("2d");
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.clearRect(0, 0, width, height);
  g.font = FONT;
  g.textBaseline = "alphabetic";
  return { g, width, height };
}
