// What a page needs before anything of it is shown: the look that its host asks for, and in a frame what starts folded.
// It stands inside each page, allowed by its hash. It stands at the beginning of frame.js too, for a policy that refuses
// what is inline: there it does nothing where it has run already.
(() => {
  const page = document.documentElement;
  if (page.dataset.first) return;
  page.dataset.first = "done";

  // A policy of another release refuses the style that stands in the page: then the whole of it is loaded at once.
  const style = document.querySelector("style[data-whole]");
  if (style && !style.sheet) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: style.dataset.whole, crossOrigin: "", blocking: "render" });
    style.after(link);
  }

  const query = new URLSearchParams(location.search);

  // Colours. An accent is taken in each theme in which it can be read, even on a tinted ground (--wash in style.css).
  const brightness = (hex) => {
    const [red, green, blue] = [0, 2, 4].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const readable = (hex, ground) => {
    const [dark, light] = [brightness(hex), brightness(ground)].sort((a, b) => a - b);
    return light / dark >= 4.5;
  };
  const theme = query.get("theme")?.toLowerCase();
  if (["light", "dark"].includes(theme)) page.dataset.theme = theme;
  const accent = query.get("accent")?.toLowerCase();
  if (/^[\da-f]{6}$/.test(accent)) {
    if (readable(accent, "f5f6f8")) page.style.setProperty("--accent-light", `#${accent}`);
    if (readable(accent, "1d2025")) page.style.setProperty("--accent-dark", `#${accent}`);
  }

  if (parent === window) return;

  // The size of the host's text, where it is larger than the reader's own, within bounds.
  const text = Number(query.get("text"));
  if (text > parseFloat(getComputedStyle(page).fontSize) && text <= 19) page.style.fontSize = `${text}px`;
  page.classList.add("framed");
  if (query.get("title")?.toLowerCase() === "none") page.dataset.title = "none";
  // In a sandbox without an origin, nothing opens in another window and nothing is downloaded.
  if (self.origin === "null") page.classList.add("boxed");

  // What follows the answer starts folded: as the parser makes each fold, before anything is shown.
  const shut = new MutationObserver(() => {
    for (const fold of document.querySelectorAll("details.fold[open]")) fold.open = false;
  });
  shut.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => shut.disconnect());
})();
