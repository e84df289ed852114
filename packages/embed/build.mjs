// Makes the package's loader out of the loader of the built site; `npm pack` calls it.
// The variable DIST names the folder of the site; else it is `dist/` of this repository.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const file = `${process.env.DIST ?? here("../../dist")}/embed.js`;

let loader;
try {
  loader = readFileSync(file, "utf8");
} catch (why) {
  console.error(`${file} cannot be read (${why.code}); run “cargo xtask build” first, or name the folder of the site in DIST.`);
  process.exit(1);
}
// In a bundle, the script that runs is the publisher's own; its folder says nothing about the site.
if (loader.split("document.currentScript").length !== 2) {
  console.error(`${file} names document.currentScript not once; packages/embed/build.mjs has to know how it finds its folder.`);
  process.exit(1);
}
writeFileSync(here("loader.js"), loader.replace("document.currentScript", "null"));
for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(here(`../../${name}`), here(name));
