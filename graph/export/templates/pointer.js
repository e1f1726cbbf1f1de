// Mouse, pen and fingers on a large network: dragging, pinching, wheel, pointing and clicking.
const SLACK = 4; // pixels that a click may move
const held = new Map(); // pointers that are down
let dragged = false, pointing = null;
const placeOf = (event) => { const { left, top } = picture.getBoundingClientRect(); return { x: event.clientX - left, y: event.clientY - top }; };

function tellOf({ kind, id }) {
  if (kind === "node") return `${DATA.nodes[id].name}\n${say(`${DATA.nodes[id].group}_kind`)}, ${counted(DATA.nodes[id].total, "claims")}`;
  const edge = DATA.edges[id];
  return `${proposition(edge, edge.from, edge.to)}\n${edge.strength} × ${say("independent")}`;
}

function point(place) {
  const item = place && !held.size ? itemAt(camera, place.x, place.y) : null;
  const same = item && pointed ? item.kind === pointed.kind && item.id === pointed.id : item === pointed;
  picture.style.cursor = item ? "pointer" : held.size ? "grabbing" : "grab";
  tip.style.visibility = item ? "visible" : "hidden";
  if (item) Object.assign(tip.style, { left: `${place.x + 14}px`, top: `${place.y + 10}px` });
  if (same) return;
  pointed = item;
  if (item) tip.textContent = tellOf(item);
  drawNames();
}

function pointSoon(place) {
  if (pointing === null) requestAnimationFrame(() => { const last = pointing; pointing = null; point(last.place); });
  pointing = { place };
}

function down(event) {
  if (event.button !== 0) return;
  if (!held.size) dragged = false;
  held.set(event.pointerId, { ...placeOf(event), start: placeOf(event) });
  picture.setPointerCapture(event.pointerId);
}

function drag(event) {
  const before = held.get(event.pointerId), now = placeOf(event);
  if (!before) { pointSoon(now); return; }
  if (!dragged && held.size === 1 && Math.hypot(now.x - before.start.x, now.y - before.start.y) <= SLACK) return;
  if (!dragged) { dragged = true; point(null); }
  state.moved = true;
  const others = [...held].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
  const share = 1 / held.size; // each of two fingers moves the picture by half its way
  camera.x -= ((now.x - before.x) * share) / camera.k;
  camera.y -= ((now.y - before.y) * share) / camera.k;
  held.set(event.pointerId, { ...now, start: before.start });
  if (others.length) {
    const apart = (place) => Math.max(Math.hypot(place.x - others[0].x, place.y - others[0].y), 1);
    zoomAt((now.x + others[0].x) / 2, (now.y + others[0].y) / 2, apart(now) / apart(before));
  } else moved();
}

function up(event) {
  if (!held.delete(event.pointerId) || held.size) return;
  if (dragged || event.type === "pointercancel") return;
  const place = placeOf(event), item = itemAt(camera, place.x, place.y);
  select(item && item.kind, item && item.id);
}

function turn(event) {
  event.preventDefault();
  const { x, y } = placeOf(event), lines = event.deltaMode === 1 ? 33 : 1;
  zoomAt(x, y, 2 ** (-Math.max(Math.min(event.deltaY * lines, 300), -300) / 300));
  pointSoon(null);
}

if (painter) {
  picture.style.touchAction = "none";
  for (const [name, listen] of [["pointerdown", down], ["pointermove", drag], ["pointerup", up], ["pointercancel", up], ["pointerleave", () => pointSoon(null)]]) picture.addEventListener(name, listen);
  picture.addEventListener("wheel", turn, { passive: false });
  picture.addEventListener("dblclick", (event) => {
    const place = placeOf(event), item = itemAt(camera, place.x, place.y);
    if (item && item.kind === "node") setFocus(item.id);
  });
}
