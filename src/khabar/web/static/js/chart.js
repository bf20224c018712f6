// The link chart. Reads <script type="application/json" id="chart">, draws into #chart-view (or before the script):
// {nodes: [{id, label, kind, category, x, y, href, focus, stale}],
//  edges: [{id, source, target, label, line: confirmed|unconfirmed|inferred|refuted, directed, href}]}
// Positions come from the server; nothing here decides what a line is worth.
import cytoscape from "../vendor/cytoscape.js";

const ICONS = {
  person: '<path d="M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0"/><path d="M6 21v-2a4 4 0 0 1 4 -4h4a4 4 0 0 1 4 4v2"/>',
  phone: '<path d="M6 5a2 2 0 0 1 2 -2h8a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-8a2 2 0 0 1 -2 -2v-14z"/><path d="M11 4h2"/><path d="M12 17v.01"/>',
  vehicle: '<path d="M5 17a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"/><path d="M15 17a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"/><path d="M5 17h-2v-11a1 1 0 0 1 1 -1h9v12m-4 0h6m4 0h2v-6h-8m0 -5h5l3 5"/>',
  vessel: '<path d="M2 20a2.4 2.4 0 0 0 2 1a2.4 2.4 0 0 0 2 -1a2.4 2.4 0 0 1 2 -1a2.4 2.4 0 0 1 2 1a2.4 2.4 0 0 0 2 1a2.4 2.4 0 0 0 2 -1a2.4 2.4 0 0 1 2 -1a2.4 2.4 0 0 1 2 1"/><path d="M4 18l-1 -5h18l-2 4"/><path d="M5 13v-6h8l4 6"/><path d="M7 7v-4h-1"/>',
  organisation: '<path d="M3 21h18"/><path d="M5 21v-16l8 -2v18"/><path d="M19 21v-10l-6 -4"/><path d="M9 9v.01M9 12v.01M9 15v.01M9 18v.01"/>',
  account: '<path d="M17 8v-3a1 1 0 0 0 -1 -1h-10a2 2 0 0 0 0 4h12a1 1 0 0 1 1 1v3m0 4v3a1 1 0 0 1 -1 1h-12a2 2 0 0 1 -2 -2v-12"/><path d="M20 12v4h-4a2 2 0 0 1 0 -4h4"/>',
  place: '<path d="M9 11a3 3 0 1 0 6 0a3 3 0 0 0 -6 0"/><path d="M17.657 16.657l-4.243 4.243a2 2 0 0 1 -2.827 0l-4.244 -4.243a8 8 0 1 1 11.314 0z"/>',
  consignment: '<path d="M12 3l8 4.5l0 9l-8 4.5l-8 -4.5l0 -9l8 -4.5"/><path d="M12 12l8 -4.5M12 12l0 9M12 12l-8 -4.5"/>',
  document: '<path d="M14 3v4a1 1 0 0 0 1 1h4"/><path d="M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2"/><path d="M9 13l6 0M9 17l6 0"/>',
  event: '<path d="M4 7a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-12"/><path d="M16 3v4M8 3v4M4 11h16"/>',
};
const LIKE = { device: "phone", substance: "consignment", seizure: "consignment", address: "place", company: "organisation" };
const FONT = '"Inter Variable", "Noto Sans Arabic Variable", sans-serif';
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const source = document.getElementById("chart");
if (source) draw(JSON.parse(source.textContent), source);

async function draw(drawing, script) {
  const view = viewOf(script);
  const small = view.classList.contains("small") || view.clientWidth < 560;
  await Promise.all([document.fonts?.load(`13px ${FONT.split(",")[0]}`), document.fonts?.ready]);
  const stage = view.querySelector(".cy");
  const cy = cytoscape({
    container: stage, elements: elements(drawing, view), style: style(small),
    layout: { name: "preset", fit: true, padding: small ? 34 : 56 },
    minZoom: 0.15, maxZoom: 2.5, userZoomingEnabled: false, boxSelectionEnabled: false, autoungrabify: false,
  });
  const show = () => { cy.resize(); cy.fit(undefined, small ? 34 : 56); if (cy.zoom() > 1.25) { cy.zoom(1.25); cy.center(); } };
  show();
  let size = `${view.clientWidth} ${view.clientHeight}`;  // a turned phone, a drawer that opens: fitted anew
  new ResizeObserver(() => {
    const now = `${view.clientWidth} ${view.clientHeight}`;
    if (now !== size) { size = now; show(); }
  }).observe(view);
  for (const kept of view.querySelectorAll(":scope > svg, :scope > img")) kept.hidden = true;
  cy.on("tap", "node, edge", (event) => open(event.target));
  cy.on("mouseover", "node, edge", (event) => { stage.style.cursor = event.target.data("href") ? "pointer" : ""; });
  cy.on("mouseout", "node, edge", () => { stage.style.cursor = ""; });
  document.addEventListener("khabar:theme", () => repaint(cy, small));
  // Icons are decoded after the first paint; ask for a second one.
  for (const wait of [80, 400]) setTimeout(() => cy.style().update(), wait);
  walk(view, cy);
  buttons(view, cy, small);
  view.dataset.drawn = String(cy.elements().length);
}

function viewOf(script) {
  const view = document.getElementById("chart-view") ?? document.querySelector("[data-chart]") ?? document.createElement("div");
  if (!view.isConnected) { view.className = "chart"; script.before(view); }
  view.classList.add("chart");
  view.tabIndex = 0;
  view.setAttribute("role", "application");
  const stage = document.createElement("div");
  stage.className = "cy";
  const said = document.createElement("div");
  said.className = "sr";
  said.setAttribute("aria-live", "polite");
  view.append(stage, said);
  return view;
}

/** Nodes and edges as cytoscape wants them; the server's positions, stretched to a readable spacing. */
function elements(drawing, view) {
  const asked = new URLSearchParams(location.search);
  const at = spread(drawing.nodes, view);
  const nodes = drawing.nodes.map((node, place) => {
    const kind = LIKE[node.kind?.toLowerCase()] ?? node.kind?.toLowerCase();
    return { group: "nodes", position: at[place],
      data: { ...node, kind, selected: asked.get("node") === node.id, icon: icon(kind, node.category) } };
  });
  const pairOf = (edge) => [edge.source, edge.target].sort().join("\n");
  const many = new Map(), seen = new Map();
  for (const edge of drawing.edges) many.set(pairOf(edge), (many.get(pairOf(edge)) ?? 0) + 1);
  const edges = drawing.edges.map((edge) => {
    const pair = pairOf(edge), place = seen.get(pair) ?? 0;
    seen.set(pair, place + 1);
    const side = edge.source < edge.target ? 1 : -1;  // two lines between two nodes part to both sides
    return { group: "edges", data: { ...edge, bend: side * (place - (many.get(pair) - 1) / 2) * 52,
      label: edge.line === "refuted" ? `${edge.label} ×` : edge.label, selected: asked.get("line") === edge.id } };
  });
  return [...nodes, ...edges];
}

function spread(nodes, view) {
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const wide = Math.max(...xs) - left || 1, high = Math.max(...ys) - top || 1;
  const room = Math.max(1, Math.sqrt(nodes.length * 17000 / (view.clientWidth * view.clientHeight || 1)));
  const width = view.clientWidth * 0.86 * room, height = view.clientHeight * 0.8 * room;
  return nodes.map((node) => ({ x: (node.x - left) / wide * width, y: (node.y - top) / high * height }));
}

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--k-${name}`).trim();
}

function icon(kind, category) {
  const colour = filled(category) ? token("surface") : token("ink");
  const paths = ICONS[kind] ?? ICONS.document;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

function filled(category) {
  return category === "subject" || category === "suspect";
}

function repaint(cy, small) {
  for (const node of cy.nodes()) node.data("icon", icon(node.data("kind"), node.data("category")));
  cy.style(style(small));
}

function style(small) {
  const ink = token("ink"), support = token("ink-2"), quiet = token("ink-3"), surface = token("surface");
  const act = token("act"), infer = token("infer"), stop = token("stop");
  const size = small ? 30 : 36, font = small ? 11 : 12;
  const label = { "font-family": FONT, "text-wrap": "wrap", "text-background-color": surface, "text-background-opacity": 0.92, "text-background-padding": 2, "text-background-shape": "roundrectangle" };
  return [
    { selector: "node", style: { ...label, width: size, height: size, "background-color": surface, "border-width": 1.8, "border-color": ink, "background-image": "data(icon)", "background-width": "58%", "background-height": "58%", label: "data(label)", "font-size": font, "font-weight": 500, color: ink, "text-valign": "bottom", "text-margin-y": 4, "text-max-width": 128, "line-height": 1.15 } },
    { selector: 'node[kind != "person"]', style: { shape: "round-rectangle", width: size * 0.88, height: size * 0.88 } },
    { selector: 'node[kind = "consignment"]', style: { shape: "hexagon", width: size * 1.05, height: size } },
    { selector: 'node[category = "subject"], node[category = "suspect"]', style: { "background-color": ink } },
    { selector: 'node[category = "witness"], node[category = "victim"]', style: { "border-style": "dotted" } },
    { selector: "node[?focus]", style: { width: size * 1.3, height: size * 1.3, "font-weight": 700, "font-size": font + 1 } },
    { selector: "node[?stale]", style: { "border-color": quiet, color: quiet } },
    { selector: "edge", style: { ...label, width: 1.8, "line-color": support, "curve-style": "straight", "target-arrow-color": support, "arrow-scale": 0.85, label: "data(label)", "font-size": font - 1, color: support, "text-background-opacity": 1, "text-max-width": 140, "line-height": 1.1 } },
    { selector: "edge[?bend]", style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)", "control-point-weights": 0.5 } },
    { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle" } },
    { selector: 'edge[line = "unconfirmed"]', style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: 'edge[line = "inferred"]', style: { "line-style": "dashed", "line-dash-pattern": [2, 4], width: 2.2, "line-color": infer, "target-arrow-color": infer, "mid-target-arrow-shape": "diamond", "mid-target-arrow-color": infer, color: infer, "arrow-scale": 1.15, "text-margin-y": -15 } },
    { selector: 'edge[line = "refuted"]', style: { width: 1.2, "line-color": stop, "target-arrow-color": stop, color: stop } },
    { selector: "[?selected]", style: { "underlay-color": act, "underlay-opacity": 0.24, "underlay-padding": 7 } },
    { selector: "node.here, edge.here", style: { "overlay-color": act, "overlay-opacity": 0.16, "overlay-padding": 8 } },
  ];
}

function open(element) {
  const href = element.data("href");
  if (href) location.href = href;
}

/** Arrow keys: from a node to the neighbour that lies most in that direction; Enter opens it. */
function walk(view, cy) {
  const said = view.querySelector(".sr");
  let here = null;
  view.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && here) { event.preventDefault(); open(here); return; }
    const way = ARROWS[event.key];
    if (!way || !cy.nodes().length) return;
    event.preventDefault();
    const next = here ? towards(here, way) : cy.nodes("[?focus]")[0] ?? cy.nodes()[0];
    if (!next) return;
    here?.removeClass("here");
    here = next.addClass("here");
    const lines = here.connectedEdges().map((edge) => edge.data("label")).join(", ");
    said.textContent = `${here.data("label")}. ${lines}`;
    const box = here.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(here);
  });
}

function towards(node, [dx, dy]) {
  const at = node.position();
  let best = null, nearest = -0.2;
  for (const other of node.neighborhood("node")) {
    const to = other.position(), x = to.x - at.x, y = to.y - at.y;
    const along = (x * dx + y * dy) / (Math.hypot(x, y) || 1);
    if (along > nearest) { nearest = along; best = other; }
  }
  return best;
}

function buttons(view, cy, small) {
  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const acts = { in: () => zoom(1.25), out: () => zoom(0.8), fit: () => cy.fit(undefined, small ? 34 : 56) };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.hidden = false;
    button.addEventListener("click", acts[button.dataset.zoom]);
  }
}
