// Catches keys for every page; Python says which (see shortcuts.py).

const GO_WITHIN = 1500;

function typing(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  return event.composedPath().some(
    (node) =>
      node instanceof Element &&
      (node.matches("input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox']") ||
        // Typing on a cell of a table starts to edit it.
        node.matches("[data-testid='stDataFrame'], [role='listbox']"))
  );
}

function searchField() {
  const main = document.querySelector("[data-testid='stMain']") || document;
  const fields = main.querySelectorAll("[data-testid='stTextInput'] input");
  const seen = [...fields].filter((field) => field.offsetParent !== null && !field.disabled);
  return seen.find((field) => field.type === "search") || seen[0];
}

function press(key) {
  document.querySelector(`.st-key-${CSS.escape(key)} button`)?.click();
}

function go(page) {
  const links = [...document.querySelectorAll("[data-testid='stPageLink-NavLink']")];
  const link =
    document.querySelector(`.st-key-go-${page} a`) ||
    links.find((each) => new URL(each.href).pathname.split("/").pop() === page);
  link?.click();
}

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}

function list(title, rows) {
  const section = element("section");
  section.append(element("h3", title));
  const table = element("dl");
  for (const [keys, what] of rows) {
    const term = element("dt");
    for (const key of keys) term.append(element("kbd", key));
    table.append(term, element("dd", what));
  }
  section.append(table);
  return section;
}

function fill(dialog, data) {
  const title = element("h2", "Keys");
  title.id = "title";
  const close = element("button", "Close");
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  const head = element("header");
  head.append(title, close);
  const parts = [];
  if (data.page.length) parts.push(list("On this page", data.page.map((row) => [[row.key], row.what])));
  parts.push(
    list("Everywhere", [
      [["?"], "Show or hide this"],
      [["/"], "Go to the search field"],
      [["Esc"], "Leave a field or this window"],
      [["R"], "Read the page anew"],
    ]),
    list("Go to", data.go.map((row) => [["g", row.key], row.what]))
  );
  const body = element("div", "", "columns");
  body.append(...parts);
  dialog.replaceChildren(head, body);
}

export default function (component) {
  const { parentElement } = component;
  const dialog = parentElement.querySelector("dialog");
  fill(dialog, component.data);
  if (parentElement.mathscale) {
    // The same element with new data: the listener is there already and reads this.
    parentElement.mathscale.data = component.data;
    return parentElement.mathscale.end;
  }
  const state = { data: component.data, went: 0, walked: false };
  parentElement.mathscale = state;

  function open() {
    const before = document.activeElement;
    dialog.addEventListener("close", () => before instanceof HTMLElement && before.focus(), { once: true });
    dialog.showModal();
  }

  function caught(event) {
    if (dialog.open) return event.key === "?" ? (dialog.close(), true) : false;
    if (event.key === "?") return open(), true;
    if (Date.now() - state.went < GO_WITHIN) {
      state.went = 0;
      const row = state.data.go.find((known) => known.key === event.key);
      return row ? (go(row.page), true) : false;
    }
    if (event.key === "/") {
      const field = searchField();
      if (!field) return false;
      field.focus();
      field.select();
      return true;
    }
    if (event.key === "g") return (state.went = Date.now()), true;
    const row = state.data.page.find((known) => known.key === event.key);
    if (!row) return false;
    const heard = !window.dispatchEvent(
      new CustomEvent("mathscale:key", { detail: event.key, cancelable: true })
    );
    if (!heard && row.press) press(row.press);
    return heard || Boolean(row.press);
  }

  // Who came to a button or link by Tab means that one with Enter, and not a button of the page that has the key.
  const onPointer = () => (state.walked = false);

  function onKey(event) {
    if (event.key === "Tab") state.walked = true;
    if (event.key === "Enter" && state.walked && event.target instanceof Element &&
      event.target.closest("button, a, summary, [role='button']")) {
      event.stopImmediatePropagation();
      return;
    }
    if (event.key === "Escape" && typing(event) && document.activeElement instanceof HTMLElement) {
      // The field hears it first: an open list closes, and only a second Escape leaves the field.
      const field = document.activeElement;
      if (field.getAttribute("aria-expanded") !== "true") setTimeout(() => field.blur());
      return;
    }
    if (event.defaultPrevented || event.repeat || typing(event)) return;
    if (document.querySelector("[role='dialog'], [data-testid='stDialog']") && !dialog.open) return;
    if (caught(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // On the window and before all others: after "g" a letter must not reach Streamlit's own keys.
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("pointerdown", onPointer, true);
  state.end = () => {
    window.removeEventListener("keydown", onKey, true);
    window.removeEventListener("pointerdown", onPointer, true);
    delete parentElement.mathscale;
  };
  return state.end;
}
