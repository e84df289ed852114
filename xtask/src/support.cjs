// Whether the browsers of two years ago understand what is published: the style sheets by the data of caniuse (doiuse),
// the scripts by their grammar (acorn). Evaluated by node with the folder of the modules and the built files as its words.
const [modules, ...files] = process.argv.slice(1);
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const load = createRequire(`${modules}/`);
const postcss = load("postcss");
const DoIUse = load("doiuse").default ?? load("doiuse");
const acorn = load("acorn");

// The browsers of November 2024.
const BROWSERS = ["chrome >= 131", "edge >= 131", "firefox >= 132", "safari >= 18.1", "ios_saf >= 18.1"];
// The edition of the language that all of them understand whole.
const EDITION = 2023;
// What caniuse calls missing or partial there, and why it is used all the same.
const KNOWN = {
  "text-size-adjust": "browsers without it do not enlarge text by themselves",
  "css-clip-path": "partial: clipping outside of SVG; inset() on a box is understood by all",
  "css-unicode-bidi": "partial: isolate is understood by all, plaintext is not used",
  "css-media-scripting": "partial: the value initial-only, which is not used",
  "css-resize": "without it a box keeps the size that it has",
  "text-decoration": "partial: text-decoration-skip, which is not used; line and color are understood by all",
  "css-display-contents": "partial: an element loses its role in some; rows and cells name theirs in the markup",
  multicolumn: "partial: break-inside and break-after on paper; without them a card may be cut",
};

const complaints = [];
const css = files.filter((file) => file.endsWith(".css")).map((file) => {
  const seen = new Set();
  const onFeatureUsage = ({ feature, featureData, usage }) => {
    if (KNOWN[feature] || seen.has(feature)) return;
    seen.add(feature);
    const where = String(featureData.missing || featureData.partial).slice(0, 200);
    complaints.push(`${file}:${usage.source.start.line}: ${feature} is not understood by ${where}`);
  };
  return postcss([new DoIUse({ browsers: BROWSERS, onFeatureUsage })]).process(readFileSync(file, "utf8"), { from: file });
});
for (const file of files.filter((file) => file.endsWith(".js"))) {
  try {
    acorn.parse(readFileSync(file, "utf8"), { ecmaVersion: EDITION, sourceType: "module" });
  } catch (error) {
    complaints.push(`${file}: ${error.message}, in the grammar of ${EDITION}`);
  }
}
Promise.all(css).then(() => {
  for (const complaint of complaints) console.error(complaint);
  console.log(`      ${css.length} style sheets and ${files.length - css.length} scripts, for ${BROWSERS.join(", ")}`);
  process.exit(complaints.length || !css.length ? 1 : 0);
});
