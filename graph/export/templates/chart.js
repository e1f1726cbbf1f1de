// Stances over time as lanes, or actors by topics as a table; a mark or cell opens its sentences.
const LANE = 34, LEFT = 300, WIDTH = 1100, TOP = 34, STEP = 13;
const topicName = (lane) => (lane.concept ? named(DATA.concepts, lane.topic) : lane.topic);
const claimsOf = (lane) => lane.claims.map((index) => DATA.claims[index]);
const short = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const toDays = (day) => Date.parse(`${day}T00:00:00Z`) / 86400000;
const isHearsay = (claim) => claim.source !== undefined && claim.source !== endName(claim.subject);

function openClaims(title, claims) {
  byId("panel").hidden = false;
  byId("content").replaceChildren(heading(title), claimList(claims, true));
}

function clickable(element, title, claims) {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", `${title}: ${claims.map((claim) => claim.sentence.join("")).join(" ")}`);
  element.addEventListener("click", () => openClaims(title, claims));
  element.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); openClaims(title, claims); } });
  return element;
}

function mark(claim, x, y, turned, title) {
  const color = stanceColor(claim.stance);
  const points = claim.stance > 0 ? `${x},${y - 7} ${x + 7},${y + 6} ${x - 7},${y + 6}` : `${x},${y + 7} ${x + 7},${y - 6} ${x - 7},${y - 6}`;
  const shape = makeSvg("polygon", { points, ...(isHearsay(claim) ? { fill: "var(--ground)", stroke: color, "stroke-width": 2 } : { fill: color, stroke: "var(--ground)", "stroke-width": 1 }) });
  const parts = [makeSvg("title", {}, `${showDay(dayOf(claim))}: ${claim.sentence.join("")}`), shape];
  if (turned) parts.push(makeSvg("circle", { cx: x, cy: y, r: 12, fill: "none", stroke: "currentColor", "stroke-width": 2, class: "turn" }));
  return clickable(makeSvg("g", { class: "mark" }, ...parts), title, [claim]);
}

function timeline() {
  const all = DATA.claims.map(dayOf).filter(Boolean).map(toDays);
  const first = Math.min(...all), last = Math.max(...all);
  const place = (day) => LEFT + 20 + ((toDays(day) - first) / Math.max(last - first, 1)) * (WIDTH - LEFT - 130);
  const height = TOP + LANE * DATA.lanes.length + 10;
  const svg = makeSvg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": say("timeline") });
  let before = -Infinity;
  for (const day of DATA.ticks) {
    const x = place(day);
    svg.append(makeSvg("line", { x1: x, x2: x, y1: TOP - 8, y2: height, class: "grid" }));
    if (x - before > 85) { svg.append(makeSvg("text", { x, y: 16, "text-anchor": "middle", class: "tick" }, showDay(day))); before = x; }
  }
  DATA.lanes.forEach((lane, row) => {
    const y = TOP + LANE * row + LANE / 2;
    const title = `${lane.actor}: ${topicName(lane)}`;
    svg.append(makeSvg("line", { x1: LEFT, x2: WIDTH, y1: y, y2: y, class: "grid" }));
    svg.append(makeSvg("text", { x: LEFT - 6, y: y + 5, "text-anchor": "end" }, makeSvg("title", {}, title), short(title, 40)));
    const sameDay = new Map();
    lane.claims.forEach((index) => {
      const claim = DATA.claims[index];
      const rank = sameDay.get(dayOf(claim)) || 0;
      sameDay.set(dayOf(claim), rank + 1);
      svg.append(mark(claim, place(dayOf(claim)) + rank * STEP, y, lane.turns.includes(index), title));
    });
  });
  return svg;
}

function matrix() {
  const count = (key) => DATA.lanes.reduce((sums, lane) => sums.set(key(lane), (sums.get(key(lane)) || 0) + lane.claims.length), new Map());
  const order = (sums) => [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a) || a.localeCompare(b, "de"));
  const actors = order(count((lane) => lane.actor)), topics = order(count(topicName));
  const table = make("table", { className: "matrix" });
  const head = make("tr", {}, make("td"), ...topics.map((topic) => make("th", { scope: "col", title: topic }, make("span", { textContent: short(topic, 34) }))));
  table.append(make("thead", {}, head));
  const body = make("tbody");
  const largest = Math.max(...DATA.lanes.map((lane) => Math.abs(claimsOf(lane).reduce((sum, claim) => sum + claim.stance, 0))), 1);
  for (const actor of actors) {
    const line = make("tr", {}, make("th", { scope: "row", textContent: short(actor, 40), title: actor }));
    for (const topic of topics) {
      const claims = DATA.lanes.filter((lane) => lane.actor === actor && topicName(lane) === topic).flatMap(claimsOf);
      const cell = make("td");
      if (claims.length) {
        const sum = claims.reduce((total, claim) => total + claim.stance, 0);
        cell.append(make("span", { textContent: sum > 0 ? `+${sum}` : sum < 0 ? `−${-sum}` : "±0" }));
        cell.style.backgroundColor = `color-mix(in srgb, ${stanceColor(Math.sign(sum))} ${20 + 50 * Math.abs(sum) / largest}%, transparent)`;
        clickable(cell, `${actor}: ${topic}`, claims);
      }
      line.append(cell);
    }
    body.append(line);
  }
  table.append(body);
  return table;
}

function key() {
  const parts = ["1", "-1"].map((stance) => make("span", { className: "tag", textContent: `${stance === "1" ? "▲" : "▼"} ${say(DATA.stances[stance].name)}` }));
  parts.forEach((part, index) => { part.style.color = stanceColor(index ? "-1" : "1"); });
  if (DATA.kind === "matrix") return [...parts.map((part) => { part.textContent = part.textContent.slice(2); return part; }), say("cell")];
  return [...parts, make("span", { className: "tag", textContent: `△ ${say("hearsay")}` }), make("span", { className: "tag", textContent: `◯ ${say("turn")}` })];
}

function redraw() {
  sayAll();
  byId("headline").textContent = say(DATA.kind);
  const cut = DATA.leftOut ? ` · ${DATA.leftOut} ${say("cut")}` : "";
  byId("counts").textContent = `${counted(DATA.lanes.length, DATA.kind === "timeline" ? "lanes" : "cells")}, ${counted(DATA.claims.length, "claims")}${cut}`;
  byId("key").replaceChildren(...key());
  byId("drawing").replaceChildren(DATA.kind === "timeline" ? timeline() : matrix());
}

const closePanel = () => { byId("panel").hidden = true; };
document.body.dataset.title = DATA.kind;
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });
byId("close").addEventListener("click", closePanel);
byId("print").addEventListener("click", () => window.print());
byId("theme").addEventListener("click", () => { state.dark = !state.dark; redraw(); });
byId("language").addEventListener("click", () => { state.language = state.language === "de" ? "en" : "de"; closePanel(); redraw(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => { state.dark = event.matches; redraw(); });
redraw();
