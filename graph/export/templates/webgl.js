// The picture of a large network: sigma.js draws it with WebGL, at places that are computed before.
const SHAPE = { dot: "circle", square: "square", diamond: "diamond", triangle: "triangle", triangleDown: "pointdown", hexagon: "hexagon", star: "star" };
const SDF_POINTDOWN = `float sdf_pointdown(vec2 uv, float size) {
  const float k = sqrt(3.0);
  float r = size * k / 2.0;
  vec2 p = vec2(abs(uv.x) - r, r / k - uv.y);
  if (p.x + k * p.y > 0.0) p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
  p.x -= clamp(p.x, -2.0 * r, 0.0);
  return -length(p) * sign(p.y);
}`;
const SDF_HEXAGON = `float sdf_hexagon(vec2 uv, float size) {
  const vec3 k = vec3(-0.8660254, 0.5, 0.5773503);
  float r = size * 0.8660254;
  vec2 p = abs(uv.yx).yx;
  p -= 2.0 * min(dot(k.xy, p), 0.0) * k.xy;
  p -= vec2(clamp(p.x, -k.z * r, k.z * r), r);
  return length(p) * sign(p.y);
}`;
const SDF_STAR = `float sdf_star(vec2 uv, float size) {
  float slice = 6.2831853 / 5.0;
  float angle = mod(atan(uv.x, uv.y) + slice / 2.0, slice) - slice / 2.0;
  vec2 p = length(uv) * vec2(cos(angle), abs(sin(angle)));
  vec2 tip = vec2(size, 0.0);
  vec2 notch = 0.45 * size * vec2(cos(slice / 2.0), sin(slice / 2.0));
  vec2 edge = notch - tip;
  vec2 away = p - tip;
  float far = length(away - edge * clamp(dot(away, edge) / dot(edge, edge), 0.0, 1.0));
  return far * (edge.x * away.y - edge.y * away.x > 0.0 ? -1.0 : 1.0);
}`;
// The fill with a darker rim, so that pale shapes stand out on light ground.
const BODY = {
  name: "body", uniforms: [], attributes: [{ name: "fillColor", size: 4, type: 5121, normalized: true, source: "color" }],
  glsl: "vec4 layer_body(vec4 v_fillColor) { float wide = min(2.2, 0.14 * context.pixelSize); float rim = smoothstep(-wide, -0.45 * wide, context.sdf / context.pixelToUV); return vec4(v_fillColor.rgb * mix(1.0, 0.4, rim), 1.0); }",
};
const LARGER = { diamond: 1.2, triangle: 1.45, pointdown: 1.45, hexagon: 1.1, star: 1.5 }; // shapes that fill less of their circle
const SOLID = [1e6, 0.2]; // the layer draws nothing where gaps are nil
const DENSE = DATA.edges.length > 8000; // straight lines then, which take a fifth of the time of bent ones, and none while it moves
const NEAR = 0.35; // part of the whole that is in view when edges of a dense network can be pointed at
const FAINT = DENSE ? 0.35 : 0.65;

const brief = (name) => (name.length > 44 ? `${name.slice(0, 42)}…` : name);

const net = new webgl.MultiDirectedGraph();
for (const node of DATA.nodes) {
  const shape = SHAPE[DATA.shapes[node.group].shape];
  const size = Math.min(1.7 + 0.8 * Math.sqrt(node.total), 13) * (LARGER[shape] || 1);
  net.addNode(node.id, { x: node.x, y: -node.y, label: brief(node.name), size, shape, color: DATA.shapes[node.group].color, off: false });
}
for (const edge of DATA.edges) net.addDirectedEdgeWithKey(edge.id, edge.from, edge.to, { curve: edge.curve * 2, off: false });

const sigma = startSigma();

function startSigma() {
  const visibility = (item) => (item.off ? "hidden" : "visible");
  try {
    return new webgl.Sigma(net, byId("picture"), {
      primitives: {
        nodes: {
          shapes: [webgl.sdfCircle(), webgl.sdfSquare(), webgl.sdfDiamond(), webgl.sdfTriangle(), { name: "pointdown", glsl: SDF_POINTDOWN, inradiusFactor: 0.5 }, { name: "hexagon", glsl: SDF_HEXAGON, inradiusFactor: 0.87 }, { name: "star", glsl: SDF_STAR, inradiusFactor: 0.45 }],
          layers: [BODY],
          label: { font: { family: "system-ui, Noto Sans, DejaVu Sans, sans-serif", size: 13 } },
        },
        edges: {
          paths: DENSE ? [webgl.pathLine()] : [webgl.pathLine(), webgl.pathCurved({ segments: 8 }), webgl.pathLoop({ segments: 12 })],
          extremities: [webgl.extremityArrow({ lengthRatio: 4, widthRatio: 3.2 })],
          variables: { dash: { type: "number", default: 10 }, gap: { type: "number", default: 0 } },
          layers: [webgl.layerDashed({ solidExtremities: true, dashSize: { attribute: "dash", default: 10, mode: "pixels" }, gapSize: { attribute: "gap", default: 0, mode: "pixels" } })],
          defaultHead: "arrow",
        },
      },
      styles: {
        nodes: {
          x: { attribute: "x" }, y: { attribute: "y" }, size: { attribute: "size" }, color: { attribute: "color" }, shape: { attribute: "shape" }, label: { attribute: "label" }, visibility,
          labelPosition: "below", labelColor: () => look().ink, labelBackgroundColor: () => look().halo, labelBackgroundPadding: 2,
          labelVisibility: (_, status) => (status.isHovered || status.isHighlighted ? "visible" : "auto"),
          depth: (_, status) => (status.isHovered || status.isHighlighted ? "topNodes" : "nodes"),
          backdropVisibility: (_, status) => (status.isHighlighted ? "visible" : "hidden"), backdropColor: () => look().ground, backdropBorderColor: () => look().ink, backdropBorderWidth: 1.5, backdropPadding: 4, backdropLabelPadding: 3,
        },
        edges: {
          ...(DENSE ? { path: "straight" } : { path: (item) => (item.curve ? "curved" : "straight"), curvature: { attribute: "curve" }, selfLoopPath: "loop" }), size: { attribute: "size" }, color: { attribute: "color" }, dash: { attribute: "dash" }, gap: { attribute: "gap" }, label: { attribute: "label" }, visibility,
          opacity: (_, status) => (status.isHovered || status.isHighlighted ? 1 : FAINT), labelColor: { attribute: "color" }, labelBackgroundColor: () => look().ground,
          depth: (_, status) => (status.isHovered || status.isHighlighted ? "topEdges" : "edges"),
        },
      },
      settings: { itemSizesReference: "screen", enableEdgeEvents: !DENSE, labelDensity: 0.7, labelGridCellSize: 130, labelRenderedSizeThreshold: 4.2, stagePadding: 40, minEdgeThickness: 0.6, hideEdgesOnMove: DENSE, antialiasEdges: !DENSE, renderEdgeLabels: !DENSE, zoomDuration: 0, inertiaDuration: 0 },
    });
  } catch (error) {
    byId("picture").append(make("p", { id: "empty", textContent: say("noWebgl") }));
    return null;
  }
}

function drawNodes() {
  net.updateEachNodeAttributes((id, item) => ({ ...item, off: !shown.nodes.has(Number(id)) }), { attributes: ["off"] });
}

function drawEdges(strengths) {
  const labelled = byId("f-labels").checked;
  net.updateEachEdgeAttributes((key, item) => {
    const edge = DATA.edges[key];
    const dashes = DATA.stances[edge.stance].dashes || SOLID;
    return { ...item, off: !shown.edges.has(edge.id), size: 0.5 + 0.9 * Math.sqrt(strengths.get(edge.id) || 1), color: stanceColor(edge.stance), dash: dashes[0], gap: dashes[1], label: labelled ? relationName(edge) : "" };
  });
  if (sigma && DENSE && sigma.getSetting("renderEdgeLabels") !== labelled) sigma.setSetting("renderEdgeLabels", labelled).refresh();
}

// The chosen node with its edges, or the chosen edge with its ends, drawn above all others.
let lit = { nodes: [], edges: [] };
function mark(kind, id) {
  if (!sigma) return;
  sigma.setNodesState(lit.nodes, { isHighlighted: false });
  sigma.setEdgesState(lit.edges, { isHighlighted: false });
  if (id === null) lit = { nodes: [], edges: [] };
  else if (kind === "node") lit = { nodes: [String(id)], edges: net.edges(id) };
  else lit = { nodes: net.extremities(id), edges: [String(id)] };
  sigma.setNodesState(lit.nodes, { isHighlighted: true });
  sigma.setEdgesState(lit.edges, { isHighlighted: true });
}

function fit(ids, nearest, moved) {
  if (!sigma || !ids.length) return;
  state.moved = moved;
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const id of ids) {
    const { x, y } = sigma.graphToFramedGraph({ x: DATA.nodes[id].x, y: -DATA.nodes[id].y });
    left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
  }
  const { width, height } = sigma.getDimensions();
  const small = Math.min(width, height);
  const ratio = Math.max(((right - left) * small) / width, ((bottom - top) * small) / height) * 1.15;
  sigma.getCamera().setState({ x: (left + right) / 2, y: (top + bottom) / 2, ratio: Math.max(ratio, nearest), angle: 0 });
}

const scale = () => sigma.getCamera().getState().ratio;
const showAll = () => fit([...shown.nodes], 0.05, false);
const bringIntoView = (id) => sigma && fit([id], Math.min(scale(), 0.2), true);
const showEnds = (edge) => sigma && fit([edge.from, edge.to], Math.min(scale(), 0.2), true);
function zoom(factor) {
  if (!sigma) return;
  state.moved = true;
  sigma.getCamera().setState({ ratio: scale() / factor });
}

// WebGL canvases print empty, so a picture of them is printed instead.
window.addEventListener("beforeprint", () => {
  if (!sigma) return;
  showAll();
  sigma.refresh();
  byId("picture").append(make("img", { id: "still", src: sigma.getStageCanvas().toDataURL(), alt: "" }));
});
window.addEventListener("afterprint", () => { if (byId("still")) byId("still").remove(); });

if (sigma) {
  // Looking for the edge under the pointer draws all edges once more, so a dense network does it only from near by.
  if (DENSE) sigma.getCamera().on("updated", ({ ratio }) => { if (sigma.getSetting("enableEdgeEvents") !== ratio < NEAR) sigma.setSetting("enableEdgeEvents", ratio < NEAR).refresh(); });
  const tip = make("div", { className: "vis-tooltip" });
  byId("picture").append(tip);
  const hint = (text, event) => {
    tip.textContent = text;
    Object.assign(tip.style, { visibility: text ? "visible" : "hidden", left: `${event.x + 14}px`, top: `${event.y + 10}px` });
  };
  sigma.on("clickNode", ({ node }) => select("node", Number(node)));
  sigma.on("clickEdge", ({ edge }) => select("edge", Number(edge)));
  sigma.on("clickStage", () => select(null, null));
  sigma.on("doubleClickNode", (payload) => { payload.preventSigmaDefault(); setFocus(Number(payload.node)); });
  sigma.on("enterNode", ({ node, event }) => { const it = DATA.nodes[node]; hint(`${it.name}\n${say(`${it.group}_kind`)}, ${counted(it.total, "claims")}`, event); });
  sigma.on("enterEdge", ({ edge, event }) => { const it = DATA.edges[edge]; hint(`${proposition(it, it.from, it.to)}\n${it.strength} × ${say("independent")}`, event); });
  for (const name of ["leaveNode", "leaveEdge"]) sigma.on(name, ({ event }) => hint("", event));
}
