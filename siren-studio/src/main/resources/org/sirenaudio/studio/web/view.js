// What is shown, in the address's fragment: a reload, a bookmark or a second window shows the same.

/** The fragment's values by name. */
export function readView() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Puts values into the fragment; null takes one away. */
export function writeView(values) {
  const all = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") all.delete(name);
    else all.set(name, String(value));
  }
  history.replaceState(null, "", `#${all}`);
}
