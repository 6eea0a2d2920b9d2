const source = (name) => document.getElementById(`source-${name}`).textContent;
const code = ["siren.js", "function-player.js", "page.js"].map(source).join("");
import(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`);
