// The view state in the address's fragment, so that a reload, bookmark or second window shows the
// same.

/** The fragment's values by name. */
export function readView() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Sets values in the fragment; null removes one. */
export function writeView(values) {
  const all = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") all.delete(name);
    else all.set(name, String(value));
  }
  history.replaceState(null, "", `#${all}`);
}
