// Names on the map by level of detail: communities from afar, topics nearer, knowledge points near; none over another.

const TOPICS_FROM = 2.2, KPS_FROM = 7, COMMUNITIES_TO = 3.2;
const MOST_LABELS = 64, MOST_TRIES = 500, LONGEST = 34;

function shortened(text) {
  return text.length > LONGEST ? text.slice(0, LONGEST - 1).trimEnd() + "…" : text;
}

// Where each community's name stands: in the middle of its concepts, which for a crescent may lie outside.
function communityMiddles(body, header) {
  const sums = new Map(header.communities.map((c) => [c.number, { ...c, x: 0, y: 0, n: 0 }]));
  for (let i = 0; i < body.community.length; i++) {
    const sum = sums.get(body.community[i]);
    if (sum) { sum.x += body.at[2 * i]; sum.y += body.at[2 * i + 1]; sum.n++; }
  }
  return [...sums.values()].filter((s) => s.n > 2 || sums.size < 4).map((s) => ({ ...s, x: s.x / s.n, y: s.y / s.n }));
}

// The names to draw in this view: { lines, x, y (on the map), font, size, lift } each.
function chooseLabels(context, map, view, look) {
  const near = view.scale / view.fitted;
  // Buttons and minimap keep their corners.
  const { width, height } = view;
  const placed = [], boxes = [[width - 56, 0, width, 200], [width - 168, height - 118, width, height]];
  let tries = 0;
  const offer = (text, x, y, font, size, lift) => {
    const left = (x - view.x) * view.scale + view.width / 2, top = (y - view.y) * view.scale + view.height / 2 - lift;
    if (left < -40 || top < 0 || left > view.width + 40 || top > view.height + 20) return;
    if (placed.length >= MOST_LABELS || tries++ > MOST_TRIES) return;
    const lines = text.split(" · ").map(shortened);
    context.font = font;
    const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 4;
    const high = (size * 1.2 * lines.length) / 2 + 2;
    const box = [left - half, top - high, left + half, top + high];
    if (box[0] < 0 || box[2] > width || box[1] < 0 || box[3] > height) return;
    if (boxes.some((b) => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3])) return;
    boxes.push(box);
    placed.push({ lines, x, y, font, size, lift });
  };
  if (near < COMMUNITIES_TO) {
    for (const c of map.middles) offer(c.name, c.x, c.y, `600 14px ${look.face}`, 14, 0);
  }
  const concepts = (order, font, size) => {
    for (const i of order) {
      if (placed.length >= MOST_LABELS || tries > MOST_TRIES) return;
      offer(map.body.names[i], map.body.at[2 * i], map.body.at[2 * i + 1], font, size, map.rim(i) + 9);
    }
  };
  if (near >= TOPICS_FROM) concepts(map.topicsBySeeds, `500 13px ${look.face}`, 13);
  if (near >= KPS_FROM) { tries = 0; concepts(map.kpsBySeeds, `400 12px ${look.face}`, 12); }
  return placed;
}

function drawLabels(context, labels, view, look) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = look.paperText;
  context.fillStyle = look.inkText;
  for (const label of labels) {
    const x = (label.x - view.x) * view.scale + view.width / 2;
    const y = (label.y - view.y) * view.scale + view.height / 2 - label.lift;
    context.font = label.font;
    label.lines.forEach((line, k) => {
      const below = (k - (label.lines.length - 1) / 2) * label.size * 1.2;
      context.strokeText(line, x, y + below);
      context.fillText(line, x, y + below);
    });
  }
}
