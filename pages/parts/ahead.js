// Loads scripts of Streamlit's own front end before they are needed, once a visit, when the page is at rest. A module that
// was imported here is the very one that the front end imports later, with all that it depends on.

const AT_REST = "[data-testid='stApp'][data-test-script-state='notRunning']";

function rest(then) {
  const idle = window.requestIdleCallback || ((call) => setTimeout(call, 200));
  const look = () => (document.querySelector(AT_REST) ? idle(then) : setTimeout(look, 100));
  look();
}

async function load(scripts, place) {
  for (const name of scripts) {
    // Where one is missing, its page says so when it needs it.
    await import(new URL(name, place).href).catch(() => undefined);
    await new Promise((next) => rest(next));
  }
}

export default function ({ data }) {
  const main = document.querySelector("script[type='module'][src*='/static/js/']");
  if (window.mathscaleAhead || !main) return;
  window.mathscaleAhead = true;
  rest(() => load(data.scripts, main.src));
}
