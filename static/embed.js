// <ban-explainer><a href="https://HOST/business/">…</a></ban-explainer>: the link becomes a frame with the explainer.
// Without this script the link stays a link. No dependency, no cookie, no storage, no request but for the frame.
(() => {
  const NAME = "ban-explainer";
  // The snippet may stand on a page more than once.
  if (customElements.get(NAME)) return;

  const HOST = new URL(document.currentScript.src).origin;
  // Every message between a page and its frame; static/frame.js has the same names.
  const HEIGHT = "ban-explainer:height";
  const OUTCOME = "ban-explainer:outcome";
  const THEME = "ban-explainer:theme";
  // `site print` fills in what stands in braces: here the widths of heights.json, and beside the beginning of a path the
  // greatest first height at each of these widths, in steps of 20 pixels, the longest paths first; below the language
  // without a prefix, and what a frame without a link is called.
  const WIDTHS = "{widths}";
  const ROOM = "{room}";
  // Whatever the page has in store for frames.
  const FRAME = "all:initial!important;color:inherit!important;display:block!important;width:100%!important;transition:color 1ms!important";

  // Light text stands on a dark ground: the host's theme, unless the publisher has chosen one.
  const themeOf = (element) => {
    const { theme } = element.dataset;
    if (theme === "light" || theme === "dark") return theme;
    const { color } = getComputedStyle(element);
    const [red, green, blue] = color.match(/[\d.]+/g).map(Number);
    return (color[0] === "o" ? red : (red + green + blue) / 765) > 0.55 ? "dark" : "light";
  };

  // What a shared link to this page asks for, or the link inside, or else what the attributes say. Theme and the like
  // travel in the query, and never in a link that a reader shares.
  const addressOf = (element, link, text) => {
    const { role, lang, on, accent, share, events } = element.dataset;
    const page = new URL(location);
    const place = [...document.querySelectorAll(NAME)].indexOf(element);
    const key = NAME + (element.id ? "." + element.id : place ? "-" + (place + 1) : "");
    const shared = share === "page";
    const state = shared && page.searchParams.get(key);
    // Whatever stands behind our origin and a slash is a path of ours.
    const named = ["", lang, role, ""].filter((part) => part != null && part !== "{language}").join("/");
    const url = new URL(HOST + (state?.[0] === "/" ? state : link?.origin === HOST ? link.pathname + link.search : named));
    page.hash = "";
    page.searchParams.delete(key);
    page.searchParams.append(key, "");
    const dress = { theme: themeOf(element), accent: accent?.slice(1), text, share: shared && page, embed: events != null && "events" };
    if (on && !link) url.searchParams.set("on", on);
    for (const name in dress) {
      url.searchParams.delete(name);
      if (dress[name]) url.searchParams.set(name, dress[name]);
    }
    return url;
  };

  // Puts the frame into the element; returns what takes it out again.
  const open = (element) => {
    // Not the attribute itself: a policy of the host may forbid to set it.
    const styled = element.style.cssText;
    const link = element.querySelector("a[href]");
    const size = Math.min(19, Math.max(16, parseFloat(getComputedStyle(element).fontSize)));
    const kept = element.offsetHeight;
    const frame = document.createElement("iframe");
    // On paper the link stands under the frame, with its address.
    const paper = document.createElement("small");
    const stop = new AbortController();
    const on = (name, does) => addEventListener(name, does, stop);
    let told = 0;
    let width, room, acted;

    // The publisher's own content steps back behind the frame.
    const cover = (covered) => {
      for (const child of element.children) child.hidden = covered && child !== frame;
    };
    // Until the reader acts, the room that was kept stays kept while the content fits.
    const fit = () => {
      const now = element.clientWidth;
      if (now !== width) {
        // Room that the snippet's own style has kept is taken as it is; less is the height of the link.
        const at = WIDTHS.findLastIndex((it) => it * size <= now * 16) + 1;
        room = !width && kept > 200 ? kept : heights[at || 1] * size * 1.25;
        width = now;
      }
      frame.style.setProperty("height", (acted ? told : Math.max(told, room)) + "px", "important");
    };
    const dress = () => {
      const theme = themeOf(element);
      frame.style.setProperty("color-scheme", theme, "important");
      frame.contentWindow.postMessage({ type: THEME, theme }, "*");
    };
    const hear = ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== HOST) return;
      const { type, height, acted: done } = data || 0;
      if (type === HEIGHT && height > 0 && height < 30000 && height === ~~height) {
        told = height;
        acted = done;
        fit();
        // Not before: until now the frame is empty, and an empty frame in the dark is a white box.
        dress();
      }
      // The frame tells of outcomes only where `data-events` has asked for them.
      if (type === OUTCOME) element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: data }));
    };

    const url = addressOf(element, link, size);
    // A path, and then a height for each of the widths.
    const heights = ROOM.find(([path]) => url.pathname.startsWith(path));
    frame.src = url;
    frame.title = link?.textContent.trim() || "{title}";
    frame.loading = "lazy";
    // A browser that does not know the name complains of it.
    if (navigator.share) frame.allow = "web-share";
    // The frame’s own colour is never seen: it follows the page, and the end of its transition, or of one of the page’s
    // own, tells of a change.
    frame.style.cssText = FRAME;
    element.style.cssText += ";display:block;padding:0;min-height:0";
    paper.textContent = link ? "\n" + link.href : "";
    element.append(frame, paper);
    cover(true);
    fit();

    const shape = new ResizeObserver(fit);
    const undo = () => {
      stop.abort();
      shape.disconnect();
      frame.remove();
      paper.remove();
      cover(false);
      element.style.cssText = styled;
    };
    shape.observe(element);
    // Where the policy of the page takes our script and refuses our frame, the link stays. Chromium names only the origin.
    on("securitypolicyviolation", ({ blockedURI }) => frame.src.startsWith(blockedURI || 0) && undo());
    on("transitionend", dress);
    on("message", hear);
    on("beforeprint", () => cover());
    on("afterprint", () => cover(true));

    return undo;
  };

  class BanExplainer extends HTMLElement {
    #undo;

    connectedCallback() {
      const show = () => this.isConnected && (this.#undo = open(this));
      // The parser may not have reached the link yet.
      if (document.readyState !== "loading") show();
      else document.addEventListener("DOMContentLoaded", () => this.#undo || show());
    }

    // Moved by `moveBefore`, the frame stays as it is.
    connectedMoveCallback() {}

    disconnectedCallback() {
      this.#undo = this.#undo?.();
    }
  }

  customElements.define(NAME, BanExplainer);
})();
