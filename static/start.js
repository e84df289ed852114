// Loads the engine while the page is parsed, and starts it when the page is idle, or at the first touch of anything but a
// link. Without it the prerendered page stays as it is.
const me = document.querySelector("script[data-wasm]");
const page = document.documentElement;

const parsed = new Promise((done) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done, { once: true });
  else done();
});

// The site may lie in any folder: where this script does.
const home = new URL(".", import.meta.url).pathname;

// A path that no page has is answered by one file for all; where it asks for another language, by that language’s file.
const asked = location.pathname.startsWith(home) ? location.pathname.slice(home.length).split("/")[0].toLowerCase() : "";
if (asked && page.lang !== asked && page.dataset.languages.split(" ").includes(asked)) {
  const [answer] = await Promise.all([fetch(`${home}${asked}/404.html`), parsed]);
  if (answer.ok) {
    // The only text that ever becomes markup, and it is a page of ours: the policy of the pages names it.
    const own = { createHTML: (page) => page };
    const html = (globalThis.trustedTypes?.createPolicy("own-pages", own) ?? own).createHTML(await answer.text());
    const other = new DOMParser().parseFromString(html, "text/html");
    for (const name of ["lang", "dir"]) page.setAttribute(name, other.documentElement[name]);
    for (const name of ["title", "link[data-law]", "main"]) {
      document.querySelector(name).replaceWith(document.adoptNode(other.querySelector(name)));
    }
  }
}

const root = () => document.getElementById("explainer");
let prerendered;
let loaded;
let loading;
let again;
let begun = false;
let taken = false;
let clicked;

// Where what is shown was printed. Entries that an engine wrote into the history share one document: after this one was
// loaded anew, nobody but us shows their answers, until an engine does again. A frame has no entries of its own.
const place = () => location.pathname + location.search;
let printedAt = place();
addEventListener("popstate", () => {
  if (!taken && parent === window && place() !== printedAt) location.reload();
});
let scrolled = false;
addEventListener("scroll", () => (scrolled = true), { once: true, passive: true });

// The engine did not start, or has crashed. Before it took over, every choice is still a link, and one sentence says so.
// Afterwards the page of the link that was being followed is loaded; where none was, what was prerendered comes back.
const fail = (error) => {
  console.warn("The engine did not start; the page works without it.", error);
  page.classList.add("no-engine");
  delete page.dataset.engine;
  // Its words wait in an attribute: a reader that knows no “hidden” would say them first.
  const sentence = document.getElementById("failed");
  sentence.textContent ||= sentence.dataset.says;
  sentence.hidden = false;
  if (!taken) return;
  taken = false;
  const link = clicked?.cloneNode();
  root().replaceWith(prerendered);
  if (location.href !== loaded) history.replaceState(null, "", loaded);
  printedAt = place();
  if (link) {
    document.body.append(link);
    link.click();
  }
};

// The glue of the engine, which is not run when it is another than the one that this page was made with. Where the link
// that preloads it is refused for its hash, some browsers load it again without one: so it is asked for once more.
const engine = async (signal) => {
  const { href, integrity } = document.querySelector("link[rel=modulepreload][integrity]");
  await fetch(href, { integrity, signal });
  return import(href);
};

// The law, as bytes; anything but a file of ours is an error.
const law = async (signal) => {
  const address = document.querySelector("link[data-law]").href;
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`${address}: the server answered with status ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

// Every part of it is a task of its own, so that the page answers in between.
const task = () => new Promise((done) => setTimeout(done));
let hurry;
const touchedFirst = new Promise((done) => (hurry = done));
const nothingElse = (done) => ("requestIdleCallback" in window ? requestIdleCallback(done, { timeout: 500 }) : setTimeout(done));
const idle = parsed.then(() => Promise.race([touchedFirst, new Promise(nothingElse)]));
// A browser without Temporal reads its calendars at the first question after the day in New York (src/hooks.rs), which
// takes it a while: let that be while the engine is on its way.
const calendars = () => globalThis.Temporal || new Date().toLocaleDateString("en-US", { timeZone: "America/New_York" });
const ready = idle.then(calendars).catch(() => {});

const takeOver = async (signal) => {
  // All at once: the line is idle while one file waits for another.
  const code = fetch(me.dataset.wasm, { integrity: me.dataset.integrity, signal });
  const [glue, file] = await Promise.all([engine(signal), law(signal), code]);
  await Promise.all([glue.default({ module_or_path: code }), ready]);
  await task();
  if (signal.aborted) return;
  begun = true;
  prerendered = root();
  // It renders part by part, beside the prerendered page, and then comes in its place.
  await new Promise((done) =>
    glue.take_over(file, () => {
      taken = true;
      // In a frame another page may have come in place of the first (frame.js).
      loaded = location.href;
      page.dataset.engine = "on";
      done();
    }),
  );
  // Whoever has scrolled already may stand anywhere.
  for (const far of ["rest", "background"]) {
    if (!scrolled) await new Promise(nothingElse);
    page.classList.add(`has-${far}`);
  }
};

const start = () => {
  clearTimeout(again);
  if (loading) return;
  const { signal } = (loading = new AbortController());
  takeOver(signal).catch(async (error) => {
    await parsed;
    if (!signal.aborted) fail(error);
  });
};

// A link that is pressed leads to a printed page, and an engine on its way would only keep it waiting. Where the reader
// stays, or another page comes in place of this one (frame.js), it sets out again.
const giveWay = () => {
  if (begun || page.classList.contains("no-engine")) return;
  loading?.abort();
  loading = undefined;
  clearTimeout(again);
  again = setTimeout(start, 1000);
};

// A panic of the engine is an error of WebAssembly; another error that comes out of it names its files.
const files = () => [me.dataset.wasm, document.querySelector("link[rel=modulepreload][integrity]").href].map((address) => address.split("/").pop());
const ofEngine = (error) => error instanceof WebAssembly.RuntimeError || files().some((file) => error?.stack?.includes(file));
const failed = (error) => ofEngine(error) && fail(error);
addEventListener("error", ({ error }) => failed(error));
addEventListener("unhandledrejection", ({ reason }) => failed(reason));
addEventListener(
  "click",
  ({ target }) => {
    clicked = target.closest?.("#explainer a[href^='/']");
    setTimeout(() => (clicked = undefined));
  },
  { capture: true },
);
// Paper has no folds. Newer browsers know it from the style sheet (::details-content), the others open them here; of a frame
// only the answer is printed, whose height must stay what it is.
if (parent === window) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    // The engine may have put others in their place.
    for (const fold of folded) (fold.isConnected ? fold : document.getElementById(fold.id) ?? fold).open = false;
  });
}
if (!navigator.share) page.classList.add("no-share");
const touched = ({ type, key, target }) => {
  const follows = target.closest?.("a[href]") && (type !== "keydown" || key === "Enter");
  if (follows) return giveWay();
  hurry();
  start();
};
// A click without a press is that of a screen reader, for instance.
for (const touch of ["pointerdown", "keydown", "click"]) addEventListener(touch, touched, { capture: true });
start();
