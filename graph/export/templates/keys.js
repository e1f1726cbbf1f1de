// Legend, buttons and keys; runs last.
const SMALL = 90; // edges up to which relations are written on them at first
const POINTS = {
  square: "4,4 16,4 16,16 4,16", diamond: "10,2 18,10 10,18 2,10", triangle: "10,3 18,17 2,17", triangleDown: "2,3 18,3 10,17",
  hexagon: "6,3 14,3 18,10 14,17 6,17 2,10", star: "10,1 12.4,7.2 19,7.6 13.9,11.8 15.6,18.3 10,14.7 4.4,18.3 6.1,11.8 1,7.6 7.6,7.2",
};

const drawing = (name, width, attributes) => makeSvg("svg", { width, height: 20, viewBox: `0 0 ${width} 20`, "aria-hidden": "true" }, makeSvg(name, attributes));

function drawLegend() {
  const kinds = [...new Set(DATA.nodes.map((node) => node.group))];
  byId("legend-nodes").replaceChildren(...Object.keys(DATA.shapes).filter((kind) => kinds.includes(kind)).map((kind) => {
    const { shape, color } = DATA.shapes[kind];
    const paint = { fill: color, stroke: look().ink };
    const icon = shape === "dot" ? drawing("circle", 20, { cx: 10, cy: 10, r: 7, ...paint }) : drawing("polygon", 20, { points: POINTS[shape], ...paint });
    return make("li", {}, icon, say(`${kind}_kind`));
  }));
  byId("legend-edges").replaceChildren(...["1", "0", "-1"].map((stance) => {
    const { dashes, name } = DATA.stances[stance];
    const line = drawing("line", 44, { x1: 0, y1: 10, x2: 44, y2: 10, stroke: stanceColor(stance), "stroke-width": 3, "stroke-dasharray": (dashes || []).join(" ") });
    return make("li", {}, line, say(name));
  }));
}

function redraw() {
  sayAll();
  if (!state.reading) fillFilters();
  drawLegend();
  search();
  apply();
}

function move(key) {
  const nodes = DATA.nodes.filter((node) => shown.nodes.has(node.id));
  const current = state.selected && state.selected.kind === "node" ? DATA.nodes[state.selected.id] : null;
  if (!current) return nodes.length ? nodes[0].id : null;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const cost = (node) => {
    const along = (node.x - current.x) * dx + (node.y - current.y) * dy;
    const across = Math.abs((node.x - current.x) * dy) + Math.abs((node.y - current.y) * dx);
    return along > 0 ? along + 2 * across : Infinity;
  };
  let best = current, least = Infinity;
  for (const node of nodes) if (node !== current && cost(node) < least) { best = node; least = cost(node); }
  return best.id;
}

function pictureKey(event) {
  const node = state.selected && state.selected.kind === "node" ? state.selected.id : null;
  if (event.key.startsWith("Arrow")) {
    const id = move(event.key);
    if (id !== null) { select("node", id); bringIntoView(id); }
  } else if (event.key === "Enter" && node !== null) (byId("content").querySelector("button, a") || byId("close")).focus();
  else if (event.key === "f" && (node !== null || state.focus !== null)) setFocus(state.focus === null ? node : state.focus);
  else if (event.key === "+") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") showAll();
  else return;
  event.preventDefault();
}

function escape() {
  if (!byId("panel").hidden) { select(null, null); byId("picture").focus(); }
  else if (state.focus !== null) setFocus(state.focus);
  else { byId("search").value = ""; search(); }
}

byId("picture").addEventListener("keydown", pictureKey);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") escape();
  else if (event.key === "/" && !["INPUT", "SELECT"].includes(document.activeElement.tagName)) { event.preventDefault(); byId("search").focus(); }
});
for (const element of document.querySelectorAll("#filters select, #filters input")) element.addEventListener("input", apply);
byId("search").addEventListener("input", search);
byId("search").addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "ArrowDown") { const first = byId("results").querySelector("button"); if (first) { event.preventDefault(); event.key === "Enter" ? first.click() : first.focus(); } } });
byId("reset").addEventListener("click", reset);
byId("fit").addEventListener("click", showAll);
byId("list").addEventListener("click", () => { const open = byId("panel").hidden || state.selected; select(null, null); showPanel(Boolean(open)); });
byId("close").addEventListener("click", () => select(null, null));
byId("focus").addEventListener("click", () => setFocus(state.focus === null ? state.selected.id : state.focus));
byId("print").addEventListener("click", () => window.print());
byId("theme").addEventListener("click", () => { state.dark = !state.dark; redraw(); });
byId("language").addEventListener("click", () => { state.language = state.language === "de" ? "en" : "de"; redraw(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => { state.dark = event.matches; redraw(); });

// The whole stays in view while panel and window change their sizes, until the reader goes somewhere.
byId("picture").addEventListener("wheel", () => { state.moved = true; }, { capture: true, passive: true });
byId("picture").addEventListener("pointermove", (event) => { if (event.buttons) state.moved = true; }, { capture: true });
new ResizeObserver(() => { if (!state.moved) showAll(); }).observe(byId("picture"));

// Claims are read in short turns, between which the page answers.
const TURN = 30; // ms
function readClaims(lines, next) {
  const end = performance.now() + TURN;
  for (; next < lines.length && performance.now() < end; next++) DATA.claims.push(...JSON.parse(lines[next]));
  if (next < lines.length) setTimeout(readClaims, 0, lines, next);
  else setUp();
}

function setUp() {
  state.reading = byId("filters").disabled = byId("search").disabled = false;
  setUpDates();
  sayDays();
  fillFilters();
}

byId("f-labels").checked = DATA.edges.length <= SMALL;
byId("filters").disabled = byId("search").disabled = state.reading;
if (!state.reading) setUpDates();
redraw();
showAll();
if (state.reading) document.addEventListener("DOMContentLoaded", () => readClaims(byId("claims").textContent.split("\n"), 0));
