// What the page does inside another page: tells its height, follows the theme of its host, leads from page to page.
// It runs once the page is parsed; what has to be done before the first paint is static/first.js.
(() => {
  // The messages between a page and its frame; static/embed.js has the same names. src/hooks/use_host.rs sends the answer.
  const SAYS = { height: "ban-explainer:height", theme: "ban-explainer:theme" };
  // The messages of others that ask for the height: of pym, of iframe-resizer 4, of WordPress.
  const PYM = "pym";
  const RESIZER = /^\[iFrameSizer\]([\w-]{1,99}):/;
  const READY = "ready";

  if (parent === window) return;

  const page = document.documentElement;
  // The site may lie in any folder: where this script does.
  const home = new URL(".", document.currentScript.src).href;
  const query = new URLSearchParams(location.search);
  const boxed = page.classList.contains("boxed");

  // Where links to an answer point when the article shares them: only ever to the site that holds this frame.
  try {
    const share = new URL(query.get("share"));
    const host = location.ancestorOrigins?.[0] ?? new URL(document.referrer).origin;
    if (share.origin === host && /^https?:$/.test(share.protocol) && share.href.endsWith("=")) {
      page.dataset.share = share.href;
    }
  } catch {
    // No address, or no way to know the site: links point at the page itself.
  }

  // From the first touch on the frame may shrink too.
  let acted = false;
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, () => (acted = true), { capture: true, once: true });
  }

  const say = (message) => parent.postMessage(message, "*");
  const pym = /^[\w-]+$/.exec(query.get("childId") ?? "")?.[0];
  const secret = /[#?&]secret=(\w+)/.exec(location.hash)?.[1];
  let resizer;
  // The height, in every form that a host may listen for. Until the reader acts, the room that a host has kept stays
  // kept while the content fits; our own loader knows that room itself.
  const tell = () => {
    const content = Math.ceil(document.body.getBoundingClientRect().height);
    say({ type: SAYS.height, height: content, acted });
    const height = acted ? content : Math.max(content, innerHeight);
    say({ sentinel: "amp", type: "embed-size", height });
    if (pym) say(`pymxPYMx${pym}xPYMxheightxPYMx${height}`);
    if (secret) say({ message: "height", value: height, secret });
    if (resizer) say(`[iFrameSizer]${resizer}:${height}:${innerWidth}:resize`);
    try {
      // The browser's own way: a frame with `frame-sizing` takes the height of its content.
      if (acted) window.requestResize?.()?.catch?.(() => {});
    } catch {
      // The host does not size its frame so.
    }
  };

  // However often a host asks, one answer at a time. A timer, since hidden frames are given no animation frames.
  let due;
  const soon = () => {
    due ??= setTimeout(() => {
      due = undefined;
      tell();
    });
  };
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !data) return;
    if (typeof data === "string") {
      resizer = RESIZER.exec(data)?.[1] ?? resizer;
      if (RESIZER.test(data) || data.startsWith(PYM)) soon();
    } else if (data.type === SAYS.theme) theme(data.theme);
    else if (data.message === READY) soon();
  });

  const theme = (name) => ["light", "dark"].includes(name) && (page.dataset.theme = name);

  document.addEventListener("DOMContentLoaded", () => {
    tell();
    new ResizeObserver(tell).observe(document.body);
  });

  // A place in the page is unfolded and given the focus. The host is never scrolled; a frame of fixed height is.
  const visit = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    const around = target.closest(".background") ? document.getElementById("fold-rest") : target;
    for (let fold = around?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    scrollTo(scrollX, scrollY + target.getBoundingClientRect().top);
  };

  let shown;
  addEventListener("click", (event) => {
    shown?.remove();
    const link = event.target.closest?.("a[href]");
    // The engine has followed it; what was chosen before it is on its way no longer.
    if (event.defaultPrevented) latest = undefined;
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.getAttribute("href");
    if (href.startsWith("#")) {
      event.preventDefault();
      visit(href.slice(1));
    } else if (isPage(link)) {
      // Another page of ours, which the engine does not show: in place of this one, and presented as this one is.
      event.preventDefault();
      follow(link);
    } else if (boxed && link.target === "_blank" && !link.classList.contains("shown")) {
      // The sandbox would stop the window: the address itself, to read and to copy, and to try all the same.
      event.preventDefault();
      shown = link.cloneNode();
      shown.className = "shown";
      shown.textContent = link.href;
      link.after(shown);
    }
  });

  const isPage = (link) => link.href.startsWith(home) && new URL(link.href).pathname.endsWith("/");

  const presented = (href) => {
    const url = new URL(href);
    for (const [key, value] of query) {
      if (page.dataset.params.split(" ").includes(key.toLowerCase())) url.searchParams.set(key, value);
    }
    url.hash = location.hash;
    return url.href;
  };

  // Until the engine runs, the printed page of a choice is loaded from the first touch on and put in place of the one
  // that is shown: a frame that navigates is blank in between.
  const pages = new Map();
  const load = (href) => {
    if (!pages.has(href)) {
      const request = new XMLHttpRequest();
      request.responseType = "document";
      const loaded = new Promise((done) => (request.onloadend = () => done(request.status === 200 && request.responseXML)));
      request.open("GET", href);
      request.send();
      pages.set(href, loaded);
    }
    return pages.get(href);
  };
  const isChoice = (link) => !boxed && !page.dataset.engine && isPage(link) && link.closest("#explainer");
  addEventListener(
    "pointerdown",
    ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link && isChoice(link)) load(link.href);
    },
    { capture: true },
  );

  // What engine and law a page was made for: those of another release do not fit the script that runs here.
  const release = (of) => [of.lang, ...["script[data-wasm]", "link[data-law]"].map((name) => of.querySelector(name)?.outerHTML)].join();
  // What a page says of itself to machines, and what stands beside its answer.
  const SAID = "title, meta[property], meta[name=description], meta[name^='twitter:'], link[rel=canonical], link[rel=alternate]";
  const BESIDE = ".languages, .qr, script[type='application/ld+json']";

  let latest;
  const follow = async (link) => {
    const address = presented(link.href);
    latest = address;
    const loaded = isChoice(link) && (await load(link.href));
    if (latest !== address) return;
    const answer = loaded && loaded.getElementById("explainer");
    try {
      // An engine that has started meanwhile shows its own answer, at the address that it finds.
      if (!answer || page.dataset.engine || release(loaded.documentElement) !== release(page)) throw answer;
      history.replaceState(null, "", address);
    } catch {
      location.replace(address);
      return;
    }
    for (const said of document.head.querySelectorAll(SAID)) said.remove();
    document.head.append(...loaded.head.querySelectorAll(SAID));
    for (const beside of document.querySelectorAll(BESIDE)) beside.remove();
    const root = document.getElementById("explainer");
    for (const beside of loaded.querySelectorAll(BESIDE)) {
      if (beside.matches(".languages")) root.before(beside);
      else if (beside.matches(".qr")) root.after(beside);
      else document.body.append(beside);
    }
    for (const fold of answer.querySelectorAll("details.fold[open]")) fold.open = false;
    root.replaceChildren(...answer.childNodes);
    pages.clear();
    // The focus stays where it was, on the link that leads to what is shown now; the verdict is what is announced.
    const href = link.getAttribute("href");
    [...root.querySelectorAll("a[href]")].find((it) => it.getAttribute("href") === href)?.focus({ preventScroll: true });
    const verdict = root.querySelector("h2")?.textContent ?? "";
    setTimeout(() => root.querySelector("[role=status]")?.replaceChildren(verdict));
  };
})();
