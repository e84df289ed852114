// The page for publishers: choices become snippets and a live preview. Without this script the printed snippets stand.
const data = JSON.parse(document.getElementById("builder-data").textContent);
const chosen = (name) => document.querySelector(`[name="${name}"]:checked`)?.value ?? "";
const accent = document.getElementById("accent");
const well = document.getElementById("accent-well");
const verdict = document.getElementById("accent-verdict");

// As static/frame.js judges an accent: 4.5 to 1 on the tinted ground of each theme (--wash in style.css).
const brightness = (hex) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
};
const readable = (hex, ground) => {
  const [dark, light] = [brightness(hex), brightness(ground)].sort((a, b) => a - b);
  return light / dark >= 4.5;
};
const judged = (hex) => {
  if (!hex) return "";
  if (!/^#[\da-f]{6}$/i.test(hex)) return data.words.accent_wrong;
  const [light, dark] = [readable(hex, "#f5f6f8"), readable(hex, "#1d2025")];
  if (light && dark) return "";
  if (light) return data.words.accent_light;
  return dark ? data.words.accent_dark : data.words.accent_none;
};

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (mark, name) => values[name] ?? mark);

const update = () => {
  const language = data.languages.find(({ code }) => code === chosen("language")) ?? data.languages[0];
  const role = chosen("role");
  const path = language.prefix + (role && `${role}/`);
  const theme = chosen("theme");
  const share = chosen("share");
  const colour = /^#[\da-f]{6}$/i.test(accent.value) ? accent.value.toLowerCase() : "";
  verdict.textContent = judged(accent.value);

  // A plain frame has no script to find the theme of its page.
  const query = new URLSearchParams();
  if (theme) query.set("theme", theme);
  if (colour) query.set("accent", colour.slice(1));
  const values = {
    site: data.site,
    address: data.pages[path].address,
    query: query.size ? `?${escaped(query.toString())}` : "",
    attributes: [theme && ` data-theme="${theme}"`, colour && ` data-accent="${colour}"`, share && ` data-share="${share}"`].join(""),
    title: escaped(language.title),
    reserve: data.pages[path].reserve,
    height: data.pages[path].height,
  };
  for (const [name, pattern] of Object.entries(data.snippets)) {
    document.getElementById(`snippet-${name}`).value = filled(pattern, values);
  }

  for (const place of document.querySelectorAll(".preview-place")) {
    const element = document.createElement("ban-explainer");
    if (theme) element.dataset.theme = theme;
    if (colour) element.dataset.accent = colour;
    const link = document.createElement("a");
    // The copy of the site that this page comes from, whatever address it was built for.
    link.href = new URL(`.${path}`, import.meta.url);
    link.textContent = language.title;
    element.append(link);
    place.dataset.theme = theme;
    place.replaceChildren(element);
  }
};

document.getElementById("choices").addEventListener("input", (event) => {
  if (event.target === well) accent.value = well.value;
  if (event.target === accent && /^#[\da-f]{6}$/i.test(accent.value)) well.value = accent.value;
  update();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  const said = document.getElementById(`${button.dataset.copy}-said`);
  said.textContent = document.execCommand("copy") ? data.words.copied : data.words.copy_failed;
});

document.documentElement.classList.add("has-builder");
update();
