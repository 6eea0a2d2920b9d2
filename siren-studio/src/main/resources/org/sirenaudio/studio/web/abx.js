// A blind ABX test with a fixed number of trials; the score is shown after the last one.
import { el } from "./dom.js";

/** The probability of at least this many right answers by guessing: one-sided, P(X ≥ right), X ~ Binomial(trials, ½). */
export function chance(right, trials) {
  let term = 2 ** -trials;
  let sum = 0;
  for (let k = 0; k <= trials; k++) {
    if (k >= right) sum += term;
    term *= (trials - k) / (k + 1);
  }
  return Math.min(1, sum);
}

export class BlindTest {
  constructor(root, stage) {
    this.root = root;
    this.stage = stage;
    this.root.classList.add("card");
    this.keys = (event) => this.key(event);
    this.stage.addEventListener("model", () => this.changed());
    this.stage.addEventListener("compared", () => this.changed());
    this.rest("");
  }

  changed() {
    if (this.trial !== undefined) this.rest("The test was aborted because the compared sounds changed.");
    else this.rest(this.result ?? "");
  }

  /** Before and after a test. */
  rest(result) {
    const { stage } = this;
    document.removeEventListener("keydown", this.keys, true);
    this.trial = undefined;
    this.result = result;
    stage.blind = false;
    stage.controls.update();
    const sources = stage.controls.audible().filter(([source]) => source !== "error");
    const select = (label, index) => el("label", { class: "field" }, label,
      el("select", {}, ...sources.map(([source, name], i) => el("option", { value: source, selected: i === index }, name))));
    const [first, second] = [select("A", 0), select("B", 1)];
    const trials = el("select", {}, ...[8, 12, 16, 24, 32].map((n) => el("option", { value: n, selected: n === 16 }, String(n))));
    const enough = sources.length > 1;
    this.root.replaceChildren(
      el("h2", {}, "Blind test"),
      el("p", { class: "note" }, "Can you hear a difference? X is A or B, chosen at random in each trial, all at the same level. The number of trials is fixed in advance and the score stays hidden until the last one, since stopping early at a good score would invalidate the test."),
      enough ? el("form", { class: "fields", onsubmit: (event) => { event.preventDefault(); this.begin(first, second, Number(trials.value)); } },
        first, second, el("label", { class: "field" }, "Trials", trials),
        el("div", { class: "field end" }, el("button", { class: "main", type: "submit" }, "Start the test")))
        : el("p", {}, "Nothing to compare yet: fit the recording first."),
      el("p", { class: "result", role: "status" }, result));
  }

  begin(first, second, trials) {
    const pick = (label) => {
      const select = label.querySelector("select");
      return { source: select.value, name: select.selectedOptions[0].textContent };
    };
    [this.a, this.b] = [pick(first), pick(second)];
    if (this.a.source === this.b.source) {
      this.root.querySelector(".result").textContent = "Choose two different sounds.";
      return;
    }
    this.trials = trials;
    this.answers = Array.from(crypto.getRandomValues(new Uint8Array(trials)), (byte) => byte & 1);
    this.right = 0;
    this.trial = 0;
    const { stage } = this;
    stage.blind = true;
    stage.matched = true;
    stage.controls.matched.checked = true;
    stage.match();
    stage.controls.setSpeed(1);
    stage.controls.update();
    document.addEventListener("keydown", this.keys, true);
    this.ask();
  }

  ask() {
    const button = (text, key, title, action, pressed) => el("button", { type: "button", title, onclick: action, "data-abx": text, ...(pressed ? { "aria-pressed": "false" } : {}) },
      text, el("kbd", { "aria-hidden": "true" }, key));
    this.hearing = Object.fromEntries(["A", "B", "X"].map((which, i) =>
      [which, button(which, String(i + 1), `Listen to ${which} (${i + 1})`, () => this.hear(which), true)]));
    this.root.replaceChildren(
      el("h2", {}, "Blind test"),
      el("p", { role: "status" }, `Trial ${this.trial + 1} of ${this.trials}. A is ${this.a.name}, B is ${this.b.name}.`),
      el("progress", { max: this.trials, value: this.trial, "aria-label": "Trials done" }),
      el("div", { class: "actions", role: "group", "aria-label": "Listen" }, ...Object.values(this.hearing)),
      el("div", { class: "actions", role: "group", "aria-label": "Answer" },
        button("X is A", "A", "Answer that X is A (A)", () => this.answer(0)),
        button("X is B", "B", "Answer that X is B (B)", () => this.answer(1)),
        el("button", { type: "button", class: "quiet", onclick: () => this.rest("The test was cancelled; there is no result.") }, "Cancel the test")));
    this.hear("X");
  }

  hear(which) {
    const source = which === "X" ? [this.a, this.b][this.answers[this.trial]].source : { A: this.a, B: this.b }[which].source;
    for (const [name, button] of Object.entries(this.hearing)) button.setAttribute("aria-pressed", String(name === which));
    const { player } = this.stage;
    player.listen(source);
    if (!player.playing) player.play(true);
  }

  answer(guess) {
    if (guess === this.answers[this.trial]) this.right++;
    this.trial++;
    if (this.trial < this.trials) {
      this.ask();
      return;
    }
    const p = chance(this.right, this.trials);
    this.stage.player.play(false);
    const said = p < 0.05
      ? "That is unlikely by guessing: you most likely hear a difference."
      : "That is plausible by guessing: this test shows no audible difference.";
    this.rest(`${this.right} of ${this.trials} right. The probability of at least that many by guessing is p = ${p < 1e-4 ? p.toExponential(1) : p.toFixed(4)}. ${said}`);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.root.hidden) return;
    const action = { 1: () => this.hear("A"), 2: () => this.hear("B"), 3: () => this.hear("X"), a: () => this.answer(0), b: () => this.answer(1) }[event.key.toLowerCase()];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  close() {
    document.removeEventListener("keydown", this.keys, true);
  }
}
