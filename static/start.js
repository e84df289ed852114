// Starts the engine when the page is idle, or at the first touch; without it the printed page stays as it is.
const me = document.querySelector("script[data-wasm]");
const page = document.documentElement;

// A path that no page has is answered by one file for all; where it asks for another language, by that language’s file.
const asked = location.pathname.split("/")[1].toLowerCase();
if (asked && page.lang !== asked && page.dataset.languages.split(" ").includes(asked)) {
  const answer = await fetch(`/${asked}/404.html`);
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

const root = document.getElementById("explainer");
const printed = [...root.childNodes].map((node) => node.cloneNode(true));
const loaded = location.href;
let started = false;
let taken = false;

// Says in one sentence that the engine did not start; every choice is still a link.
const fail = (error) => {
  console.warn("The engine did not start; the page works without it.", error);
  page.classList.add("no-engine");
  delete page.dataset.engine;
  if (taken) {
    taken = false;
    root.replaceChildren(...printed);
    if (location.href !== loaded) history.replaceState(null, "", loaded);
    // A broken engine still listens: it hears of no click any more, and what it put into the history is loaded.
    addEventListener("click", (event) => root.contains(event.target) && event.stopPropagation(), { capture: true });
    addEventListener("popstate", () => location.reload());
  }
  document.getElementById("failed").hidden = false;
};

// Today in New York, as 2026-11-24; where the browser has no time zones, five hours behind UTC.
const today = () => {
  const now = new Date();
  try {
    const part = Object.fromEntries(
      new Intl.DateTimeFormat("en-US", { timeZone: "America/New_York", year: "numeric", month: "2-digit", day: "2-digit" })
        .formatToParts(now)
        .map(({ type, value }) => [type, value]),
    );
    return `${part.year}-${part.month}-${part.day}`;
  } catch {
    return new Date(now - 5 * 3600e3).toISOString().slice(0, 10);
  }
};

// The glue of the engine, which is not run when it is another than the one that this page was printed with. Where the
// link that preloads it is refused for its hash, some browsers load it again without one: so it is asked for once more.
const engine = async () => {
  const { href, integrity } = document.querySelector("link[rel=modulepreload]");
  await fetch(href, { integrity });
  return import(href);
};

// The law, as bytes; anything but a file of ours is an error.
const law = async () => {
  const address = document.querySelector("link[data-law]").href;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: the server answered with status ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

// A selector that finds an element of the printed page again in the rendered one.
const selector = (element) => {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.matches("details[id] > summary")) return `${selector(element.parentElement)} > summary`;
  const name = ["data-option", "data-day", "href"].find((name) => element.hasAttribute(name));
  return name ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : null;
};

const takeOver = async () => {
  const [glue, file] = await Promise.all([engine(), law()]);
  await glue.default({ module_or_path: fetch(me.dataset.wasm, { integrity: me.dataset.integrity }) });
  // What the reader has done meanwhile: folds and the focus are carried over.
  const folds = [...root.querySelectorAll("details[id]")].map((fold) => [fold.id, fold.open]);
  const focused = root.contains(document.activeElement) ? selector(document.activeElement) : null;
  taken = true;
  glue.take_over(file, today());
  page.dataset.engine = "on";
  // Yew fills the root in a microtask queued before this one.
  await null;
  for (const [id, open] of folds) document.getElementById(id)?.toggleAttribute("open", open);
  if (focused) root.querySelector(focused)?.focus({ preventScroll: true });
};

const start = () => {
  if (started) return;
  started = true;
  takeOver().catch(fail);
};

// A panic in the engine shows as an error of WebAssembly: back to the printed page.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) fail(event.error);
});
root.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-act='share-system']")) return;
  navigator.share?.({ title: document.title, url: document.getElementById("share-link").value }).catch(() => {});
});
// The switch of language leads to what is shown now, which a sandboxed frame cannot put into its own address;
// a frame adds no entry to the history.
const languages = document.querySelector(".languages");
const point = (link) => {
  const shown = root.firstElementChild?.dataset.address;
  if (!shown) return;
  const url = new URL(link.dataset.prefix + shown.slice(languages.dataset.prefix.length), location.href);
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (page.dataset.params.split(" ").includes(key.toLowerCase())) url.searchParams.append(key, value);
  }
  link.href = url.pathname + url.search;
};
for (const link of languages?.querySelectorAll("a") ?? []) {
  for (const kind of ["pointerover", "focus", "click"]) link.addEventListener(kind, () => point(link));
  link.addEventListener("click", (event) => {
    if (parent === window || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.replace(link.href);
  });
}
// On paper a square leads back to the printed page: it stays away while the page shows another answer, or none.
addEventListener("beforeprint", () => {
  const leadsTo = document.querySelector(".qr")?.dataset.page;
  const shown = root.querySelector(".answer") && root.firstElementChild.dataset.address;
  page.classList.toggle("other-answer", shown !== leadsTo);
});
// Paper has no folds. Newer browsers know it from the style sheet (::details-content), the others open them here.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});
if (!navigator.share) page.classList.add("no-share");
addEventListener("pointerdown", start, { once: true, capture: true });
addEventListener("keydown", start, { once: true, capture: true });
if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 500 });
else setTimeout(start, 1);
