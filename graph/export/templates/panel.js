// The side panel: the sentences of an edge, what a node says and is told of, or the list of all edges.
const PIECE = 50; // claims shown at once

function claimEntry(claim, withWords) {
  const article = articleOf(claim);
  const sentence = make("p", { className: "sentence" });
  claim.sentence.forEach((piece, index) => sentence.append(index % 2 ? make("mark", { textContent: piece }) : piece));
  const outlet = [showDay(article.date), article.outlet, article.title].filter(Boolean).join(" · ");
  const facts = make("p", { className: "facts" }, make("span", { textContent: outlet }));
  if (article.url && /^https?:\/\//i.test(article.url)) {
    facts.append(" ", make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer", textContent: say("open") }));
  }
  const tags = make("p");
  const tag = (text) => tags.append(make("span", { className: "tag", textContent: text }));
  tag(`${say("saidBy")}: ${claim.source || say("article")}`);
  tag(named(DATA.modalities, claim.modality));
  if (claim.negated) tag(say("denied"));
  if (claim.conditions) tag(`${say("conditions")}: ${claim.conditions}`);
  if (claim.place) tag(`${say("place")}: ${claim.place}`);
  if (claim.time) tag(`${say("time")}: ${claim.time}`);
  if (claim.concept) tag(named(DATA.concepts, claim.concept));
  tag(`${say("confidence")} ${Math.round(claim.confidence * 100)} %`);
  const entry = make("article", { className: "claim" });
  if (withWords) entry.append(make("p", {}, make("strong", { textContent: proposition(claim, claim.subject, claim.object) })));
  entry.append(sentence, facts, tags);
  return entry;
}

function claimList(claims, withWords) {
  const list = make("div");
  const add = (start) => {
    list.append(...claims.slice(start, start + PIECE).map((claim) => claimEntry(claim, withWords)));
    if (start + PIECE < claims.length) {
      const more = make("button", { type: "button", textContent: `${say("more")} (${claims.length - start - PIECE})` });
      more.addEventListener("click", () => { more.remove(); add(start + PIECE); });
      list.append(more);
    }
  };
  add(0);
  return list;
}

function edgeButton(edge) {
  const button = make("button", { type: "button", className: "edge", textContent: `${proposition(edge, edge.from, edge.to)} (${edge.strength})` });
  button.style.borderLeftColor = stanceColor(edge.stance);
  button.addEventListener("click", () => select("edge", edge.id));
  return button;
}

const heading = (text) => make("h2", { textContent: text });
const visibleEdges = () => DATA.edges.filter((edge) => shown.edges.has(edge.id));

function edgePanel(id) {
  const edge = DATA.edges[id];
  const claims = edge.claims.map((index) => DATA.claims[index]).filter(fits);
  const count = `${claims.length} ${say("claims")}, ${new Set(claims.map((claim) => claim.group)).size} × ${say("independent")}`;
  return [heading(proposition(edge, edge.from, edge.to)), make("p", { textContent: count }), claimList(claims, false)];
}

function nodePanel(id) {
  const node = DATA.nodes[id];
  const parts = [heading(node.name), make("p", { textContent: `${say(`${node.group}_kind`)} · ${node.total} ${say("claims")}` })];
  for (const [key, end] of [["out", "from"], ["in", "to"]]) {
    const edges = visibleEdges().filter((edge) => edge[end] === id);
    if (edges.length) parts.push(heading(`${say(key)} (${edges.length})`), ...edges.map(edgeButton));
  }
  const loose = DATA.claims.filter((claim) => claim.edge === undefined && (claim.subject === id || claim.object === id) && fits(claim));
  if (loose.length) parts.push(heading(`${say("loose")} (${loose.length})`), claimList(loose, true));
  return parts;
}

const listPanel = () => [heading(`${say("edges")} (${visibleEdges().length})`), ...visibleEdges().map(edgeButton)];

function showPanel(withList = false) {
  const chosen = state.selected;
  byId("panel").hidden = !chosen && !withList;
  byId("list").setAttribute("aria-expanded", String(!byId("panel").hidden));
  byId("focus").hidden = !(chosen && chosen.kind === "node") && state.focus === null;
  byId("focus").textContent = say(state.focus === null ? "focus" : "unfocus");
  if (chosen) byId("content").replaceChildren(...(chosen.kind === "node" ? nodePanel(chosen.id) : edgePanel(chosen.id)));
  else byId("content").replaceChildren(...(withList ? listPanel() : []));
  byId("panel").scrollTop = 0;
}
