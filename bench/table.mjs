// One table of all that was measured, as text, as Markdown and as JSON, beside the committed baseline: node table.mjs SITE OUT
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [site, out] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(out, name), "utf8"));
const weigh = (path) => {
  const bytes = readFileSync(path);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
};
const sum = (weights) => weights.reduce((all, it) => ({ raw: all.raw + it.raw, gzip: all.gzip + it.gzip, brotli: all.brotli + it.brotli }));

// Names without the hash that changes with the content; the same files once more, compressed, are no files of their own.
const plain = (name) => name.replace(/-?[0-9a-f]{16}/, "");
const files = readdirSync(site, { withFileTypes: true })
  .filter((it) => it.isFile() && !/\.(br|gz)$/.test(it.name))
  .map((it) => it.name)
  .sort();
const weights = Object.fromEntries(files.map((name) => [plain(name), weigh(join(site, name))]));
const engine = sum(Object.entries(weights).filter(([name]) => /^ban-explainer.*(js|wasm)$/.test(name)).map(([, it]) => it));
const programs = {
  ours: engine,
  ...Object.fromEntries(
    Object.entries({ plain: ["app.js"], preact: ["app.js"], svelte: ["app.js"], "empty Yew": ["floor.js", "floor_bg.wasm"] }).map(
      ([name, files]) => [name, sum(files.map((file) => weigh(join(out, "peers", name.split(" ").at(-1).toLowerCase(), file))))],
    ),
  ),
};
const bench = {
  machine: `${cpus().length} × ${cpus()[0].model.trim()}`,
  files: weights,
  programs,
  native: read("native.json"),
  printing: read("printing.json"),
  browser: read("browser.json"),
};
writeFileSync(join(out, "bench.json"), `${JSON.stringify(bench, null, 1)}\n`);

const { native, browser } = bench;
const spread = ({ median, least, most }, digits = 0) => `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
const bytes = ([name, it]) => [name, it.raw, it.gzip, it.brotli];
const row = (app, line, when) => browser.rows[`${app} · ${line} · ${when}`];
const ratio = (app, what) => (row("ours", "slow", "cold")[what].median / row(app, "slow", "cold")[what].median).toFixed(2);
const tables = [
  { head: ["program, in bytes", "raw", "gzip", "brotli"], rows: Object.entries(programs).map(bytes) },
  { head: ["file, in bytes", "raw", "gzip", "brotli"], rows: Object.entries(weights).map(bytes) },
  {
    head: ["until, in ms", "first paint", "largest paint", "readable", "reacts", "blocked"],
    rows: Object.entries(browser.rows).map(([name, it]) => [name, ...["paint", "largest", "readable", "ready", "tasks"].map((what) => spread(it[what]))]),
  },
  {
    head: ["and", "layout shift", "change of answer, ms", "worst change, ms", "moved, kB", "memory of the wasm, MB"],
    rows: Object.entries(browser.rows).map(([name, it]) => [
      name, spread(it.shift, 4), it.change ? spread(it.change, 1) : "–", it.worst ? spread(it.worst, 1) : "–",
      (it.bytes.median / 1000).toFixed(1), it.memory.median ? (it.memory.median / 1e6).toFixed(2) : "–",
    ]),
  },
  { head: ["until the answer can be read, bytes after brotli", "bytes"], rows: Object.entries(browser.windows) },
  {
    head: ["from the first tap on another role to its answer", "ms"],
    rows: Object.entries(browser.taps).map(([name, it]) => [name, spread(it)]),
  },
  {
    head: ["ours, as a part of theirs; slow, cold", "readable", "reacts", "change of answer"],
    rows: Object.keys(programs).slice(1).map((app) => [app, ratio(app, "readable"), ratio(app, "ready"), row(app, "slow", "cold").change ? ratio(app, "change") : "–"]),
  },
];
const { law_bytes: law, outcome_microseconds: took, times } = native.grown;
const said = [
  `Measured on ${bench.machine}, ${browser.runs} loads of each; the load average was ${browser.load_average.before.toFixed(1)} before and ${browser.load_average.after.toFixed(1)} after the browser.`,
  `One outcome natively takes ${spread(native.outcome_microseconds, 2)} µs, the whole answer space of ${native.n_outcomes} outcomes ${spread(native.whole_space_seconds, 2)} s.`,
  `With ${times} times the provisions the law file has ${(law[1] / law[0]).toFixed(1)} times the bytes, an outcome takes ${(took[1] / took[0]).toFixed(1)} times as long, and the engine is the same file.`,
  `All pages of all languages are rendered, with their cards, and compressed in ${bench.printing.cold} s when nothing of them is kept, and in ${bench.printing.warm} s when all of them are.`,
];

for (const sentence of said) console.log(`      ${sentence}`);
for (const { head, rows } of tables) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => String(row[column]).length)));
  console.log();
  for (const row of [head, ...rows]) console.log(`      ${row.map((cell, column) => (column ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column]))).join("  ")}`);
}
const markdown = tables.map(({ head, rows }) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n"));
writeFileSync(join(out, "bench.md"), `# What \`cargo xtask bench\` found\n\n${said.join("\n")}\nWhat each word means, and what the peers are, stands in [bench/peers/README.md](../bench/peers/README.md).\n\n${markdown.join("\n\n")}\n`);

// Against the baseline: bytes are exact; times differ from machine to machine, so only ratios of one run are compared.
console.log();
const path = new URL("baseline.json", import.meta.url);
if (existsSync(path)) {
  const baseline = JSON.parse(readFileSync(path, "utf8"));
  for (const [name, it] of Object.entries(weights)) {
    const change = it.brotli - (baseline.files[name]?.brotli ?? 0);
    if (change !== 0) console.log(`      ${name}: ${change > 0 ? "+" : ""}${change} bytes after brotli since the baseline.`);
  }
  const readable = (of) => of.browser.rows["ours · slow · cold"].readable.median / of.browser.rows["plain · slow · cold"].readable.median;
  console.log(`      Answer readable, ours to plain DOM, slow and cold: ${readable(bench).toFixed(2)}; baseline ${readable(baseline).toFixed(2)}.`);
}
console.log("      target/bench/ holds all of it: bench.json is the next bench/baseline.json, bench.md the next docs/bench.md.");
