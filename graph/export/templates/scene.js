// A large network as numbers: where its nodes and edges lie, which of them are shown, and which one is at a place.
const ACROSS = 1536; // texels in a row of the texture that holds pieces, three a piece
const FIELDS = 12; // numbers a piece: ends (4), offsets of the ends in pixels (4), stance, way before it, radius at its end, half width
const BENT = 6; // straight pieces of a bent edge
const RING = 10; // and of an edge from a node to itself
const LARGER = { diamond: 1.2, triangle: 1.45, triangleDown: 1.45, hexagon: 1.1, star: 1.5 }; // shapes that fill less of their circle
const WIDTH = 11; // where the half width stands; nil hides a piece
const LAST = 4; // added to the stance of the piece that ends in an arrow
const radiusOf = (node) => Math.min(1.7 + 0.8 * Math.sqrt(node.total), 13) * (LARGER[DATA.shapes[node.group].shape] || 1);
const radii = Float32Array.from(DATA.nodes, radiusOf);
const nodeX = Float32Array.from(DATA.nodes, (node) => node.x), nodeY = Float32Array.from(DATA.nodes, (node) => node.y);
const firstPiece = new Uint32Array(DATA.edges.length + 1);
const pieces = cutEdges();
const box = boxOf(DATA.nodes.map((node) => node.id));
const spacing = Math.sqrt(Math.max((box.right - box.left) * (box.bottom - box.top), 1) / DATA.nodes.length); // room of a node

function boxOf(ids) {
  const found = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    found.left = Math.min(found.left, nodeX[id]); found.right = Math.max(found.right, nodeX[id]);
    found.top = Math.min(found.top, nodeY[id]); found.bottom = Math.max(found.bottom, nodeY[id]);
  }
  return found;
}

// Every edge as straight pieces, in the order of the edges: the strongest first.
function cutEdges() {
  let count = 0;
  for (const edge of DATA.edges) {
    firstPiece[edge.id] = count;
    count += edge.from === edge.to ? RING : edge.curve ? BENT : 1;
  }
  firstPiece[DATA.edges.length] = count;
  const found = new Float32Array(count * FIELDS), rings = new Map();
  let at = 0, way = 0;
  const add = (x1, y1, x2, y2, dx1, dy1, dx2, dy2, stance, radius) => {
    found.set([x1, y1, x2, y2, dx1, dy1, dx2, dy2, stance, way, radius, 0], at);
    way += Math.hypot(x2 - x1, y2 - y1);
    at += FIELDS;
  };
  for (const edge of DATA.edges) {
    const ax = nodeX[edge.from], ay = nodeY[edge.from], bx = nodeX[edge.to], by = nodeY[edge.to], stance = edge.stance + 1;
    way = 0;
    if (edge.from === edge.to) {
      const rank = rings.get(edge.from) || 0, wide = 6 + 4 * rank;
      rings.set(edge.from, rank + 1);
      const point = (turn) => [wide * Math.sin(turn), -radii[edge.from] - wide * (1 + Math.cos(turn))];
      for (let k = 0; k < RING; k++) add(ax, ay, ax, ay, ...point((k / RING) * 2 * Math.PI), ...point(((k + 1) / RING) * 2 * Math.PI), stance, 0);
    } else if (edge.curve) {
      const cx = (ax + bx) / 2 - (by - ay) * edge.curve, cy = (ay + by) / 2 + (bx - ax) * edge.curve;
      const along = (t) => [(1 - t) * (1 - t) * ax + 2 * t * (1 - t) * cx + t * t * bx, (1 - t) * (1 - t) * ay + 2 * t * (1 - t) * cy + t * t * by];
      for (let k = 0; k < BENT; k++) add(...along(k / BENT), ...along((k + 1) / BENT), 0, 0, 0, 0, stance + (k === BENT - 1 ? LAST : 0), radii[edge.to]);
    } else add(ax, ay, bx, by, 0, 0, 0, 0, stance + LAST, radii[edge.to]);
  }
  return found;
}

// Sizes on the screen grow more slowly than distances, so that zooming in makes room.
const growth = (view) => Math.min(Math.max(Math.sqrt((spacing * view.k) / 20), 0.6), 2.6);
const toScreen = (view, x, y) => [(x - view.x) * view.k + view.width / 2, (y - view.y) * view.k + view.height / 2];

// The pieces of shown edges that touch the view, packed for drawing into one store that is used again and again.
const packed = new Float32Array(Math.ceil((pieces.length / 4 + 1) / ACROSS) * ACROSS * 4);
function piecesIn(view) {
  const halfX = (view.width / 2 + 80) / view.k, halfY = (view.height / 2 + 80) / view.k;
  const left = view.x - halfX, right = view.x + halfX, top = view.y - halfY, bottom = view.y + halfY;
  let at = 0;
  for (let from = 0; from < pieces.length; from += FIELDS) {
    if (pieces[from + WIDTH] === 0) continue;
    const x1 = pieces[from], y1 = pieces[from + 1], x2 = pieces[from + 2], y2 = pieces[from + 3];
    if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < top && y2 < top) || (y1 > bottom && y2 > bottom)) continue;
    for (let k = 0; k < FIELDS; k++) packed[at + k] = pieces[from + k];
    at += FIELDS;
  }
  return at / FIELDS;
}

let shownIds = []; // shown nodes, those with most edges first
function drawNodes() {
  shownIds = Uint32Array.from(shown.nodes).sort();
}

function nodesIn(view) {
  const reach = 40 / view.k, halfX = view.width / 2 / view.k + reach, halfY = view.height / 2 / view.k + reach;
  return shownIds.filter((id) => Math.abs(nodeX[id] - view.x) < halfX && Math.abs(nodeY[id] - view.y) < halfY);
}

// The node at a place on the screen, else the nearest edge: all are looked at, which takes less than a millisecond.
function itemAt(view, px, py) {
  const grow = growth(view), x = (px - view.width / 2) / view.k + view.x, y = (py - view.height / 2) / view.k + view.y;
  let best = null, least = Infinity;
  for (const id of shownIds) {
    const far = Math.hypot(nodeX[id] - x, nodeY[id] - y) * view.k - radii[id] * grow;
    if (far < 2 && far < least) { best = { kind: "node", id }; least = far; }
  }
  return best || edgeAt(x, y, view, grow);
}

function edgeAt(x, y, view, grow) {
  const near = 5; // pixels
  let best = null, least = near;
  for (let edge = 0; edge < DATA.edges.length; edge++) {
    for (let piece = firstPiece[edge] * FIELDS; piece < firstPiece[edge + 1] * FIELDS && pieces[piece + WIDTH]; piece += FIELDS) {
      const x1 = (pieces[piece] - x) * view.k + pieces[piece + 4] * grow, y1 = (pieces[piece + 1] - y) * view.k + pieces[piece + 5] * grow;
      const x2 = (pieces[piece + 2] - x) * view.k + pieces[piece + 6] * grow, y2 = (pieces[piece + 3] - y) * view.k + pieces[piece + 7] * grow;
      if ((x1 > near && x2 > near) || (x1 < -near && x2 < -near) || (y1 > near && y2 > near) || (y1 < -near && y2 < -near)) continue;
      const dx = x2 - x1, dy = y2 - y1;
      const part = Math.min(Math.max(-(x1 * dx + y1 * dy) / (dx * dx + dy * dy || 1), 0), 1);
      const far = Math.hypot(x1 + part * dx, y1 + part * dy);
      if (far < least) { best = { kind: "edge", id: edge }; least = far; }
    }
  }
  return best;
}
