// A walk: topics on the left, knowledge points on the right, a numbered arrow for every step. Names are set as text.

const GAP = 46;
const SVG = "http://www.w3.org/2000/svg";

function box(node) {
  const made = document.createElement("div");
  made.className = `node ${node.kind}`;
  made.dataset.id = node.id;
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = node.word;
  const name = document.createElement("span");
  name.textContent = node.label;
  made.append(kind, name);
  return made;
}

function mark(area, x, y, step) {
  const made = document.createElement("div");
  made.className = "mark";
  const number = document.createElement("b");
  number.textContent = step.n;
  made.append(number);
  if (step.p) made.append(` p ${step.p}`);
  made.style.left = `${x}px`;
  made.style.top = `${y}px`;
  area.append(made);
}

function arrow(lines, side, path) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("class", side);
  made.setAttribute("d", path);
  made.setAttribute("marker-end", "url(#walk-head)");
  lines.append(made);
}

// Where a box is inside the drawing.
function place(node, area) {
  const outer = area.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  return {
    left: inner.left - outer.left, right: inner.right - outer.left, top: inner.top - outer.top,
    bottom: inner.bottom - outer.top, x: (inner.left + inner.right) / 2 - outer.left,
    y: (inner.top + inner.bottom) / 2 - outer.top, column: node.parentElement, index: [...node.parentElement.children].indexOf(node),
  };
}

function connect(area, lines, step) {
  const [from, to] = [step.from, step.to].map((id) => area.querySelector(`[data-id="${CSS.escape(id)}"]`));
  if (!to) return;
  const end = place(to, area);
  // The start comes from nowhere; its number stands at the box.
  if (!from) return mark(area, end.x, end.top - 10, step);
  const begin = place(from, area);
  if (begin.column !== end.column) {
    const [a, b] = [begin.right, end.left - 5];
    arrow(lines, "across", `M${a},${begin.y} C${(a + b) / 2},${begin.y} ${(a + b) / 2},${end.y} ${b},${end.y}`);
    return mark(area, (a + b) / 2, (begin.y + end.y) / 2, step);
  }
  if (end.index === begin.index + 1) {
    arrow(lines, "on", `M${begin.x},${begin.bottom} L${end.x},${end.top - 5}`);
    return mark(area, begin.x, (begin.bottom + end.top) / 2, step);
  }
  // Back to an earlier one, or past one: around the outside.
  const right = end.column.classList.contains("kps");
  const side = right ? "right" : "left";
  // Each further one a little wider, so that they can be told apart.
  const wide = 40 + 16 * area.querySelectorAll(`path.${side}`).length;
  const out = Math[right ? "max" : "min"](begin[side], end[side]) + (right ? wide : -wide);
  arrow(lines, side, `M${begin[side]},${begin.y} C${out},${begin.y} ${out},${end.y} ${end[side] + (right ? 5 : -5)},${end.y}`);
  mark(area, begin[side] + (out - begin[side]) * 0.75, (begin.y + end.y) / 2, step);
}

// How many steps leave a column's order and go around its outside.
function around(data, kind) {
  const order = data.nodes.filter((node) => node.kind === kind).map((node) => node.id);
  return data.steps.filter(({ from, to }) => {
    const [a, b] = [order.indexOf(from), order.indexOf(to)];
    return a >= 0 && b >= 0 && b !== a + 1;
  }).length;
}

function draw(area, data) {
  area.replaceChildren();
  area.classList.toggle("narrow", area.parentElement.clientWidth < 560);
  area.classList.toggle("tight", area.parentElement.clientWidth < 380);
  for (const [side, kind] of [["paddingLeft", "topic"], ["paddingRight", "kp"]]) {
    const loops = around(data, kind);
    area.style[side] = loops ? `${48 + 14 * loops}px` : "4px";
  }
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("aria-hidden", "true");
  lines.innerHTML =
    '<defs><marker id="walk-head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
    '<path d="M0,0 L8,4 L0,8 z" stroke="none"/></marker></defs>';
  area.append(lines);
  for (const kind of ["topic", "kp"]) {
    const column = document.createElement("div");
    column.className = kind === "topic" ? "topics" : "kps";
    column.append(...data.nodes.filter((node) => node.kind === kind).map(box));
    area.append(column);
  }
  data.steps.forEach((step) => connect(area, lines, step));
}

export default function (component) {
  const { data, parentElement } = component;
  const area = parentElement.querySelector(".walk");
  area.drawn = data;
  area.setAttribute("aria-label", data.said);
  area.style.setProperty("--walk-gap", `${GAP}px`);
  draw(area, data);
  if (!area.watched) {
    area.watched = new ResizeObserver(() => draw(area, area.drawn));
    area.watched.observe(area.parentElement);
  }
  return () => {
    area.watched?.disconnect();
    area.watched = null;
  };
}
