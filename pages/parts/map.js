// The map: view, pointer, keys, lasso, minimap. mapgl.js and maplabels.js stand before this text in one module.
// All is kept on the element between runs: new data recolour it, and a click never moves the view.

const REST_MS = 140, CLICK_PIXELS = 4, ARROW_PIXELS = 80, ZOOM_STEP = 1.5, FARTHEST = 0.6, NEAREST = 220;
const MOST_SPOKES = 400;
// Edges of one frame; and a map of fewer concepts than this has room for bigger ones.
const PORTION = 12000, FEW = 1500;

// Who comes back from a concept finds the map as it was left.
let leftAt = null;

function boundsOf(at) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < at.length; i += 2) {
    left = Math.min(left, at[i]); right = Math.max(right, at[i]);
    top = Math.min(top, at[i + 1]); bottom = Math.max(bottom, at[i + 1]);
  }
  return { x: left, y: top, width: Math.max(right - left, 1e-3), height: Math.max(bottom - top, 1e-3) };
}

function numberSaid(map, i) {
  const value = map.packet.values[i], form = map.packet.header.form;
  if (Number.isNaN(value)) return "no data";
  if (form === "share") return Math.round(100 * value) + "%" + (map.packet.behind ? ` of ${map.packet.behind[i]}` : "");
  return form === "count" ? value.toLocaleString("en") : value.toPrecision(2);
}

function makeMap(box) {
  const find = (name) => box.querySelector(name);
  const stage = find(".stage"), scene = find(".scene"), names = find(".names"), mini = find(".mini"), tip = find(".tip");
  const painter = painterOf(scene);
  if (!painter) return null;
  const pen = names.getContext("2d"), small = mini.getContext("2d");
  const view = { x: 0, y: 0, scale: 1, fitted: 1, width: 1, height: 1, dense: 1, grow: 1 };
  const map = { packet: null, body: null, middles: [], labels: [], hovered: -1, tell: () => {}, rim: () => 0 };
  let frame = 0, resting = 0, moving = false, look = null, lasso = null, lassoing = false, drag = null, last = 0, worst = 0;
  let miniature = null, neighbours = null, stale = true, above = true, inked = 0;

  const onMap = (event) => {
    const inside = stage.getBoundingClientRect();
    const left = event.clientX - inside.left, top = event.clientY - inside.top;
    return { left, top, x: view.x + (left - view.width / 2) / view.scale, y: view.y + (top - view.height / 2) / view.scale };
  };
  const onScreen = (i) => [
    (map.body.at[2 * i] - view.x) * view.scale + view.width / 2,
    (map.body.at[2 * i + 1] - view.y) * view.scale + view.height / 2,
  ];
  map.rim = (i) => (map.body.radius[i] * view.grow) / 2;

  function fit() {
    const all = map.bounds;
    view.fitted = 0.92 * Math.min(view.width / all.width, view.height / all.height);
    Object.assign(view, { scale: view.fitted, x: all.x + all.width / 2, y: all.y + all.height / 2 });
  }
  function moved() {
    moving = stale = true;
    rest();
    ask();
  }
  // Edges come when nothing moves, and not under the hand that holds the map.
  function rest() {
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (drag && drag.moved && !lasso) { rest(); return; }
      moving = false;
      stale = true;
      ask();
    }, REST_MS);
  }
  function ask() {
    above = true;
    if (!frame) frame = requestAnimationFrame(draw);
  }
  function draw(now) {
    frame = 0;
    if (!map.body || painter.lost()) return;
    if (drag && drag.moved && last) { worst = Math.max(worst, now - last); box.dataset.worst = worst.toFixed(1); }
    last = drag && drag.moved ? now : 0;
    const { edges, concepts } = map.packet.header;
    view.grow = Math.min(7, Math.max(0.8, 1.05 * Math.sqrt(view.scale / view.fitted))) * (concepts < FEW ? 2 : 1);
    if (stale) {
      painter.draw(view, look);
      inked = moving ? edges : 0;
      box.dataset.edges = 0;
    } else if (inked < edges) {
      // In portions, so that whoever takes hold of the map meanwhile waits for one of them only.
      inked = painter.ink(view, look, inked, PORTION);
      box.dataset.edges = inked;
    }
    if (above) drawAbove();
    stale = above = false;
    if (!box.dataset.painted) box.dataset.painted = Math.round(performance.now());
    // While something is dragged every frame counts, so that the longest is known.
    if ((inked < edges || (drag && drag.moved)) && !frame) frame = requestAnimationFrame(draw);
  }
  // Names, lasso, the hovered concept's edges and the minimap.
  function drawAbove() {
    pen.setTransform(view.dense, 0, 0, view.dense, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    if (map.hovered >= 0) spokes(map.hovered);
    if (!moving) map.labels = chooseLabels(pen, map, view, look);
    drawLabels(pen, map.labels, view, look);
    if (lasso) drawLasso();
    drawMini();
    leftAt = { version: map.packet.header.version, x: view.x, y: view.y, near: view.scale / view.fitted };
    box.dataset.view = JSON.stringify({ x: view.x, y: view.y, scale: view.scale });
    box.dataset.labels = map.labels.length;
    box.dataset.nodes = map.packet.header.concepts;
  }
  function spokes(i) {
    const [x, y] = onScreen(i);
    pen.strokeStyle = look.accent;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.55;
    pen.beginPath();
    for (const other of neighboursOf(i)) { pen.moveTo(x, y); pen.lineTo(...onScreen(other)); }
    pen.stroke();
    pen.globalAlpha = 1;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(x, y, map.rim(i) + 3, 0, 2 * Math.PI);
    pen.stroke();
  }
  function neighboursOf(i) {
    if (!neighbours) {
      const { ends } = map.body, start = new Uint32Array(map.packet.header.concepts + 1), to = new Uint32Array(ends.length);
      for (const end of ends) start[end + 1]++;
      for (let k = 1; k < start.length; k++) start[k] += start[k - 1];
      const next = start.slice();
      // From the heaviest on.
      for (let k = ends.length - 2; k >= 0; k -= 2) { to[next[ends[k]]++] = ends[k + 1]; to[next[ends[k + 1]]++] = ends[k]; }
      neighbours = (node) => to.subarray(start[node], Math.min(start[node + 1], start[node] + MOST_SPOKES));
    }
    return neighbours(i);
  }
  function drawLasso() {
    pen.beginPath();
    lasso.forEach(([x, y], k) => (k ? pen.lineTo : pen.moveTo).call(pen, (x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2));
    pen.closePath();
    pen.lineWidth = 2;
    pen.strokeStyle = look.accent;
    pen.stroke();
    pen.globalAlpha = 0.12;
    pen.fillStyle = look.accent;
    pen.fill();
    pen.globalAlpha = 1;
  }
  const miniScale = () => 0.9 * Math.min(mini.width / map.bounds.width, mini.height / map.bounds.height);
  const miniPlace = (x, y) => [
    (x - map.bounds.x - map.bounds.width / 2) * miniScale() + mini.width / 2,
    (y - map.bounds.y - map.bounds.height / 2) * miniScale() + mini.height / 2,
  ];
  function drawMini() {
    if (!miniature) {
      miniature = document.createElement("canvas");
      miniature.width = mini.width;
      miniature.height = mini.height;
      const ink = miniature.getContext("2d"), colours = map.colours;
      for (let i = 0; i < map.packet.header.concepts; i++) {
        const [x, y] = miniPlace(map.body.at[2 * i], map.body.at[2 * i + 1]);
        ink.fillStyle = `rgb(${colours[4 * i]} ${colours[4 * i + 1]} ${colours[4 * i + 2]} / 60%)`;
        ink.fillRect(x, y, 2, 2);
      }
    }
    small.clearRect(0, 0, mini.width, mini.height);
    small.drawImage(miniature, 0, 0);
    const [left, top] = miniPlace(view.x - view.width / 2 / view.scale, view.y - view.height / 2 / view.scale);
    small.strokeStyle = look.inkText;
    small.lineWidth = 1.5 * view.dense;
    small.strokeRect(left, top, (view.width / view.scale) * miniScale(), (view.height / view.scale) * miniScale());
  }
  function zoom(by, at) {
    const middle = at || { x: view.x, y: view.y };
    const scale = Math.min(NEAREST * view.fitted, Math.max(FARTHEST * view.fitted, view.scale * by));
    const ratio = view.scale / scale;
    Object.assign(view, { x: middle.x + (view.x - middle.x) * ratio, y: middle.y + (view.y - middle.y) * ratio, scale });
    moved();
  }
  function setLasso(on) {
    lassoing = on;
    stage.classList.toggle("lasso", on);
    find("[data-do=lasso]").setAttribute("aria-pressed", String(on));
  }
  function choose(nodes) {
    map.tell("lassoed", { version: map.packet.header.version, nodes });
  }
  function insideLasso() {
    const found = [], { at } = map.body, round = boundsOf(Float32Array.from(lasso.flat()));
    for (let i = 0; i < at.length / 2; i++) {
      const x = at[2 * i], y = at[2 * i + 1];
      if (x < round.x || x > round.x + round.width || y < round.y || y > round.y + round.height) continue;
      let within = false;
      for (let k = 0, j = lasso.length - 1; k < lasso.length; j = k++) {
        const [ax, ay] = lasso[k], [bx, by] = lasso[j];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
      }
      if (within) found.push(i);
    }
    return found;
  }
  function hover(event) {
    const { left, top, x, y } = onMap(event);
    const found = map.find(x, y, 7 / view.scale, (i) => map.rim(i) / view.scale);
    stage.classList.toggle("over", found >= 0 && !lassoing);
    if (found !== map.hovered) { map.hovered = found; ask(); }
    box.dataset.hovered = found < 0 ? "" : map.body.names[found];
    tip.hidden = found < 0;
    if (found < 0) return;
    const { header } = map.packet, title = document.createElement("b");
    title.textContent = map.body.names[found];
    const facts = [
      `${found < header.topics ? "topic" : "knowledge point"} · ${map.body.seeds[found]} seeds · ${map.body.degree[found]} neighbours`,
      map.called.get(map.body.community[found]) || "",
      header.title && !["seeds", "degree"].includes(header.overlay) ? `${header.title}: ${numberSaid(map, found)}` : "",
    ];
    tip.replaceChildren(title, ...facts.filter(Boolean).map((fact) => Object.assign(document.createElement("div"), { textContent: fact })));
    tip.style.left = Math.max(4, Math.min(left + 14, view.width - tip.offsetWidth - 6)) + "px";
    tip.style.top = Math.max(4, top + 18 + tip.offsetHeight > view.height ? top - tip.offsetHeight - 10 : top + 18) + "px";
  }
  function leave() {
    tip.hidden = true;
    box.dataset.hovered = "";
    if (map.hovered >= 0) { map.hovered = -1; ask(); }
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button || !map.body || event.target.closest(".tools, .mini")) return;
    stage.setPointerCapture(event.pointerId);
    const place = onMap(event);
    drag = { left: place.left, top: place.top, moved: false };
    if (event.shiftKey || lassoing) lasso = [[place.x, place.y]];
    worst = last = 0;
  });
  stage.addEventListener("pointermove", (event) => {
    if (!map.body) return;
    if (!drag) { hover(event); return; }
    const place = onMap(event);
    if (!drag.moved && Math.hypot(place.left - drag.left, place.top - drag.top) < CLICK_PIXELS) return;
    if (!drag.moved) { drag.moved = true; leave(); stage.classList.add("dragging"); }
    if (lasso) { lasso.push([place.x, place.y]); ask(); return; }
    view.x -= (place.left - drag.left) / view.scale;
    view.y -= (place.top - drag.top) / view.scale;
    Object.assign(drag, { left: place.left, top: place.top });
    moved();
  });
  const dropped = (event) => {
    if (!drag) return;
    const { moved: far } = drag, place = onMap(event);
    drag = null;
    stage.classList.remove("dragging");
    if (lasso) {
      const found = far && event.type === "pointerup" ? insideLasso() : null;
      lasso = null;
      setLasso(false);
      if (found) choose(found);
      ask();
    } else if (!far && event.type === "pointerup") {
      const found = map.find(place.x, place.y, 7 / view.scale, (i) => map.rim(i) / view.scale);
      if (found >= 0) map.tell("picked", { version: map.packet.header.version, node: found });
    }
  };
  stage.addEventListener("pointerup", dropped);
  stage.addEventListener("pointercancel", dropped);
  stage.addEventListener("pointerleave", leave);
  // The page scrolls over the picture; zooming asks for Ctrl.
  stage.addEventListener("wheel", (event) => {
    if (!map.body || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), onMap(event));
  }, { passive: false });
  const towards = (event) => {
    const inside = mini.getBoundingClientRect(), dense = mini.width / inside.width;
    view.x = map.bounds.x + map.bounds.width / 2 + ((event.clientX - inside.left) * dense - mini.width / 2) / miniScale();
    view.y = map.bounds.y + map.bounds.height / 2 + ((event.clientY - inside.top) * dense - mini.height / 2) / miniScale();
    moved();
  };
  mini.addEventListener("pointerdown", (event) => { if (map.body) { mini.setPointerCapture(event.pointerId); towards(event); } });
  mini.addEventListener("pointermove", (event) => { if (map.body && mini.hasPointerCapture(event.pointerId)) towards(event); });
  const doing = {
    in: () => zoom(ZOOM_STEP), out: () => zoom(1 / ZOOM_STEP), fit: () => { fit(); moved(); },
    lasso: () => setLasso(!lassoing), clear: () => { lasso = null; setLasso(false); choose([]); },
  };
  find(".tools").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && map.body) doing[button.dataset.do]();
  });
  const keys = { "+": "in", "=": "in", "-": "out", "0": "fit", l: "lasso", Escape: "clear" };
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  box.addEventListener("keydown", (event) => {
    if (!map.body || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = arrows[event.key];
    if (step) {
      view.x += (step[0] * ARROW_PIXELS) / view.scale;
      view.y += (step[1] * ARROW_PIXELS) / view.scale;
      moved();
    } else if (keys[event.key]) doing[keys[event.key]]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  function resize() {
    const fitted = Math.abs(view.scale - view.fitted) < 1e-9 * view.scale;
    Object.assign(view, { width: Math.max(stage.clientWidth, 1), height: Math.max(stage.clientHeight, 1), dense: Math.min(devicePixelRatio || 1, 2) });
    for (const canvas of [scene, names]) { canvas.width = view.width * view.dense; canvas.height = view.height * view.dense; }
    mini.width = mini.clientWidth * view.dense;
    mini.height = mini.clientHeight * view.dense;
    miniature = null;
    stale = true;
    if (!map.body) return;
    const { x, y, scale } = view;
    fit();
    // Who has moved stays where they are.
    if (!fitted) Object.assign(view, { x, y, scale });
    ask();
  }
  new ResizeObserver(resize).observe(stage);
  scene.addEventListener("webglcontextlost", () => { box.querySelector(".word").hidden = false; });

  function recolour() {
    const { header, bins, chosen } = map.packet, any = chosen.some(Boolean);
    const ramp = header.colours.map((c) => rgbOf(c).map((v) => Math.round(255 * v))), none = rgbOf(header.none).map((v) => Math.round(255 * v));
    const colours = new Uint8Array(4 * bins.length), marks = new Uint8Array(bins.length);
    for (let i = 0; i < bins.length; i++) {
      const without = bins[i] === header.no_data;
      // What is not chosen steps back into the page, and stays solid: portions of edges are drawn around it.
      const [away, tone] = [any && !chosen[i] ? 0.78 : 0, without ? none : ramp[bins[i]]];
      for (let k = 0; k < 3; k++) colours[4 * i + k] = tone[k] * (1 - away) + 255 * look.paper[k] * away;
      colours[4 * i + 3] = 255;
      marks[i] = (without ? 1 : 0) + (chosen[i] ? 2 : 0);
    }
    map.colours = colours;
    painter.paint(colours, marks);
    miniature = null;
  }
  map.show = async (packet) => {
    const style = getComputedStyle(box), { header } = packet;
    const ink = header.ink, paper = header.paper;
    look = {
      paper: rgbOf(paper), ink: rgbOf(ink), line: rgbOf(header.line), edges: header.dark ? 1.5 : 1, inkText: ink, paperText: paper,
      accent: header.accent, face: style.getPropertyValue("--st-font").trim() || "sans-serif",
    };
    const fresh = !map.body || map.packet.header.version !== header.version || map.packet.packed.length !== packet.packed.length;
    const body = fresh ? await readBody(packet.packed, header) : map.body;
    map.packet = packet;
    if (fresh) {
      const before = map.body;
      const bySeeds = Uint32Array.from({ length: header.concepts }, (_, i) => i).sort((a, b) => body.seeds[b] - body.seeds[a] || a - b);
      Object.assign(map, {
        body, bounds: boundsOf(body.at), middles: communityMiddles(body, header), topicsBySeeds: bySeeds.filter((i) => i < header.topics),
        kpsBySeeds: bySeeds.filter((i) => i >= header.topics), called: new Map(header.communities.map((c) => [c.number, c.name])),
      });
      map.find = finderOf(body.at, map.bounds);
      neighbours = null;
      painter.load(body, header, bySeeds);
      // Another version of the map lies on the old one: who looks at a place goes on looking at it.
      if (!before) fit();
      if (!before && leftAt && leftAt.version === header.version) Object.assign(view, { x: leftAt.x, y: leftAt.y, scale: leftAt.near * view.fitted });
    }
    recolour();
    box.dataset.version = header.version;
    box.dataset.chosen = packet.chosen.reduce((sum, c) => sum + c, 0);
    box.dataset.overlay = header.overlay;
    // Points first; edges follow when nothing moves.
    moved();
  };
  resize();
  return map;
}

function legend(box, header) {
  const title = Object.assign(document.createElement("span"), { className: "title", textContent: header.legend_title });
  const steps = header.legend.map(({ colour, text, hollow }) => {
    const step = Object.assign(document.createElement("span"), { className: "step" });
    const dot = document.createElement("i"), said = Object.assign(document.createElement("span"), { textContent: text, title: text });
    dot.style.borderColor = colour;
    if (!hollow) dot.style.background = colour;
    step.append(dot, said);
    return step;
  });
  box.querySelector(".legend").replaceChildren(title, ...steps);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector(".map");
  const packet = readPacket(data instanceof Uint8Array ? data : new Uint8Array(data));
  box.setAttribute("aria-label", packet.header.said);
  legend(box, packet.header);
  if (box.held === undefined) {
    box.held = makeMap(box);
    if (!box.held) {
      box.querySelector(".stage").hidden = true;
      box.querySelector(".word").hidden = false;
      box.dataset.webgl = "missing";
    }
  }
  if (!box.held) return;
  box.held.tell = setTriggerValue;
  box.held.show(packet);
}
