// Filters work on claims: an edge stays while one of its claims fits, and is as strong as those that do.
const RESULTS = 12;
let days = [];
const chosen = (name) => byId(`f-${name}`).value;

let wanted = {}; // what the filters say, read once before many claims are looked at

function readFilters() {
  const from = Number(chosen("from")), to = Number(chosen("to"));
  const dated = days.length > 0 && (from > 0 || to < days.length - 1);
  wanted = { relation: chosen("relation"), actor: chosen("actor") && Number(chosen("actor")), concept: chosen("concept"), modality: chosen("modality"), source: chosen("source"), from: dated ? days[from] : "", to: dated ? days[to] : "" };
}

function fits(claim) {
  if (wanted.relation && claim.relation !== wanted.relation) return false;
  if (wanted.actor !== "" && claim.subject !== wanted.actor && claim.object !== wanted.actor) return false;
  if (wanted.concept && claim.concept !== wanted.concept) return false;
  if (wanted.modality && claim.modality !== wanted.modality) return false;
  if (wanted.source && (claim.source === undefined ? "article" : `=${claim.source}`) !== wanted.source) return false;
  return wanted.from === "" || (dayOf(claim) >= wanted.from && dayOf(claim) <= wanted.to);
}

// How many claims of an edge fit, and how many independent reports they are.
function fittingClaims(edge) {
  const groups = [];
  let count = 0;
  for (const index of edge.claims) {
    if (!fits(DATA.claims[index])) continue;
    count++;
    if (!groups.includes(DATA.claims[index].group)) groups.push(DATA.claims[index].group);
  }
  return [count, groups.length];
}

// The focused node with its neighbours; all nodes where none is focused.
function near() {
  if (state.focus === null) return { has: () => true };
  const touching = DATA.edges.filter((edge) => edge.from === state.focus || edge.to === state.focus);
  return new Set(touching.flatMap((edge) => [edge.from, edge.to]));
}

function apply() {
  readFilters();
  const strengths = new Map();
  shown.nodes.clear();
  shown.edges.clear();
  const around = near();
  let claims = 0;
  for (const edge of DATA.edges) {
    if (!around.has(edge.from) || !around.has(edge.to)) continue;
    const [count, strength] = state.reading ? [edge.claims.length, edge.strength] : fittingClaims(edge);
    if (!count) continue;
    claims += count;
    strengths.set(edge.id, strength);
    shown.edges.add(edge.id);
    shown.nodes.add(edge.from).add(edge.to);
  }
  if (state.focus !== null) shown.nodes.add(state.focus);
  drawNodes();
  drawEdges(strengths);
  const left = DATA.leftOut ? ` · ${DATA.leftOut} ${say("leftOut")}` : "";
  const drawn = state.drawnBy ? ` · ${say(state.drawnBy)}` : "";
  byId("counts").textContent = shown.edges.size ? `${counted(shown.nodes.size, "nodes")}, ${counted(shown.edges.size, "edges")}, ${counted(claims, "claims")}${left}${drawn}` : say("nothing");
  sayDays();
  const selected = state.selected;
  if (selected && !(selected.kind === "node" ? shown.nodes : shown.edges).has(selected.id)) select(null, null);
  else showPanel(!selected && !byId("panel").hidden);
}

function sayDays() {
  for (const end of ["from", "to"]) byId(`${end}-day`).textContent = days.length ? showDay(days[Number(chosen(end))]) : "";
}

function setFocus(id) {
  state.focus = state.focus === id ? null : id;
  apply();
  showAll();
}

function fill(name, entries) {
  const element = byId(`f-${name}`);
  const value = element.value;
  const order = new Intl.Collator(state.language).compare;
  const sorted = entries.sort((a, b) => order(a[1], b[1]));
  element.replaceChildren(new Option(say("all"), ""), ...sorted.map(([key, text]) => new Option(text, key)));
  element.value = value;
}

function fillFilters() {
  const distinct = (key) => [...new Set(DATA.claims.map((claim) => claim[key]).filter((value) => value !== undefined))];
  fill("relation", distinct("relation").map((name) => [name, named(DATA.relations, name)]));
  fill("actor", DATA.nodes.filter((node) => node.group === "actor").map((node) => [String(node.id), node.name]));
  fill("concept", distinct("concept").map((name) => [name, named(DATA.concepts, name)]));
  fill("modality", distinct("modality").map((name) => [name, named(DATA.modalities, name)]));
  fill("source", [["article", say("article")], ...distinct("source").map((name) => [`=${name}`, name])]);
}

function setUpDates() {
  days = [...new Set(DATA.claims.map(dayOf).filter(Boolean))].sort();
  byId("dates").hidden = days.length < 2;
  for (const id of ["f-from", "f-to"]) byId(id).max = Math.max(days.length - 1, 0);
  byId("f-to").value = Math.max(days.length - 1, 0);
  byId("f-from").addEventListener("input", () => { if (Number(chosen("from")) > Number(chosen("to"))) byId("f-to").value = chosen("from"); });
  byId("f-to").addEventListener("input", () => { if (Number(chosen("to")) < Number(chosen("from"))) byId("f-from").value = chosen("to"); });
}

function reset() {
  for (const name of ["relation", "actor", "concept", "modality", "source"]) byId(`f-${name}`).value = "";
  byId("f-from").value = 0;
  byId("f-to").value = Math.max(days.length - 1, 0);
  state.focus = null;
  apply();
  showAll();
}

// Names and sentences in small letters, made when they are searched for the first time.
let small = null;
function smallLetters() {
  const lower = (text) => text.toLocaleLowerCase("de");
  small ||= { nodes: DATA.nodes.map((node) => lower(node.name)), edges: DATA.edges.map((edge) => lower(edge.claims.map((index) => DATA.claims[index].sentence.join("")).join("\n"))) };
  return small;
}

function search() {
  const word = byId("search").value.trim().toLocaleLowerCase("de");
  const results = [];
  const add = (text, go) => {
    const button = make("button", { type: "button", textContent: text });
    button.addEventListener("click", go);
    results.push(make("li", {}, button));
  };
  if (word) {
    const { nodes, edges } = smallLetters();
    for (let id = 0; id < nodes.length && results.length < RESULTS; id++) {
      if (nodes[id].includes(word)) add(DATA.nodes[id].name, () => { if (!shown.nodes.has(id)) reset(); bringIntoView(id); select("node", id); });
    }
    for (let id = 0; id < edges.length && results.length < RESULTS; id++) {
      const edge = DATA.edges[id];
      if (edges[id].includes(word)) add(`„…“ ${proposition(edge, edge.from, edge.to)}`, () => { if (!shown.edges.has(id)) reset(); select("edge", id); showEnds(edge); });
    }
    if (!results.length) results.push(make("li", { className: "none", textContent: say("noResults") }));
  }
  byId("results").replaceChildren(...results);
}
