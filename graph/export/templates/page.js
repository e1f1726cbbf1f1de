// What all parts share: the data, the language, small helpers. Text only ever becomes text nodes.
const DATA = JSON.parse(document.getElementById("data").textContent);
const state = { language: DATA.language, dark: matchMedia("(prefers-color-scheme: dark)").matches, focus: null, selected: null, moved: false, reading: !DATA.claims, drawnBy: "" };
DATA.claims ||= []; // those of a large network come after it, so that it is drawn first
const shown = { nodes: new Set(), edges: new Set() };
const byId = (id) => document.getElementById(id);
const say = (key) => DATA.messages[state.language][key];
const counted = (number, key) => `${number} ${say(number === 1 ? `${key}_1` : key)}`;
const named = (table, name) => (Object.hasOwn(table, name) ? table[name][state.language] : name);
const relationName = (thing) => named(DATA.relations, thing.relation) + (thing.negated ? ` (${say("denied")})` : "");
const look = () => (state.dark ? { ink: "#E8EAED", ground: "#15181C", halo: "#15181CB0" } : { ink: "#1C1F24", ground: "#FFFFFF", halo: "#FFFFFFB0" });
const SVG = "http://www.w3.org/2000/svg";
const endName = (end) => (typeof end === "number" ? DATA.nodes[end].name : end);
const articleOf = (claim) => DATA.articles[claim.article];
const dayOf = (claim) => articleOf(claim).date || "";
const stanceColor = (stance) => DATA.stances[stance][state.dark ? "dark" : "light"];
const proposition = (thing, from, to) => `${endName(from)} — ${relationName(thing)} → ${endName(to)}`;

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

function showDay(day) {
  if (!day) return say("undated");
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(state.language, { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
}

function sayAll() {
  document.documentElement.lang = state.language;
  document.documentElement.dataset.theme = state.dark ? "dark" : "light";
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  for (const element of document.querySelectorAll("[data-name]")) element.setAttribute("aria-label", say(element.dataset.name));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  byId("theme").textContent = say(state.dark ? "light" : "dark");
  document.title = `diplograph: ${say(document.body.dataset.title)}`;
}

function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
