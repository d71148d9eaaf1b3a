// The graph canvas: a neighbourhood drawn by vis-network, which the server hands out and which then is globalThis.vis.
// The network stays on its element between runs; new data patch its DataSets, so that a click never moves the view.

// A choice made here is shown at once; the answer to an older one does not take it back.
const PATIENCE = 1500;

function patch(set, rows, drawn) {
  const keep = new Set(rows.map((row) => row.id));
  const gone = set.getIds().filter((id) => !keep.has(id));
  const changed = rows.filter((row) => drawn.get(row.id) !== JSON.stringify(row));
  gone.forEach((id) => drawn.delete(id));
  changed.forEach((row) => drawn.set(row.id, JSON.stringify(row)));
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
  return gone.length + changed.length;
}

function lookOf(box) {
  const style = getComputedStyle(box);
  const said = (name, other) => style.getPropertyValue(name).trim() || other;
  return { ink: said("--st-text-color", style.color), paper: said("--st-background-color", "#ffffff"), face: said("--st-font", "sans-serif") };
}

function draw(box) {
  const { held } = box, { data } = held, look = { ...lookOf(box), grown: held.grown };
  const edges = data.edges.map((edge) => line(edge, data, look));
  const nodes = data.nodes.map((node) => ({ ...shape(node, data, look), ...held.places.get(node.id) }));
  const count = patch(held.nodes, nodes, held.drawnNodes) + patch(held.edges, edges, held.drawnEdges);
  box.dataset.patched = String(count);
  // Ours is the only selection: after "Back" vis would keep its own.
  held.network.unselectAll();
  const chosen = data.nodes.find((node) => node.id === data.selected);
  if (chosen && box.spoken.textContent !== chosen.full) box.spoken.textContent = chosen.full;
}

function tellView(box) {
  box.dataset.view = JSON.stringify({ scale: box.held.network.getScale(), at: box.held.network.getViewPosition() });
}

function pick(box, id) {
  const { held } = box;
  if (id === held.data.selected && !held.data.edge) return;
  held.data = { ...held.data, selected: id, edge: null };
  held.wanted = { selected: id, until: Date.now() + PATIENCE };
  draw(box);
  clearTimeout(held.telling);
  // Whoever holds an arrow key down is not asked about on the way.
  held.telling = setTimeout(() => box.tell({ what: "pick", concept: id }), held.walking ? 160 : 0);
  held.walking = false;
}

function walk(box, key) {
  const { held } = box, { data } = held;
  const turn = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 }[key];
  const here = held.network.getPosition(held.nodes.get(data.selected) ? data.selected : data.centre);
  const joined = new Set(data.edges.flatMap((e) => (e.from === data.selected ? [e.to] : e.to === data.selected ? [e.from] : [])));
  let best = null;
  for (const node of data.nodes) {
    if (node.id === data.selected) continue;
    const at = held.network.getPosition(node.id), dx = at.x - here.x, dy = at.y - here.y;
    const off = Math.abs(Math.atan2(Math.sin(Math.atan2(dy, dx) - turn), Math.cos(Math.atan2(dy, dx) - turn)));
    if (off > 1.1) continue;
    // What no edge leads to is walked to only where no neighbour lies that way.
    const cost = Math.hypot(dx, dy) * (1 + off) + (joined.has(node.id) ? 0 : 1e6);
    if (!best || cost < best.cost) best = { cost, id: node.id };
  }
  if (best) { held.walking = true; pick(box, best.id); }
}

function zoom(box, factor) {
  const network = box.held.network;
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.08), 4) });
  tellView(box);
}

function fit(box) {
  box.held.network.fit({ animation: false, maxZoomLevel: 1.2 });
  tellView(box);
}

function onKey(box, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".menu")) return;
  const { data, network } = box.held, id = data.selected;
  const middle = id === data.centre;
  const shown = data.nodes.some((node) => node.id === id);
  if (event.key.startsWith("Arrow")) walk(box, event.key);
  else if (event.key === "Enter" && !middle) box.tell({ what: "open", concept: id });
  else if (event.key === "+" || event.key === "=") zoom(box, 1.25);
  else if (event.key === "-") zoom(box, 0.8);
  else if (event.key === "0") fit(box);
  else if (event.key.toLowerCase() === "e" && !middle && shown) box.tell({ what: "expand", concept: id });
  else if ((event.key.toLowerCase() === "x" || event.key === "Delete") && !middle && shown) box.tell({ what: "prune", concept: id });
  else if (event.key.toLowerCase() === "s") box.tell({ what: "star", concept: id });
  else if ((event.key.toLowerCase() === "m" || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) && shown)
    openMenu(box, id, network.canvasToDOM(network.getPosition(id)));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function begin(box, wrap) {
  const held = (box.held = {
    nodes: new vis.DataSet(), edges: new vis.DataSet(), drawnNodes: new Map(), drawnEdges: new Map(), places: new Map(),
    key: null, data: null, wanted: null, grown: 1,
  });
  const stage = box.querySelector(".stage");
  box.spoken = wrap.querySelector(".spoken");
  const network = (held.network = new vis.Network(stage, { nodes: held.nodes, edges: held.edges }, {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, keyboard: false, zoomSpeed: 0.6, selectConnectedEdges: false, hoverConnectedEdges: false },
  }));
  stage.querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  // The page scrolls over the picture; zooming asks for Ctrl.
  box.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation(); }, { capture: true });
  box.addEventListener("keydown", (event) => onKey(box, event));
  network.on("click", (event) => {
    closeMenu(box);
    box.focus({ preventScroll: true });
    if (event.nodes.length) pick(box, event.nodes[0]);
    else if (event.edges.length) {
      const { from, to } = held.edges.get(event.edges[0]);
      held.data = { ...held.data, edge: [from, to] };
      draw(box);
      box.tell({ what: "edge", a: from, b: to });
    }
  });
  network.on("doubleClick", (event) => {
    const id = event.nodes[0];
    if (id && id !== held.data.centre) box.tell({ what: "expand", concept: id });
  });
  network.on("oncontext", (event) => {
    event.event.preventDefault();
    const id = network.getNodeAt(event.pointer.DOM);
    if (id) openMenu(box, id, event.pointer.DOM);
  });
  network.on("dragEnd", (event) => {
    if (event.nodes.length) {
      const at = {};
      for (const [id, place] of Object.entries(network.getPositions(event.nodes))) {
        held.places.set(id, place);
        at[id] = [place.x, place.y];
      }
      network.unselectAll();
      box.tell({ what: "drag", at });
    }
    tellView(box);
  });
  network.on("zoom", () => tellView(box));
  for (const [name, act] of [["in", () => zoom(box, 1.25)], ["out", () => zoom(box, 0.8)], ["fit", () => fit(box)], ["tidy", () => box.tell({ what: "tidy" })]])
    wrap.querySelector(`[data-do=${name}]`).addEventListener("click", act);
}

function inView(box) {
  // Whether a place, with half its label, lies in the picture as it stands.
  const { network, grown } = box.held, from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
  const x = (ROOM.x * grown) / 2, y = (ROOM.y * grown) / 2;
  return (at) => at.x - x > from.x && at.x + x < to.x && at.y - y > from.y && at.y + y < to.y;
}

// Loaded once a visit, and ahead of it (ahead.js) when another page came first.
async function library() {
  if (globalThis.vis?.Network) return;
  const main = document.querySelector("script[type='module'][src*='/static/js/']");
  await import(new URL("../../vis-network.js", main ? main.src : `${location.origin}/static/js/`).href);
}

export default async function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const wrap = parentElement.querySelector(".graph"), box = wrap.querySelector(".canvas");
  const asked = (box.asked = (box.asked ?? 0) + 1);
  try {
    await library();
  } catch (error) {
    box.querySelector(".stage").textContent = `The picture cannot be drawn: ${error.message}. Reload the page; the table beside it says the same.`;
    return;
  }
  // Whoever was asked again meanwhile draws that.
  if (asked !== box.asked) return;
  if (!box.held) begin(box, wrap);
  const { held } = box;
  // What is told later takes a choice that still waits along: the second click of a double one says both.
  box.tell = (event) => { clearTimeout(held.telling); setTriggerValue("did", event); };
  box.setAttribute("aria-label", data.said);
  if (held.wanted && (data.selected === held.wanted.selected || Date.now() > held.wanted.until)) held.wanted = null;
  held.centre = data.centre;
  held.data = held.wanted ? { ...data, selected: held.wanted.selected, edge: null } : { ...data };
  // Another concept in the middle, another version, or tidied: laid out anew and fitted once. Else everything stays where
  // it is, and what is new finds a free place beside who brought it.
  const anew = held.key !== data.key;
  const wide = Math.max(0.75, box.clientWidth / box.clientHeight);
  if (anew) {
    held.places = around(data.nodes, data.centre, wide);
    // Many are drawn from farther away; letters grow for that once, so that what is opened later changes no other.
    held.grown = data.nodes.length > 28 ? 1.45 : 1;
  }
  const seen = anew ? () => true : inView(box);
  for (const node of data.nodes) if (!held.places.has(node.id)) held.places.set(node.id, beside(node, held.places, held.grown, seen));
  if (anew) {
    for (const [id, [x, y]] of Object.entries(data.places)) held.places.set(id, { x, y });
    makeWay(data.nodes, held.places, data.places, held.grown);
  }
  const inside = new Set(data.nodes.map((node) => node.id));
  for (const id of [...held.places.keys()]) if (!inside.has(id)) held.places.delete(id);
  draw(box);
  drawLegend(wrap.querySelector(".legend"), box);
  if (anew) {
    held.key = data.key;
    fit(box);
  }
  tellView(box);
}
