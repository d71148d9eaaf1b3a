// The menu of a concept in the picture and the legend under it: all of it reached by keyboard too.

const MENU = [
  ["open", "Put in the middle", "Enter"], ["expand", "Expand", "E"], ["prune", "Leave out", "X"],
  ["collect", "Collect", ""], ["star", "Star", "S"],
];

function button(text, said) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (said) made.title = said;
  return made;
}

function closeMenu(box) {
  const menu = box.menu;
  // Before it is gone: going takes the focus out of it, which closes it too.
  box.menu = null;
  menu?.remove();
}

function openMenu(box, id, at) {
  closeMenu(box);
  const node = box.held.data.nodes.find((n) => n.id === id);
  if (!node) return;
  const menu = (box.menu = document.createElement("div"));
  menu.className = "menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", node.label);
  const middle = id === box.held.data.centre;
  for (const [what, text, key] of MENU) {
    if (middle && (what === "open" || what === "prune" || what === "expand")) continue;
    const words = what === "expand" && node.opened ? "Fold back" : what === "star" && node.star ? "Take the star off" : text;
    const item = button(words);
    item.setAttribute("role", "menuitem");
    if (key) item.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    item.addEventListener("click", () => { closeMenu(box); box.focus(); box.tell({ what, concept: id }); });
    menu.append(item);
  }
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children], here = items.indexOf(menu.getRootNode().activeElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) items[(next + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") { closeMenu(box); box.focus(); }
    else if (event.key !== "Enter" && event.key !== " ") return;
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
  });
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) closeMenu(box); });
  box.append(menu);
  menu.style.left = Math.max(4, Math.min(at.x, box.clientWidth - menu.offsetWidth - 8)) + "px";
  menu.style.top = Math.max(4, Math.min(at.y, box.clientHeight - menu.offsetHeight - 8)) + "px";
  menu.firstChild.focus();
}

function drawLegend(place, box) {
  // One button each, so that a reader of the screen hears its count and whether it is shown.
  const { legend } = box.held.data;
  const told = JSON.stringify(legend);
  if (place.told === told) return;
  place.told = told;
  const focused = place.getRootNode().activeElement?.dataset?.item;
  const made = legend.items.map((item) => {
    const entry = button(item.text + " " + item.count, item.on ? "Leave these out" : "Show these");
    entry.dataset.item = item.name;
    entry.className = "item " + item.shape;
    entry.setAttribute("aria-pressed", String(item.on));
    const mark = document.createElement("i");
    mark.style.setProperty("--mark", item.colour);
    entry.prepend(mark);
    if (item.fixed) { entry.disabled = true; entry.removeAttribute("aria-pressed"); entry.title = ""; }
    else entry.addEventListener("click", () => box.tell({ what: "legend", name: item.name }));
    return entry;
  });
  if (legend.title) {
    const title = document.createElement("span");
    title.textContent = legend.title + (legend.empty ? ": " + legend.empty : "");
    made.splice(legend.kinds, 0, title);
  }
  place.replaceChildren(...made);
  made.find((entry) => entry.dataset.item === focused)?.focus();
}
