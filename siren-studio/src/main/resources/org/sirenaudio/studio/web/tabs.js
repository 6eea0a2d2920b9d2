// Tabbed panels; the current one is part of the address.
import { el } from "./dom.js";
import { readView, writeView } from "./view.js";

export class Tabs {
  /** @param root to fill @param panels of {id, name, element} */
  constructor(root, panels) {
    this.panels = panels;
    this.tabs = panels.map(({ id, name }) => el("button", {
      role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, type: "button",
      onclick: () => this.show(id), onkeydown: (event) => this.key(event),
    }, name));
    this.list = el("div", { role: "tablist", class: "tabs", "aria-label": "Tools for this sound" }, ...this.tabs);
    for (const { id, element } of panels) {
      element.id = `panel-${id}`;
      element.setAttribute("role", "tabpanel");
      element.setAttribute("aria-labelledby", `tab-${id}`);
    }
    root.replaceChildren(this.list, ...panels.map(({ element }) => element));
    const wanted = readView().panel;
    this.show(panels.some(({ id }) => id === wanted) ? wanted : panels[0].id, false);
  }

  show(id, remember = true) {
    this.panels.forEach((panel, i) => {
      const chosen = panel.id === id;
      panel.element.hidden = !chosen;
      this.tabs[i].setAttribute("aria-selected", String(chosen));
      this.tabs[i].tabIndex = chosen ? 0 : -1;
      if (chosen) panel.shown?.();
    });
    this.current = id;
    if (remember) writeView({ panel: id === this.panels[0].id ? null : id });
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = this.panels.findIndex(({ id }) => id === this.current);
    const next = (at + step + this.panels.length) % this.panels.length;
    this.show(this.panels[next].id);
    this.tabs[next].focus();
  }
}
