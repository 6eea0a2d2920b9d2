"use strict";
// Finds the pages that hold all words typed, those with a word in the title first, and shows where.
const box = document.getElementById("search");
const found = document.getElementById("found");

function excerpt(text, word) {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return "";
  const from = Math.max(0, at - 40);
  return (from > 0 ? "… " : "") + text.slice(from, at + 80) + " …";
}

box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
  found.replaceChildren();
  if (words.length === 0) return;
  const inTitle = (page) => words.filter((word) => page.title.toLowerCase().includes(word)).length;
  const hits = PAGES.filter((page) => {
    const all = (page.title + " " + page.text).toLowerCase();
    return words.every((word) => all.includes(word));
  }).sort((a, b) => inTitle(b) - inTitle(a));
  for (const page of hits) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = box.dataset.up + page.at;
    link.textContent = page.title;
    const where = document.createElement("p");
    where.textContent = excerpt(page.text, words[0]);
    item.append(link, where);
    found.append(item);
  }
  if (hits.length === 0) found.append("No page has all of these words.");
});
