// A publisher's page, with the snippet that the site's own page for publishers writes: it keeps room free before any
// script has run. `origin` is where the site is served.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PATH = "/business/";

// Advertisements, as a busy article has them: a program that comes late and keeps the reader's processor, and frames.
const ADS = `<script async src="/ads/late.js"></script>${'<iframe src="/ads/" width="300" height="250" title="Advertisement"></iframe>'.repeat(3)}`;
export const LATE = `const until = performance.now() + 200; while (performance.now() < until);`;

export const host = (site, origin, has_ads = false) => {
  const found = /<script[^>]* id="builder-data"[^>]*>(.*?)<\/script>/s.exec(readFileSync(join(site, "embed/index.html"), "utf8"));
  if (!found) throw new Error("the page /embed/ has no data for snippets; mend bench/host.mjs");
  const data = JSON.parse(found[1]);
  const values = { site: `${origin}/`, attributes: "", address: `${origin}${PATH}`, title: data.languages[0].title, reserve: data.pages[PATH].reserve };
  const snippet = data.snippets.script.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`the snippet asks for {${name}}; mend bench/host.mjs`);
    return values[name];
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A publisher’s page</title><meta name="description" content="A page that embeds the explainer."><link rel="icon" href="/favicon.svg"></head>
<body><main><h1>A publisher’s page</h1>${has_ads ? ADS : ""}<p>What stands above.</p>
${snippet}
<p>What stands below.</p></main></body></html>`;
};
