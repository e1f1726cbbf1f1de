// The side panel: the sentences of an edge, what a node says and is told of, or the list of all edges.
const ROWS = 200; // edges listed at once
function edgeButton(edge) {
  const button = make("button", { type: "button", className: "edge", textContent: `${proposition(edge, edge.from, edge.to)} (${edge.strength})` });
  button.style.borderLeftColor = stanceColor(edge.stance);
  button.addEventListener("click", () => { select("edge", edge.id); showEnds(edge); });
  return button;
}

function edgeList(edges) {
  const list = make("div");
  const add = (start) => {
    list.append(...edges.slice(start, start + ROWS).map(edgeButton));
    if (start + ROWS < edges.length) {
      const more = make("button", { type: "button", textContent: `${say("more")} (${edges.length - start - ROWS})` });
      more.addEventListener("click", () => { more.remove(); add(start + ROWS); });
      list.append(more);
    }
  };
  add(0);
  return list;
}

const visibleEdges = () => DATA.edges.filter((edge) => shown.edges.has(edge.id));

function edgePanel(id) {
  const edge = DATA.edges[id];
  const claims = edge.claims.map((index) => DATA.claims[index]).filter(fits);
  const count = `${counted(claims.length, "claims")}, ${new Set(claims.map((claim) => claim.group)).size} × ${say("independent")}`;
  return [heading(proposition(edge, edge.from, edge.to)), make("p", { textContent: count }), claimList(claims, false)];
}

function nodePanel(id) {
  const node = DATA.nodes[id];
  const parts = [heading(node.name), make("p", { textContent: `${say(`${node.group}_kind`)} · ${counted(node.total, "claims")}` })];
  for (const [key, end] of [["out", "from"], ["in", "to"]]) {
    const edges = visibleEdges().filter((edge) => edge[end] === id);
    if (edges.length) parts.push(heading(`${say(key)} (${edges.length})`), edgeList(edges));
  }
  const loose = DATA.claims.filter((claim) => claim.edge === undefined && (claim.subject === id || claim.object === id) && fits(claim));
  if (loose.length) parts.push(heading(`${say("loose")} (${loose.length})`), claimList(loose, true));
  return parts;
}

const listPanel = () => [heading(`${say("allEdges")} (${visibleEdges().length})`), edgeList(visibleEdges())];

function select(kind, id) {
  if (state.reading) return;
  state.selected = id === null ? null : { kind, id };
  mark(kind, id);
  showPanel();
}

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
