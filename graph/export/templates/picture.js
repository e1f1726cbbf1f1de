// The picture: vis-network with fixed places; colours and names follow theme, language and filters.
const visNodes = new vis.DataSet(DATA.nodes.map((node) => ({ ...node, title: undefined })));
const visEdges = new vis.DataSet(DATA.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })));
const network = new vis.Network(byId("picture"), { nodes: visNodes, edges: visEdges }, {
  physics: false,
  autoResize: true,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 150, keyboard: false, multiselect: false },
  nodes: { borderWidth: 1.5, borderWidthSelected: 4, labelHighlightBold: false },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, selectionWidth: 2, hoverWidth: 1 },
});

function lettering() {
  const { ink, ground } = look();
  return { color: ink, strokeWidth: 4, strokeColor: ground, face: "system-ui, Noto Sans, DejaVu Sans, sans-serif" };
}

function drawNodes() {
  const { ink } = look();
  const font = lettering();
  visNodes.update(DATA.nodes.map((node) => {
    const color = DATA.shapes[node.group].color;
    return {
      id: node.id, hidden: !shown.nodes.has(node.id), font: { ...font, size: node.size > 16 ? 21 : 18 },
      color: { background: color, border: ink, highlight: { background: color, border: ink }, hover: { background: color, border: ink } },
      title: `${node.name}\n${say(`${node.group}_kind`)}, ${counted(node.total, "claims")}`,
    };
  }));
}

function drawEdges(strengths) {
  const { ground } = look();
  const font = lettering();
  const labelled = byId("f-labels").checked;
  visEdges.update(DATA.edges.map((edge) => {
    const color = stanceColor(edge.stance);
    const strength = strengths.get(edge.id) || 0;
    return {
      id: edge.id, hidden: !shown.edges.has(edge.id), width: 1.2 + 1.5 * Math.sqrt(strength), dashes: DATA.stances[edge.stance].dashes,
      color: { color, highlight: color, hover: color }, label: labelled ? relationName(edge) : "", font: { ...font, color, size: 15, align: "middle", background: ground },
      smooth: edge.curve === 0 ? false : { enabled: true, type: edge.curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.curve) },
      title: `${proposition(edge, edge.from, edge.to)}\n${strength} × ${say("independent")}`,
    };
  }));
}

function mark(kind, id) {
  if (id === null) network.unselectAll();
  else if (kind === "node") network.selectNodes([id]);
  else network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
}

function bringIntoView(id) {
  state.moved = true;
  const place = network.getPositions([id])[id];
  network.moveTo({ position: place, scale: Math.max(network.getScale(), 0.7), animation: false });
}

// Both ends of an edge come into view, without going nearer than one is; where they are in view, nothing moves.
function showEnds(edge) {
  const { clientWidth, clientHeight } = byId("picture");
  const ends = Object.values(network.getPositions([edge.from, edge.to])).map((place) => network.canvasToDOM(place));
  if (ends.every(({ x, y }) => x > 20 && y > 20 && x < clientWidth - 20 && y < clientHeight - 40)) return;
  state.moved = true;
  network.fit({ nodes: [edge.from, edge.to], maxZoomLevel: network.getScale(), animation: false });
}

window.addEventListener("beforeprint", () => showAll());
function zoom(factor) {
  state.moved = true;
  network.moveTo({ scale: network.getScale() * factor });
}

function showAll() {
  state.moved = false;
  network.fit({ nodes: [...shown.nodes], animation: false });
}

network.on("click", (event) => {
  if (event.nodes.length) select("node", event.nodes[0]);
  else if (event.edges.length) select("edge", event.edges[0]);
  else select(null, null);
});
network.on("doubleClick", (event) => { if (event.nodes.length) setFocus(event.nodes[0]); });
