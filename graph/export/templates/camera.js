// The camera over a large network. While it moves, the finished picture is shifted and scaled as maps are, unless the machine can draw it anew at once.
const REST = 120; // ms without a move after which it is drawn anew
const QUICK = 34; // ms in which a machine draws that need not wait for rest
const FEWEST = 500, MOST = 1 << 20; // pieces a frame
const CLOSE = 5; // how much nearer than the whole a node is looked at
const picture = byId("picture");
const canvas = make("canvas"), stage = make("div", { className: "stage" }, canvas, names);
const tip = make("div", { className: "vis-tooltip" });
const camera = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, k: 1, width: 1, height: 1 };
measure();
Object.assign(canvas, { width: camera.width * Math.min(devicePixelRatio, 2), height: camera.height * Math.min(devicePixelRatio, 2) });
let painter = makePainter(canvas);
let painted = null; // the view that the canvas shows
let work = null; // the view that is being drawn, and how far
let due = false, bit = false, running = false, resting = 0;
let pace = painter && painter.inSoftware ? 1500 : 30000; // pieces a frame, which follows how long the last ones took
let lastTook = Infinity; // ms that the last whole picture took
const pixelRatio = () => (painter.inSoftware ? 1 : Math.min(devicePixelRatio, 2));
const isQuick = () => lastTook < QUICK;

// Draw the view anew: bit by bit in sight where the old picture says too little, else out of sight until it is whole.
function drawAnew(inSight) {
  if (!painter) return;
  clearTimeout(resting);
  resting = 0;
  due = true;
  bit ||= inSight;
  picture.setAttribute("aria-busy", "true");
  if (!running) { running = true; requestAnimationFrame(tick); }
}

function moved() {
  if (!painter) return;
  place();
  if (isQuick()) { drawAnew(true); return; }
  work = null;
  due = false;
  picture.setAttribute("aria-busy", "true");
  clearTimeout(resting);
  resting = setTimeout(() => drawAnew(painted && Math.abs(Math.log2(camera.k / painted.k)) > 1), REST);
}

function tick() {
  if (painter && due) start();
  if (painter && work) step();
  running = painter !== null && (due || work !== null);
  if (running) requestAnimationFrame(tick);
  else if (!resting) picture.setAttribute("aria-busy", "false");
}

function start() {
  const view = { ...camera }, count = piecesIn(view);
  painter.begin(view, pixelRatio(), growth(view), count);
  work = { view, count, next: 0, begun: performance.now(), asked: 0, inSight: bit || !painted, fine: count <= STRONG || isQuick() };
  due = bit = false;
}

// Draw as many pieces as the machine manages in a frame or two, and never wait for it.
function step() {
  if (work.asked) {
    if (!painter.isDone()) return;
    const took = performance.now() - work.asked;
    if (took < 25) pace = Math.min(pace * 2, MOST);
    else if (took > 60) pace = Math.max(pace / 2, FEWEST);
    if (work.next === work.count) {
      lastTook = performance.now() - work.begun;
      work = null;
      return;
    }
  }
  const to = Math.min(work.next + pace, work.count);
  painter.draw(work.next, to, work.fine);
  work.next = to;
  if (work.inSight || to === work.count) show(work.view);
  painter.mark();
  work.asked = performance.now();
}

function show(view) {
  painter.show();
  if (painted === view) return;
  painted = view;
  for (const element of [canvas, names]) Object.assign(element.style, { width: `${view.width}px`, height: `${view.height}px` });
  place();
  drawNames();
}

function place() {
  if (!painted) return;
  const by = camera.k / painted.k, [x, y] = toScreen(camera, painted.x, painted.y);
  stage.style.transform = `translate(${x - (by * painted.width) / 2}px, ${y - (by * painted.height) / 2}px) scale(${by})`;
}

function drawNames() {
  if (!painted) return;
  drawNamesOn(painted, pixelRatio());
  canvas.style.opacity = lit ? 0.45 : 1; // what is chosen stands out
}

function drawEdges(strengths) {
  for (const edge of DATA.edges) {
    const half = shown.edges.has(edge.id) ? 0.25 + 0.45 * Math.sqrt(strengths.get(edge.id) || 1) : 0;
    for (let piece = firstPiece[edge.id]; piece < firstPiece[edge.id + 1]; piece++) pieces[piece * FIELDS + WIDTH] = half;
  }
  drawAnew(true);
}

const wholeScale = () => fitting(box);
const fitting = (part) => Math.min(camera.width / Math.max(part.right - part.left, 1e-3), camera.height / Math.max(part.bottom - part.top, 1e-3)) / 1.15;

function fit(ids, most, byReader) {
  if (!painter || !ids.length) return;
  state.moved = byReader;
  const part = boxOf(ids);
  Object.assign(camera, { x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2, k: Math.min(fitting(part), most) });
  place();
  drawAnew(true);
}

const nearest = () => Math.max(camera.k, CLOSE * wholeScale());
const showAll = () => fit(shownIds, 4 * CLOSE * wholeScale(), false);
const bringIntoView = (id) => fit([id], nearest(), true);
const showEnds = (edge) => fit([edge.from, edge.to], nearest(), true);
const zoom = (factor) => zoomAt(camera.width / 2, camera.height / 2, factor);

function zoomAt(px, py, factor) {
  state.moved = true;
  const k = Math.min(Math.max(camera.k * factor, wholeScale() / 4), Math.max(400 / spacing, 8 * wholeScale()));
  const dx = px - camera.width / 2, dy = py - camera.height / 2;
  Object.assign(camera, { x: camera.x + dx / camera.k - dx / k, y: camera.y + dy / camera.k - dy / k, k });
  moved();
}

// WebGL canvases print empty, so a picture of them is printed instead.
window.addEventListener("beforeprint", () => {
  if (!painter) return;
  showAll();
  start();
  painter.draw(0, work.count, work.fine);
  show(work.view);
  const still = make("canvas", { width: canvas.width, height: canvas.height }), ink = still.getContext("2d");
  ink.globalAlpha = Number(canvas.style.opacity);
  ink.drawImage(canvas, 0, 0);
  ink.globalAlpha = 1;
  ink.drawImage(names, 0, 0);
  picture.append(make("img", { id: "still", src: still.toDataURL(), alt: "" }));
});
window.addEventListener("afterprint", () => { if (byId("still")) byId("still").remove(); });

function measure() {
  Object.assign(camera, { width: Math.max(picture.clientWidth, 1), height: Math.max(picture.clientHeight, 1) });
}

if (painter) {
  state.drawnBy = painter.inSoftware ? "software" : "webgl";
  picture.append(stage, tip);
  new ResizeObserver(() => { measure(); place(); drawAnew(false); }).observe(picture);
  canvas.addEventListener("webglcontextlost", (event) => { event.preventDefault(); painter = work = null; });
  canvas.addEventListener("webglcontextrestored", () => { painter = makePainter(canvas); painted = null; drawAnew(true); });
} else picture.append(make("p", { id: "empty", textContent: say("noWebgl") }));
