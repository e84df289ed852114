// <ban-explainer><a href="https://HOST/business/">…</a></ban-explainer>: the link becomes a frame with the explainer.
// Without this script the link stays a link. No dependency, no cookie, no storage, no request but for the frame.
(() => {
  const NAME = "ban-explainer";
  // A server that renders the article has no elements; there the loader may be imported all the same.
  const { customElements } = globalThis;
  if (!customElements) return;

  // Every message between a page and its frame; static/frame.js has the same names.
  const HEIGHT = "ban-explainer:height";
  const OUTCOME = "ban-explainer:outcome";
  const THEME = "ban-explainer:theme";
  // `site render` fills in what stands in braces: here the widths of heights.json, and beside the beginning of a path the
  // greatest first height at each of these widths, in steps of 20 pixels, the longest paths first; below, the public
  // address of the site, the language without a prefix, and what a frame without a link is called.
  const WIDTHS = "{widths}";
  const ROOM = "{room}";

  // This copy serves links below its own folder, and below the address that it was built for, from whatever cache it
  // comes. A module, an inline script and a bundle have no folder: then the site is that of the link.
  const { src } = document.currentScript ?? 0;
  const folder = /^http/.test(src) && new URL(".", src).href;
  const SITES = [folder || "{site}", "{site}"];
  const siteOf = ({ href, origin, pathname }) => {
    const site = SITES.find((site) => href.startsWith(site));
    if (site || folder || !/^http/.test(href)) return site;
    // A page's path begins where one of ours does.
    return origin + pathname.slice(0, ROOM.map(([path]) => pathname.lastIndexOf(path)).find((at) => at >= 0) + 1);
  };

  // All of it stands in a shadow tree: the publisher's own tree stays as it was written, for whoever compares it later
  // (hydration in React), and the publisher's style for frames does not reach ours. The link lies over the frame until
  // the frame has spoken. On paper it stands under the frame with its address, or alone where the frame is not loaded.
  const STYLE =
    ":host{display:block;padding:0!important;min-height:0!important}" +
    ":host([hidden]),small,iframe:not([inert])~slot{display:none}" +
    "div{display:grid}" +
    "iframe,slot{display:block;grid-area:1/1}" +
    "iframe{width:100%;border:0;transition:color 1ms}" +
    "iframe[inert]{opacity:0}" +
    "@media print{iframe{height:var(--told)!important}iframe[inert]{display:none}iframe~*{display:block!important;grid-area:auto}}";

  // Light text stands on a dark ground: the host's theme, unless the publisher has chosen one. How light it is, the
  // browser itself works out, in whatever notation the color is: the Y of XYZ is the luminance.
  const themeOf = (element, box) => {
    const theme = element.dataset.theme?.toLowerCase();
    if (theme === "light" || theme === "dark") return theme;
    // Firefox makes black of a color with a missing part.
    const color = getComputedStyle(element).color.replaceAll("none", 0);
    box.style.floodColor = `color(from ${color} xyz y y y/1)`;
    return getComputedStyle(box).floodColor.slice("color(xyz-d65 ".length).split(" ")[0] > 0.27 ? "dark" : "light";
  };

  // What a shared link to this page asks for, or the link inside, or else what the attributes say; never anything that
  // lies outside of the site. Theme and the like travel in the query, and never in a link that a reader shares.
  const addressOf = (element, link, site, presentation) => {
    const { role, lang, on, accent, share, events, title } = element.dataset;
    const page = new URL(location);
    const place = [...document.querySelectorAll(NAME)].indexOf(element);
    const key = NAME + (element.id ? "." + element.id : place > 0 ? "-" + (place + 1) : "");
    const shared = share === "page";
    const state = shared && page.searchParams.get(key);
    const named = site + [lang, role, ""].filter((part) => part != null && part !== "{language}").join("/");
    const paths = [state?.[0] === "/" ? site + state.slice(1) : "", link ? link.href : named, site];
    const url = new URL(paths.find((path) => path && new URL(path).href.startsWith(site)));
    page.hash = url.hash = "";
    page.searchParams.delete(key);
    page.searchParams.append(key, "");
    Object.assign(presentation, { accent: accent?.replace("#", ""), share: shared && page, embed: events != null && "events", title });
    if (on && !link) url.searchParams.set("on", on);
    for (const name in presentation) {
      url.searchParams.delete(name);
      if (presentation[name]) url.searchParams.set(name, presentation[name]);
    }
    return url;
  };

  // Puts the frame into an element whose link is ours; returns what takes it out again.
  const open = (element) => {
    const links = [...element.querySelectorAll("a[href]")];
    const link = links.find(siteOf);
    const site = link ? siteOf(link) : !links.length && SITES[0];
    if (!site) return;

    const size = Math.min(19, Math.max(16, parseFloat(getComputedStyle(element).fontSize)));
    const kept = element.offsetHeight;
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const [box, frame, slot, paper] = ["div", "iframe", "slot", "small"].map((name) => document.createElement(name));
    // A style that is made by script, and no element: a policy of the host may forbid those.
    const sheet = new CSSStyleSheet();
    const stop = new AbortController();
    const on = (name, does, target = window) => target.addEventListener(name, does, stop);
    let told = 0;
    let width, room, acted;

    sheet.replaceSync(STYLE);
    root.replaceChildren(box);
    root.adoptedStyleSheets = [sheet];

    // Until the reader acts, the room that was kept stays kept while the content fits.
    const fit = () => {
      const now = element.clientWidth;
      if (now !== width) {
        // Room that the snippet's own style has kept is taken as it is; less is the height of the link.
        const at = WIDTHS.findLastIndex((it) => it * size <= now * 16) + 1;
        room = !width && kept > 200 ? kept : heights[at || 1] * size * 1.25;
        width = now;
      }
      frame.style.height = (acted ? told : Math.max(told, room)) + "px";
      // Room that is kept on the screen would be a hole on paper.
      frame.style.setProperty("--told", told + "px");
    };
    const dress = () => {
      const theme = themeOf(element, box);
      // Not before the frame has spoken: an empty frame in the dark is a white box.
      if (told) frame.style.colorScheme = theme;
      frame.contentWindow.postMessage({ type: THEME, theme }, "*");
    };
    const hear = ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== url.origin) return;
      const { type, height, acted: done } = data || 0;
      if (type === HEIGHT && height > 0 && height < 30000 && height === ~~height) {
        told = height;
        acted = done;
        fit();
        // It is ours, and it is there: the link steps back.
        frame.inert = false;
        dress();
      }
      // The frame tells of outcomes only where `data-events` has asked for them.
      if (type === OUTCOME) element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: data }));
    };

    const url = addressOf(element, link, site, { theme: themeOf(element, box), text: size });
    // A path below the site, and then a height for each of the widths.
    const heights = ROOM.find(([path]) => url.href.startsWith(site + path.slice(1)));
    frame.src = url;
    frame.loading = "lazy";
    frame.title = link?.textContent.trim() || "{title}";
    frame.inert = true;
    // A browser that does not know the name complains of it.
    if (navigator.share) frame.allow = "web-share";
    paper.textContent = link ? link.href : "";
    fit();
    // Last, since an empty frame takes the browser longer to measure than all that was measured until now.
    box.append(frame, slot, paper);

    const shape = new ResizeObserver(fit);
    const undo = () => {
      if (stop.signal.aborted) return;
      stop.abort();
      shape.disconnect();
      root.adoptedStyleSheets = [];
      root.replaceChildren(slot);
    };
    shape.observe(element);
    // Where the policy of the page takes our script and refuses our frame, the link stays; a policy that only reports
    // refuses nothing. Chromium names only the origin.
    on("securitypolicyviolation", ({ blockedURI, disposition }) => {
      if (!told && disposition === "enforce" && url.href.startsWith(blockedURI || 0)) undo();
    });
    // What has loaded and does not speak is not ours. It speaks before it has loaded; a busy page hears it later.
    on("load", () => setTimeout(() => told || undo(), 3000), frame);
    // The frame's own color is never seen: it follows the page, and the end of its transition, or of one of the page's
    // own, tells of a change.
    on("transitionend", dress, frame);
    on("transitionend", dress);
    on("message", hear);

    return undo;
  };

  // The name of an element can be given once. So whoever comes first defines it, and every loader, of this site or of
  // another one, is asked in turn whether an element is its own.
  if (!customElements.get(NAME)) {
    const loaders = [];
    const elements = new Set();

    customElements.define(
      NAME,
      class extends HTMLElement {
        #undo;

        static add(open) {
          loaders.push(open);
          for (const element of elements) element.#show();
        }

        #show() {
          // The parser may not have reached the link yet.
          if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#show());
          else if (this.isConnected) for (const open of loaders) this.#undo ??= open(this);
        }

        connectedCallback() {
          elements.add(this);
          this.#show();
        }

        // Moved by `moveBefore`, the frame stays as it is.
        connectedMoveCallback() {}

        disconnectedCallback() {
          elements.delete(this);
          this.#undo = this.#undo?.();
        }
      },
    );
  }
  customElements.get(NAME).add?.(open);
})();
