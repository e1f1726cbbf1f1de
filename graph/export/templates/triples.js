// Triples of a query: fixed places, the browser's own light or dark ground, texts never read as markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const ink = dark ? "#E8EAED" : "#1C1F24";
const ground = dark ? "#15181C" : "#FFFFFF";
const font = { color: ink, strokeWidth: 4, strokeColor: ground, face: "system-ui, Noto Sans, DejaVu Sans, sans-serif" };
document.documentElement.dataset.theme = dark ? "dark" : "light";
document.getElementById("counts").textContent = `${DATA.nodes.length} nodes, ${DATA.triples} triples`;
new vis.Network(document.getElementById("picture"), {
  nodes: new vis.DataSet(DATA.nodes.map((node) => ({ ...node, shape: "dot", color: { background: "#56B4E9", border: ink }, font: { ...font, size: 18 } }))),
  edges: new vis.DataSet(DATA.edges.map((edge, id) => ({ ...edge, id, color: ink, font: { ...font, size: 14, align: "middle" } }))),
}, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 150 },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, smooth: { enabled: true, type: "curvedCW", roundness: 0.12 } },
});
