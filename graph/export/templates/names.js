// Names over a large network, where there is room for them, and what is chosen or pointed at.
const LETTERS = "13px system-ui, Noto Sans, DejaVu Sans, sans-serif";
const MOST_NAMES = 120, TRIED = 900, MOST_LIT = 200, MOST_NAMED = 14, DASHED = 60; // dashes take long
const CELL = 8; // pixels: names keep each other off on a grid
const names = make("canvas");
const pen = names.getContext("2d");
const widths = new Map();
const brief = (name) => (name.length > 44 ? `${name.slice(0, 42)}…` : name);
let lit = null, pointed = null; // what is chosen, what is pointed at: kind and number

function mark(kind, id) {
  lit = id === null ? null : { kind, id };
  drawNames();
}

const edgesAt = (id) => DATA.edges.filter((edge) => shown.edges.has(edge.id) && (edge.from === id || edge.to === id));
const endsOf = (edges) => [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))];

function drawNamesOn(view, ratio) {
  const wide = Math.round(view.width * ratio), high = Math.round(view.height * ratio);
  if (names.width !== wide || names.height !== high) { names.width = wide; names.height = high; }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, view.width, view.height);
  pen.font = LETTERS;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const taken = new Room(view), first = [];
  for (const item of [lit, pointed]) if (item) first.push(...drawLit(view, item));
  for (const { id, always } of first) nameNode(view, id, taken, always);
  if (byId("f-labels").checked) nameEdges(view, taken);
  let placed = 0;
  for (const id of nodesIn(view).subarray(0, TRIED)) if (placed < MOST_NAMES && nameNode(view, id, taken, false)) placed++;
}

// Draw an item above all others; give the nodes whose names belong to it, and which of them show in any case.
function drawLit(view, { kind, id }) {
  if (!(kind === "node" ? shown.nodes : shown.edges).has(id)) return [];
  const edges = kind === "edge" ? [DATA.edges[id]] : edgesAt(id).slice(0, MOST_LIT);
  pen.globalAlpha = edges.length > 60 ? 0.6 : 1;
  for (const edge of edges) strokeEdge(view, edge, kind === "edge" ? 3 : 1.5, edges.length > DASHED);
  pen.globalAlpha = 1;
  const ends = kind === "edge" ? endsOf(edges) : [id, ...endsOf(edges).filter((end) => end !== id)];
  for (const end of [...ends].reverse()) fillNode(view, end, end === id && kind === "node");
  return ends.slice(0, MOST_NAMED).map((end) => ({ id: end, always: kind === "edge" || end === id }));
}

function strokeEdge(view, edge, wide, plain) {
  const grow = growth(view), scale = Math.min(wide + 0.5 * Math.sqrt(edge.strength), 6);
  pen.strokeStyle = pen.fillStyle = stanceColor(edge.stance);
  pen.lineWidth = scale;
  pen.setLineDash((plain ? null : DATA.stances[edge.stance].dashes) || []);
  pen.beginPath();
  let from = null, to = null;
  for (let piece = firstPiece[edge.id] * FIELDS; piece < firstPiece[edge.id + 1] * FIELDS; piece += FIELDS) {
    [from, to] = endsOfPiece(view, piece, grow);
    if (piece === firstPiece[edge.id] * FIELDS) pen.moveTo(...from);
    pen.lineTo(...to);
  }
  pen.stroke();
  pen.setLineDash([]);
  if (edge.from !== edge.to) fillArrow(from, to, radii[edge.to] * grow, 5 + 2 * scale);
}

function endsOfPiece(view, piece, grow) {
  const [x1, y1] = toScreen(view, pieces[piece], pieces[piece + 1]), [x2, y2] = toScreen(view, pieces[piece + 2], pieces[piece + 3]);
  return [[x1 + pieces[piece + 4] * grow, y1 + pieces[piece + 5] * grow], [x2 + pieces[piece + 6] * grow, y2 + pieces[piece + 7] * grow]];
}

function fillArrow([x1, y1], [x2, y2], radius, size) {
  const far = Math.hypot(x2 - x1, y2 - y1) || 1, dx = (x2 - x1) / far, dy = (y2 - y1) / far;
  const x = x2 - dx * radius, y = y2 - dy * radius;
  pen.beginPath();
  pen.moveTo(x, y);
  for (const side of [-0.42, 0.42]) pen.lineTo(x - size * (dx - dy * side), y - size * (dy + dx * side));
  pen.fill();
}

function fillNode(view, id, ringed) {
  const [x, y] = toScreen(view, nodeX[id], nodeY[id]), { shape, color } = DATA.shapes[DATA.nodes[id].group];
  const radius = Math.max(radii[id] * growth(view), 3);
  pen.beginPath();
  if (shape === "dot") pen.arc(x, y, radius, 0, 2 * Math.PI);
  else for (const point of POINTS[shape].split(" ")) { const [px, py] = point.split(",").map(Number); pen.lineTo(x + ((px - 10) / 9) * radius, y + ((py - 10) / 9) * radius); }
  pen.closePath();
  pen.fillStyle = color;
  pen.fill();
  pen.strokeStyle = look().ink;
  pen.lineWidth = 1;
  pen.stroke();
  if (!ringed) return;
  pen.beginPath();
  pen.arc(x, y, radius + 5, 0, 2 * Math.PI);
  pen.lineWidth = 2;
  pen.stroke();
}

// Which cells of the screen hold letters already.
class Room {
  constructor(view) {
    this.across = Math.ceil(view.width / CELL);
    this.down = Math.ceil(view.height / CELL);
    this.cells = new Uint8Array(this.across * this.down);
  }

  take(left, top, right, bottom, always) {
    const [x1, y1, x2, y2] = [Math.floor(left / CELL), Math.floor(top / CELL), Math.ceil(right / CELL), Math.ceil(bottom / CELL)];
    if (!always && (x1 < 0 || y1 < 0 || x2 > this.across || y2 > this.down)) return false;
    const rows = [];
    for (let y = Math.max(y1, 0); y < Math.min(y2, this.down); y++) rows.push(this.cells.subarray(y * this.across + Math.max(x1, 0), y * this.across + Math.max(Math.min(x2, this.across), 0)));
    if (!always && rows.some((row) => row.includes(1))) return false;
    for (const row of rows) row.fill(1);
    return true;
  }
}

function widthOf(text) {
  if (!widths.has(text)) widths.set(text, pen.measureText(text).width);
  return widths.get(text);
}

function nameNode(view, id, taken, always) {
  const text = brief(DATA.nodes[id].name), half = widthOf(text) / 2 + 4;
  const [x, y] = toScreen(view, nodeX[id], nodeY[id]), low = y + radii[id] * growth(view) + 11;
  if (!taken.take(x - half, low - 9, x + half, low + 9, always)) return false;
  write(text, x, low, look().ink);
  return true;
}

function write(text, x, y, color) {
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = look().halo;
  pen.strokeText(text, x, y);
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

// Relations along their edges, where what is in view of them is long enough.
function nameEdges(view, taken) {
  let placed = 0;
  for (const edge of DATA.edges) {
    const free = shown.edges.has(edge.id) && edge.from !== edge.to && longestIn(view, edge);
    if (!free || free.long < 40) continue;
    const text = relationName(edge), half = widthOf(text) / 2 + 3, across = Math.abs(Math.cos(free.turn)), down = Math.abs(Math.sin(free.turn));
    const wide = half * across + 8 * down, high = half * down + 8 * across;
    if (free.long < 2 * half + 16 || !taken.take(free.x - wide, free.y - high, free.x + wide, free.y + high, false)) continue;
    pen.save();
    pen.translate(free.x, free.y);
    pen.rotate(free.turn);
    write(text, 0, 0, stanceColor(edge.stance));
    pen.restore();
    if (++placed === MOST_NAMES) return;
  }
}

// The middle, direction and length of the longest straight part of an edge that is in view.
function longestIn(view, edge) {
  const grow = growth(view);
  let best = null;
  for (let piece = firstPiece[edge.id] * FIELDS; piece < firstPiece[edge.id + 1] * FIELDS; piece += FIELDS) {
    const [[x1, y1], [x2, y2]] = endsOfPiece(view, piece, grow), dx = x2 - x1, dy = y2 - y1;
    let low = 0, high = 1;
    for (const [step, room] of [[-dx, x1], [dx, view.width - x1], [-dy, y1], [dy, view.height - y1]]) {
      if (step < 0) low = Math.max(low, room / step);
      else if (step > 0) high = Math.min(high, room / step);
      else if (room < 0) high = -1;
    }
    const long = (high - low) * Math.hypot(dx, dy) * (edge.curve ? 2 : 1); // the next piece of a bent edge goes almost the same way
    if (high > low && (!best || long > best.long)) best = { x: x1 + (dx * (low + high)) / 2, y: y1 + (dy * (low + high)) / 2, turn: Math.atan(dy / (dx || 1e-9)), long };
  }
  return best;
}
