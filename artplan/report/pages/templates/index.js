"use strict";
// Search and comparison on the page of all runs. Everything is written as text, never as markup.
const told = JSON.parse(document.getElementById("told").textContent);
const rows = [...document.querySelectorAll(".runs tbody tr")];
const names = rows.map((row) => row.querySelector("a").textContent);
const scenarios = rows.map((row) => row.dataset.scenario);  // what commands call them; the same in both languages
const search = document.getElementById("search"), found = document.getElementById("found");
const one = document.getElementById("one"), other = document.getElementById("other");
const result = document.getElementById("compared");

function element(tag, content, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...[content].flat());
  return made;
}

function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/);
  const said = (row) => `${row.textContent} ${row.dataset.scenario}`.toLowerCase();
  for (const row of rows) row.hidden = !wanted.every((word) => said(row).includes(word));
  const shown = rows.filter((row) => !row.hidden).length;
  found.textContent = told.words.found.replace("{shown}", shown).replace("{all}", rows.length);
}

// steps: whole numbers of the smallest step that is shown
function written(steps, row, sign = false) {
  if (steps === null) return "—";
  const size = (Math.abs(steps) / 10 ** row.decimals).toFixed(row.decimals);
  const [whole, part] = size.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? "." + part : "") + (row.share ? "%" : "");
  return (steps < 0 ? "−" : sign && steps > 0 ? "+" : "") + grouped;
}

function difference(row, before, after) {
  if (before === null || after === null || before === after) return ["", "", ""];
  const change = after - before, mark = change * row.good > 0 ? "good" : change * row.good < 0 ? "bad" : "";
  const shown = written(change, { ...row, share: false }, true);
  if (row.share) return [told.words.points.replace("{points}", shown), "", mark];
  const relative = before * after <= 0 ? "" : written(Math.round((after / before - 1) * 1000), { decimals: 1, share: true }, true);
  return [shown, relative, mark];
}

function table(caption, heads, lines, kind) {
  const number = (place) => (kind === "numbers" && place ? "number" : "");
  const head = element("tr", heads.map((each, place) => element("th", each, { scope: "col", class: number(place) })));
  const body = lines.map(({ cells, mark, result, how }) =>
    element("tr", cells.map((cell, place) => place
      ? element("td", cell, { class: [number(place), place > 2 ? mark : ""].join(" ").trim() })
      : element("th", cell, { scope: "row", title: how })), { class: result ? "result" : "" }));
  const whole = element("table", [element("caption", caption), element("thead", head), element("tbody", body)]);
  return element("div", whole, { class: `table ${kind}`, tabindex: "0", role: "region", "aria-label": caption });
}

function compare() {
  const a = Number(one.value), b = Number(other.value), words = told.words;
  const figures = told.rows.filter((row) => row.steps[a] !== null || row.steps[b] !== null).map((row) => {
    const [change, relative, mark] = difference(row, row.steps[a], row.steps[b]);
    return { cells: [row.label, written(row.steps[a], row), written(row.steps[b], row), change, relative], mark, result: row.result };
  });
  const differ = told.parameters.filter((each) => each.values[a] !== each.values[b])
    .map((each) => ({ cells: [each.label, each.values[a] || "—", each.values[b] || "—"], how: each.path }));
  result.replaceChildren(table(words.of_figures, [words.line, names[a], names[b], words.change, words.relative], figures, "numbers"));
  if (differ.length) result.append(table(words.of_parameters, [words.parameter, names[a], names[b]], differ, "words"));
  else result.append(element("p", words.same));
}

function chosen() {
  compare();
  history.replaceState(null, "", "#" + new URLSearchParams({ compare: scenarios[one.value], with: scenarios[other.value] }));
}

for (const select of [one, other]) {
  select.append(...names.map((name, place) => element("option", name, { value: String(place) })));
  select.addEventListener("change", chosen);
}
const asked = new URLSearchParams(location.hash.slice(1)), at = (name) => scenarios.indexOf(asked.get(name));
one.value = String(Math.max(at("compare") < 0 ? scenarios.indexOf("base") : at("compare"), 0));
other.value = String(at("with") < 0 ? (one.value === "0" && rows.length > 1 ? 1 : 0) : at("with"));
search.addEventListener("input", filter);
for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
filter();
if (rows.length > 1) compare();
