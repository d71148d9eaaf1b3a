// How concepts and edges of a neighbourhood look: topics are boxes, knowledge points dots; colour is never alone.

// Dark enough for white text in the middle (AA), bright enough for a dark page.
const COLOURS = { topic: "#2f6db5", kp: "#b8590f" };

function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.04 ? v / 12.9 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.19 ? "#10151c" : "#ffffff";
}

function shape(node, data, look) {
  const kind = COLOURS[node.kind];
  const topic = node.kind === "topic", centre = node.id === data.centre, chosen = node.id === data.selected;
  const fill = node.colour || (topic && !centre ? look.paper : kind);
  const border = chosen ? look.ink : kind;
  const same = { background: fill, border: look.ink };
  const inside = topic || centre;
  const known = data.legend.title && node.value ? " · " + data.legend.title.toLowerCase() + " " + node.value : "";
  return {
    id: node.id,
    label: (node.star ? "★ " : "") + node.label + (node.value ? "\n" + node.value : ""),
    title: node.full + " · " + (topic ? "topic" : "knowledge point") + " · " + node.seeds + (node.seeds === 1 ? " seed" : " seeds")
      + " · " + node.degree + (node.degree === 1 ? " neighbour" : " neighbours") + known,
    shape: topic ? "box" : centre ? "ellipse" : "dot",
    size: 6 + 3 * Math.sqrt(Math.min(node.seeds, 400)) * 0.6,
    margin: 7,
    borderWidth: chosen ? 4 : centre ? 3 : node.colour ? 2 : 1,
    shapeProperties: { borderDashes: node.opened && !centre ? [4, 3] : false },
    color: { background: fill, border, highlight: same, hover: same },
    font: {
      color: inside ? (fill === look.paper ? look.ink : inkOn(fill)) : look.ink,
      size: Math.round(look.grown * (centre ? 17 : node.ring > 1 ? 13 : 14)), face: look.face,
      strokeWidth: inside ? 0 : 4, strokeColor: look.paper,
    },
    widthConstraint: { maximum: Math.round(125 * look.grown) },
  };
}

function line(edge, data, look) {
  const central = edge.from === data.centre || edge.to === data.centre;
  const out = edge.from === data.selected, into = edge.to === data.selected;
  const chosen = Boolean(data.edge) && data.edge.includes(edge.from) && data.edge.includes(edge.to);
  const shown = data.arrows && (out || into || chosen);
  const told = chosen ? edge.p + " → · ← " + edge.q : out ? edge.p : edge.q;
  const grey = chosen ? look.ink : "#8a94a3";
  return {
    id: edge.from + ":" + edge.to, from: edge.from, to: edge.to,
    title: (edge.hand === null ? "" : "by hand, " + edge.hand + (edge.hand === 1 ? " seed" : " seeds") + " · weight ")
      + edge.weight + (edge.hand !== null ? "" : edge.weight === 1 ? " seed carries both" : " seeds carry both")
      + " · p " + edge.p + " there, " + edge.q + " back",
    width: 0.6 + 1.6 * Math.log2(1 + edge.weight) + (chosen ? 1.5 : 0),
    dashes: edge.hand !== null ? [7, 6] : false,
    arrows: { to: { enabled: shown && (out || chosen), scaleFactor: 0.6 }, from: { enabled: shown && (into || chosen), scaleFactor: 0.6 } },
    label: shown ? told : "",
    font: { size: Math.round(11 * look.grown), face: look.face, color: look.ink, background: look.paper, strokeWidth: 0 },
    color: { color: grey, opacity: chosen || out || into ? 0.95 : central ? 0.6 : 0.18, highlight: grey, hover: grey },
    smooth: false,
  };
}
