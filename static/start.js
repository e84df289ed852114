// Starts the engine when the page is idle, or at the first touch; without it the printed page stays as it is.
const me = document.querySelector("script[data-glue]");
const printed = document.getElementById("explainer").innerHTML;
let started = false;

// Says in one sentence that the engine did not start; every choice is still a link.
const fail = (error) => {
  console.warn("The engine did not start; the page works without it.", error);
  const root = document.documentElement;
  if (root.dataset.engine) {
    delete root.dataset.engine;
    document.getElementById("explainer").innerHTML = printed;
  }
  const note = document.getElementById("failed");
  if (note) note.hidden = false;
};

const start = () => {
  if (started) return;
  started = true;
  import(new URL(me.dataset.glue, location.href).href)
    .then(async (glue) => {
      await glue.default({ module_or_path: new URL(me.dataset.wasm, location.href) });
      await glue.take_over();
    })
    .catch(fail);
};

// A panic in the engine shows as an error of WebAssembly: back to the printed page.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) fail(event.error);
});
addEventListener("pointerdown", start, { once: true, capture: true });
addEventListener("keydown", start, { once: true, capture: true });
if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 500 });
else setTimeout(start, 1);
