// <ban-explainer><a href="https://HOST/business/">…</a></ban-explainer>: the link becomes a frame with the explainer.
// Without this script the link stays a link. No dependency, no storage, no request but for the frame.
(() => {
  const NAME = "ban-explainer";
  if (customElements.get(NAME)) return; // The snippet may stand on a page more than once.

  const HOST = new URL(document.currentScript.src).origin;
  const HEIGHT = "ban-explainer:height";
  // Until the frame tells its height; what is longer scrolls inside it.
  const RESERVED = 900;
  const HIGHEST = 30000;

  // The address that the element asks for: its link, or else its attributes; never another origin than ours.
  const address = (element) => {
    const link = element.querySelector("a[href]");
    const role = /^[a-z-]+$/.test(element.dataset.role ?? "") ? `/${element.dataset.role}/` : "/";
    let url = new URL(role, HOST);
    try {
      if (link) url = new URL(link.href);
    } catch {
      // An address that is none: the attributes decide.
    }
    if (url.origin !== HOST) url = new URL(role, HOST);
    const on = element.dataset.on;
    if (on && !link) url.searchParams.set("on", on);
    if (["light", "dark"].includes(element.dataset.theme)) url.searchParams.set("theme", element.dataset.theme);
    return url.href;
  };

  class BanExplainer extends HTMLElement {
    connectedCallback() {
      // The parser may not have reached the link yet.
      if (document.readyState === "loading" && !this.querySelector("a[href]")) {
        document.addEventListener("DOMContentLoaded", () => this.isConnected && this.show(), { once: true });
      } else {
        this.show();
      }
    }

    disconnectedCallback() {
      this.undo?.abort();
      this.frame?.remove();
      this.frame = this.undo = undefined;
      for (const child of this.children) child.hidden = false;
    }

    show() {
      if (this.frame) return;
      const frame = document.createElement("iframe");
      frame.src = address(this);
      frame.title = this.querySelector("a")?.textContent.trim() || "Explainer";
      frame.loading = "lazy";
      frame.allow = "clipboard-write; web-share";
      frame.style.cssText = `display:block;width:100%;height:${RESERVED}px;border:0;color-scheme:normal`;
      this.style.display = "block";
      this.frame = frame;
      this.undo = new AbortController();
      addEventListener("message", (event) => this.hear(event), { signal: this.undo.signal });
      for (const child of this.children) child.hidden = true;
      this.append(frame);
    }

    hear(event) {
      if (event.source !== this.frame?.contentWindow) return;
      const { type, height } = Object(event.data);
      if (type !== HEIGHT || !Number.isFinite(height) || height < 1) return;
      this.frame.style.height = `${Math.min(Math.ceil(height), HIGHEST)}px`;
    }
  }

  customElements.define(NAME, BanExplainer);
})();
