// An exported model: a stand-alone page that plays, scrubs and zooms.
import { Stage } from "./stage.js";

const decoded = atob(document.getElementById("model").textContent.trim());
const file = Uint8Array.from(decoded, (byte) => byte.charCodeAt(0)).buffer;
globalThis.studio = new Stage(document.getElementById("stage"), null, file);
studio.note.hidden = true;
