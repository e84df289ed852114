// Builds the peers into a folder: node build.mjs SITE OUT
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import preact from "@preact/preset-vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";
import { page } from "./peers/page.mjs";

const [site, out] = process.argv.slice(2).map((path) => resolve(path));
const style = `/${readdirSync(site).find((name) => /^style-.*\.css$/.test(name))}`;
mkdirSync(join(out, "peers"), { recursive: true });

// The options of each role, from the printed pages: one source for ours and for theirs.
const options = (html, list) => {
  const [, inside] = new RegExp(`<ul class="${list}">(.*?)</ul>`).exec(html) ?? [];
  if (!inside) throw new Error(`the printed page has no <ul class="${list}">; mend build.mjs`);
  return [...inside.matchAll(/data-option="([^"]+)"[^>]*>(?:<b>)?([^<]+)/g)].map(([, id, label]) => ({ id, label }));
};
const printed = (role) => readFileSync(join(site, role, "index.html"), "utf8");
const roles = options(printed("."), "roles");
writeFileSync(
  join(out, "peers", "questions.json"),
  JSON.stringify({ roles, options: Object.fromEntries(roles.map(({ id }) => [id, options(printed(id), "chips")])) }),
);

const peers = {
  plain: { entry: "main.js", plugins: [] },
  preact: { entry: "main.jsx", plugins: [preact()] },
  svelte: { entry: "main.js", plugins: [svelte()] },
};
for (const [name, { entry, plugins }] of Object.entries(peers)) {
  const folder = join(out, "peers", name);
  await build({
    configFile: false,
    logLevel: "warn",
    root: new URL(`peers/${name}/`, import.meta.url).pathname,
    plugins,
    build: {
      target: "es2022",
      outDir: folder,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: new URL(`peers/${name}/${entry}`, import.meta.url).pathname, output: { entryFileNames: "app.js" } },
    },
  });
  writeFileSync(join(folder, "index.html"), page(style, `/peers/${name}/app.js`));
}

// The empty Yew component: wasm-bindgen's files, made by cargo xtask bench.
const floor = join(out, "floor");
const folder = join(out, "peers", "yew");
mkdirSync(folder, { recursive: true });
cpSync(join(floor, "floor.js"), join(folder, "floor.js"));
cpSync(join(floor, "floor_bg.wasm"), join(folder, "floor_bg.wasm"));
writeFileSync(join(folder, "app.js"), `import init from "./floor.js";\ninit();\n`);
writeFileSync(join(folder, "index.html"), page(style, "/peers/yew/app.js"));
