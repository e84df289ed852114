// Builds the peers into a folder: node build.mjs SITE OUT
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import preact from "@preact/preset-vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";
import { page } from "./peers/page.mjs";

const [site, out] = process.argv.slice(2).map((path) => resolve(path));
const style = `/${readdirSync(site).find((name) => /^style-[0-9a-f]+\.css$/.test(name))}`;
mkdirSync(join(out, "peers"), { recursive: true });

// What the printed pages ask: one source for ours and for theirs.
const printed = (role) => readFileSync(join(site, role, "index.html"), "utf8");
const inside = (html, name) => {
  const [, found] = new RegExp(`<(?:ul|ol|nav)[^>]* ?class="${name}"[^>]*>(.*?)</(?:ul|ol|nav)>`).exec(html) ?? [];
  if (!found) throw new Error(`the printed page has no list of the class “${name}”; mend bench/build.mjs`);
  return found;
};
const options = (html, list) =>
  [...inside(html, list).matchAll(/data-option="([^"]+)"[^>]*>(?:<b>)?([^<]+)/g)].map(([, id, label]) => ({ id, label }));
const rail = (html) =>
  [...inside(html, "rail").matchAll(/data-day="([^"]+)"[^>]*><b>[^<]*<\/b> ([^<]+)/g)]
    .map(([, day, label]) => ({ day: day === "today" ? null : day, label }));
// The class of a row's mark, by its status.
const marks = {};
for (const { id } of options(printed("."), "seg")) {
  const classes = [...printed(id).matchAll(/<td[^>]*class="says"><span class="s (\w+)"/g)].map(([, found]) => found);
  const { rows } = JSON.parse(readFileSync(join(site, id, "outcome.json"), "utf8"));
  if (rows.length !== classes.length) throw new Error(`${id}: the page has ${classes.length} rows, its data ${rows.length}; mend bench/build.mjs`);
  rows.forEach(({ status }, index) => (marks[status] = classes[index]));
}
const roles = options(printed("."), "seg");
const each = (read) => Object.fromEntries(roles.map(({ id }) => [id, read(printed(id))]));
writeFileSync(
  join(out, "peers", "questions.json"),
  JSON.stringify({ roles, marks, options: each((page) => options(page, "chips")), rails: each(rail) }),
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
