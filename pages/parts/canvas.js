// The graph canvas: an ego network drawn by vis-network (inlined before this text, as globalThis.vis).
// The network stays on its element between runs; new data patch its DataSets, so that a click never moves the view.

// Dark enough for white text in the middle (AA), bright enough for a dark page.
const COLOURS = { topic: "#2f6db5", kp: "#b8590f" };

function ring(nodes, centre, wide) {
  // Strongest neighbours inside; topics above, knowledge points below; fixed, so that nothing jitters.
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  for (const [kind, from] of [["topic", Math.PI], ["kp", 0]]) {
    const side = nodes.filter((n) => n.kind === kind && n.id !== centre);
    side.forEach((node, i) => {
      const angle = from + (Math.PI * (i + 0.5)) / side.length;
      const radius = side.length > 6 && i % 2 ? 1.45 : 1;
      places.set(node.id, { x: 200 * wide * radius * Math.cos(angle), y: 200 * radius * Math.sin(angle) });
    });
  }
  return places;
}

function shape(node, data, ink, paper, face) {
  const colour = COLOURS[node.kind];
  const chosen = node.id === data.selected;
  const topic = node.kind === "topic";
  const centre = node.id === data.centre;
  return {
    id: node.id,
    label: node.label,
    title: node.label + " · " + (topic ? "topic" : "knowledge point") + " · " + node.seeds + " seeds",
    shape: topic ? "box" : centre ? "ellipse" : "dot",
    size: 6 + 3 * Math.sqrt(Math.min(node.seeds, 400)) * 0.6,
    margin: 7,
    borderWidth: chosen ? 4 : centre ? 3 : 1,
    color: {
      background: topic && !centre ? paper : colour,
      border: chosen ? ink : colour,
      highlight: { background: topic && !centre ? paper : colour, border: ink },
      hover: { background: topic && !centre ? paper : colour, border: ink },
    },
    font: {
      color: centre ? "#ffffff" : ink, size: centre ? 17 : 14, face,
      strokeWidth: topic || centre ? 0 : 4, strokeColor: paper,
    },
    widthConstraint: { maximum: 125 },
  };
}

function line(edge, data) {
  const central = edge.from === data.centre || edge.to === data.centre;
  const touched = edge.from === data.selected || edge.to === data.selected;
  return {
    id: edge.from + ":" + edge.to, from: edge.from, to: edge.to,
    title: edge.weight + (edge.weight === 1 ? " seed carries both" : " seeds carry both"),
    width: 0.6 + 1.6 * Math.log2(1 + edge.weight),
    color: { color: "#8a94a3", opacity: touched ? 0.95 : central ? 0.6 : 0.18, highlight: "#8a94a3", hover: "#8a94a3" },
    smooth: false,
  };
}

function patch(set, rows) {
  const keep = new Set(rows.map((row) => row.id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(rows);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector(".canvas");
  const style = getComputedStyle(box);
  const ink = style.getPropertyValue("--st-text-color").trim() || style.color;
  const paper = style.getPropertyValue("--st-background-color").trim() || "#ffffff";
  const face = style.getPropertyValue("--st-font").trim() || "sans-serif";
  const nodes = data.nodes.map((node) => shape(node, data, ink, paper, face));
  const edges = data.edges.map((edge) => line(edge, data));
  let held = box.held;
  if (!held) {
    held = box.held = { nodes: new vis.DataSet(), edges: new vis.DataSet(), centre: null };
    held.network = new vis.Network(box, { nodes: held.nodes, edges: held.edges }, {
      physics: false,
      layout: { randomSeed: 1, improvedLayout: false },
      interaction: { hover: true, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false }, zoomSpeed: 0.6 },
    });
    // The page scrolls over the picture; zooming asks for Ctrl.
    box.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation(); }, { capture: true });
    held.network.on("click", (event) => event.nodes.length && box.tell("picked", event.nodes[0]));
    held.network.on("doubleClick", (event) => event.nodes.length && box.tell("opened", event.nodes[0]));
  }
  box.tell = setTriggerValue;
  // Another concept in the middle: a new picture, laid out and fitted once. A click keeps everything where it is; other
  // neighbours (the slider, an edit) are laid out anew, for in the gaps of the old ring they would lie on each other.
  const moved = held.centre !== data.centre;
  const others = nodes.length !== held.nodes.length || nodes.some((node) => !held.nodes.get(node.id));
  const places = ring(data.nodes, data.centre, Math.max(0.75, box.clientWidth / box.clientHeight));
  nodes.forEach((node) => { if (moved || others) Object.assign(node, places.get(node.id)); });
  patch(held.nodes, nodes);
  patch(held.edges, edges);
  // Ours is the only selection: after "Back" vis would keep its own.
  held.network.unselectAll();
  if (moved) {
    held.centre = data.centre;
    held.network.fit({ animation: false });
  }
  box.dataset.view = JSON.stringify({ scale: held.network.getScale(), at: held.network.getViewPosition() });
}
