// Filters work on claims: an edge stays while one of its claims fits, and is as strong as those that do.
const days = [...new Set(DATA.claims.map(dayOf).filter(Boolean))].sort();
const chosen = (name) => byId(`f-${name}`).value;

function fits(claim) {
  if (chosen("relation") && claim.relation !== chosen("relation")) return false;
  if (chosen("actor") && ![claim.subject, claim.object].includes(Number(chosen("actor")))) return false;
  if (chosen("concept") && claim.concept !== chosen("concept")) return false;
  if (chosen("modality") && claim.modality !== chosen("modality")) return false;
  if (chosen("source") && (claim.source === undefined ? "article" : `=${claim.source}`) !== chosen("source")) return false;
  const from = Number(chosen("from")), to = Number(chosen("to"));
  if (days.length === 0 || (from === 0 && to === days.length - 1)) return true;
  return dayOf(claim) >= days[from] && dayOf(claim) <= days[to];
}

// The focused node with its neighbours; all nodes where none is focused.
function near() {
  if (state.focus === null) return { has: () => true };
  const touching = DATA.edges.filter((edge) => edge.from === state.focus || edge.to === state.focus);
  return new Set(touching.flatMap((edge) => [edge.from, edge.to]));
}

function apply() {
  const strengths = new Map();
  shown.nodes.clear();
  shown.edges.clear();
  const around = near();
  let claims = 0;
  for (const edge of DATA.edges) {
    const fitting = edge.claims.map((index) => DATA.claims[index]).filter(fits);
    if (!fitting.length || !around.has(edge.from) || !around.has(edge.to)) continue;
    claims += fitting.length;
    strengths.set(edge.id, new Set(fitting.map((claim) => claim.group)).size);
    shown.edges.add(edge.id);
    shown.nodes.add(edge.from).add(edge.to);
  }
  if (state.focus !== null) shown.nodes.add(state.focus);
  drawNodes();
  drawEdges(strengths);
  const left = DATA.leftOut ? ` · ${DATA.leftOut} ${say("leftOut")}` : "";
  byId("counts").textContent = shown.edges.size ? `${counted(shown.nodes.size, "nodes")}, ${counted(shown.edges.size, "edges")}, ${counted(claims, "claims")}${left}` : say("nothing");
  byId("from-day").textContent = days.length ? showDay(days[Number(chosen("from"))]) : "";
  byId("to-day").textContent = days.length ? showDay(days[Number(chosen("to"))]) : "";
  const selected = state.selected;
  if (selected && !(selected.kind === "node" ? shown.nodes : shown.edges).has(selected.id)) select(null, null);
  else showPanel(!selected && !byId("panel").hidden);
}

function setFocus(id) {
  state.focus = state.focus === id ? null : id;
  apply();
  showAll();
}

function fill(name, entries) {
  const element = byId(`f-${name}`);
  const value = element.value;
  const sorted = entries.sort((a, b) => a[1].localeCompare(b[1], state.language));
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

function search() {
  const wanted = byId("search").value.trim().toLocaleLowerCase("de");
  const results = [];
  const add = (text, go) => {
    const button = make("button", { type: "button", textContent: text });
    button.addEventListener("click", go);
    results.push(make("li", {}, button));
  };
  if (wanted) {
    for (const node of DATA.nodes) {
      if (node.name.toLocaleLowerCase("de").includes(wanted)) add(node.name, () => { if (!shown.nodes.has(node.id)) reset(); bringIntoView(node.id); select("node", node.id); });
    }
    for (const edge of DATA.edges) {
      const found = edge.claims.some((index) => DATA.claims[index].sentence.join("").toLocaleLowerCase("de").includes(wanted));
      if (found) add(`„…“ ${proposition(edge, edge.from, edge.to)}`, () => { if (!shown.edges.has(edge.id)) reset(); select("edge", edge.id); showEnds(edge); });
    }
  }
  byId("results").replaceChildren(...results.slice(0, 12));
}
