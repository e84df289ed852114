// One table of all that was measured, and the same as JSON beside the committed baseline: node table.mjs SITE OUT
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

// Names without the hash that changes with the content.
const plain = (name) => name.replace(/-?[0-9a-f]{16}/, "");
const files = readdirSync(site, { withFileTypes: true }).filter((it) => it.isFile()).map((it) => it.name).sort();
const weights = Object.fromEntries(files.map((name) => [plain(name), weigh(join(site, name))]));
const peers = {
  plain: ["app.js"], preact: ["app.js"], svelte: ["app.js"], yew: ["floor.js", "floor_bg.wasm"],
};
const peerWeights = Object.fromEntries(
  Object.entries(peers).map(([name, files]) => [name, sum(files.map((file) => weigh(join(out, "peers", name, file))))]),
);
const bench = {
  machine: `${cpus().length} × ${cpus()[0].model}`,
  files: weights,
  peers: peerWeights,
  native: read("native.json"),
  printing: read("printing.json"),
  browser: read("browser.json"),
};
writeFileSync(join(out, "bench.json"), `${JSON.stringify(bench, null, 1)}\n`);

const print = (head, rows) => {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => String(row[column]).length)));
  for (const row of all) console.log(`      ${row.map((cell, column) => (column ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column]))).join("  ")}`);
  console.log();
};
const millis = ({ median, least, most }) => `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;

console.log(`\n      Measured on ${bench.machine}.\n`);
print(["file, in bytes", "raw", "gzip", "brotli"], Object.entries(weights).map(([name, it]) => [name, it.raw, it.gzip, it.brotli]));
print(["program, in bytes", "raw", "gzip", "brotli"], [
  ["ours", ...Object.values(sum(Object.entries(weights).filter(([name]) => /^ban-explainer.*(js|wasm)$/.test(name)).map(([, it]) => it)))],
  ...Object.entries(peerWeights).map(([name, it]) => [name === "yew" ? "empty Yew" : name, it.raw, it.gzip, it.brotli]),
]);
print(
  ["milliseconds: median (least–most)", "first paint", "largest", "answer readable", "reacts", "blocked", "shift", "change", "worst", "kB moved", "wasm MB"],
  Object.entries(bench.browser).map(([name, it]) => [
    name, millis(it.paint), millis(it.largest), millis(it.readable), millis(it.ready), millis(it.tasks), it.shift.median.toFixed(4),
    it.change ? `${it.change.median.toFixed(1)}` : "", it.worst ? it.worst.median.toFixed(1) : "", (it.bytes.median / 1000).toFixed(1), (it.memory.median / 1e6).toFixed(2),
  ]),
);
const { native } = bench;
console.log(`      One outcome natively: ${native.outcome_microseconds.median.toFixed(2)} µs; the whole answer space of ${native.n_outcomes} outcomes: ${native.whole_space_seconds.median.toFixed(2)} s.`);
const [bytes, grownBytes] = native.grown.law_bytes;
const [time, grownTime] = native.grown.outcome_microseconds;
console.log(`      With ${native.grown.times} times the provisions: law file × ${(grownBytes / bytes).toFixed(1)}, outcome × ${(grownTime / time).toFixed(1)}, engine × 1.`);
console.log(`      All pages without cards are printed in ${bench.printing.seconds} s.`);

// Against the baseline: bytes are exact; times differ from machine to machine, so only ratios of one run are compared.
const path = new URL("baseline.json", import.meta.url);
if (existsSync(path)) {
  const baseline = JSON.parse(readFileSync(path, "utf8"));
  const changes = Object.entries(weights)
    .map(([name, it]) => [name, it.brotli - (baseline.files[name]?.brotli ?? 0)])
    .filter(([, change]) => change !== 0);
  for (const [name, change] of changes) console.log(`      ${name}: ${change > 0 ? "+" : ""}${change} bytes after brotli since the baseline.`);
  const ratio = (of) => of.browser["ours · slow · cold"].readable.median / of.browser["plain · slow · cold"].readable.median;
  console.log(`      Answer readable, ours to plain DOM on the slow line: ${ratio(bench).toFixed(2)}; baseline ${ratio(baseline).toFixed(2)}.`);
}
console.log("      target/bench/bench.json holds all of it; copied to bench/baseline.json it is the new baseline.");
