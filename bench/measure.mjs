// Measures what a reader waits for, in Chromium: node measure.mjs SITE OUT RUNS
//
// SITE is the built site, OUT holds the built peers and gets browser.json. Everything is served with brotli, as a
// publisher's server would; hashed files may be kept, pages may not. Times are milliseconds, sizes bytes.
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import puppeteer from "puppeteer-core";
import { host } from "./host.mjs";

const [site, out, runs = "5"] = process.argv.slice(2);

const KINDS = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml",
};

const packed = new Map();
const serve = createServer((request, answer) => {
  const { pathname } = new URL(request.url, "http://localhost");
  let file = [site, out].map((folder) => join(folder, pathname)).find(existsSync);
  if (file && statSync(file).isDirectory()) file = join(file, "index.html");
  if (pathname !== "/host/" && !(file && existsSync(file))) return answer.writeHead(404).end();
  if (!packed.has(pathname)) packed.set(pathname, brotliCompressSync(pathname === "/host/" ? host(site, `http://${request.headers.host}`) : readFileSync(file)));
  const body = packed.get(pathname);
  const kind = pathname === "/host/" ? KINDS[".html"] : (KINDS[extname(file)] ?? "application/octet-stream");
  const kept = /[0-9a-f]{16}|\/peers\/.*\.(js|wasm)$/.test(pathname) ? "public, max-age=31536000, immutable" : "no-cache";
  answer.writeHead(200, {
    "content-type": kind, "content-encoding": "br", "content-length": body.length, "cache-control": kept, "access-control-allow-origin": "*",
  });
  answer.end(body);
});
await new Promise((ready) => serve.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${serve.address().port}`;

// Runs in the page before anything else: keeps what happens when.
const watch = () => {
  const seen = { tasks: 0, shift: 0, paint: null, largest: null, readable: null, ready: null, memory: null };
  window.seen = seen;
  const observe = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("longtask", ({ duration }) => { seen.tasks += duration - 50; });
  observe("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shift += value; });
  observe("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") seen.paint = startTime; });
  observe("largest-contentful-paint", ({ startTime }) => { seen.largest = startTime; });
  const keep = ({ instance }) => {
    const memory = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
    if (memory) seen.memory = () => memory.buffer.byteLength;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => { const made = await real(...given); keep(made.instance ? made : { instance: made }); return made; };
  }
  // A frame of animation is asked for only when what can be seen may be painted: the stylesheet is there. A frame in a
  // page may get none while it does not move, so that a timer looks too, once something was painted.
  const look = () => {
    const now = performance.now();
    if (seen.readable === null && document.querySelector(".short")?.textContent) seen.readable = now;
    const ours = !location.pathname.startsWith("/peers/");
    const ready = ours ? document.documentElement.dataset.engine === "on" : document.querySelector(".short");
    if (seen.ready === null && ready) seen.ready = now;
  };
  const animate = () => {
    look();
    requestAnimationFrame(animate);
  };
  requestAnimationFrame(animate);
  setInterval(() => seen.paint !== null && look(), 10);
};

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1"] });

const LINES = {
  full: { cpu: 1, network: null },
  // Lighthouse's mobile line: 1.6 Mbit/s down, 150 ms there and back.
  slow: { cpu: 4, network: { offline: false, latency: 150, downloadThroughput: (1638.4 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 } },
};

const numbers = async (frame) => frame.evaluate(() => ({ ...seen, memory: seen.memory?.() ?? 0 }));

const load = async (path, line, framed) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 412, height: 823 });
  await page.evaluateOnNewDocument(watch);
  // A page whose program fails is never ready: say why at once.
  page.on("pageerror", (fault) => { console.error(`      ${path} failed: ${fault.message}`); process.exit(1); });
  const devtools = await page.createCDPSession();
  await devtools.send("Network.enable");
  if (line.network) await devtools.send("Network.emulateNetworkConditions", line.network);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: line.cpu });
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  const frameOf = async () => {
    if (!framed) return page.mainFrame();
    return page.waitForFrame((frame) => frame.url().includes("/business/"), { timeout: 60_000 });
  };
  const once = async () => {
    bytes = 0;
    await page.goto(origin + path, { waitUntil: "load", timeout: 120_000 });
    const frame = await frameOf();
    await frame.waitForFunction(() => window.seen?.ready !== null && window.seen?.paint !== null, { timeout: 120_000, polling: 50 });
    await page.waitForNetworkIdle({ idleTime: 300, timeout: 60_000 });
    const around = framed ? (await numbers(page.mainFrame())).shift : 0;
    const found = await numbers(frame);
    return { ...found, shift: Math.max(found.shift, around), bytes };
  };
  const cold = await once();
  const warm = await once();
  const change = await changes(await frameOf());
  await context.close();
  return { cold, warm, change };
};

// From the click until the new answer is laid out; what a peer fetches it has fetched in the first round.
const changes = (frame) => frame.evaluate(async () => {
  const who = () => document.querySelector(".who")?.textContent;
  const link = (option) => document.querySelector(`.chips [data-option=${option}]`);
  if (!link("resell")) return null;
  let changed;
  new MutationObserver(() => changed?.()).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const took = [];
  for (const option of ["resell", "use", "buy", "resell", "use", "buy", "resell", "use", "buy", "resell", "use"]) {
    const before = who();
    const begin = performance.now();
    link(option).click();
    while (who() === before) await new Promise((go) => { changed = go; });
    document.querySelector(".answer").getBoundingClientRect();
    took.push(performance.now() - begin);
    await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
  }
  return took.slice(3);
});

const APPS = {
  ours: "/business/", "ours, embedded": "/host/",
  plain: "/peers/plain/", preact: "/peers/preact/", svelte: "/peers/svelte/", "empty Yew": "/peers/yew/",
};
const median = (values) => { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)]; };
const told = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) });

// One run of each in turn, so that what slows the machine for a while slows all of them.
const before = loadavg()[0];
const kept = {};
for (let run = 0; run < Number(runs); run += 1) {
  for (const [name, line] of Object.entries(LINES)) {
    for (const [app, path] of Object.entries(APPS)) {
      console.error(`      ${run + 1}/${runs}: ${app}, ${name}`);
      const found = await load(path, line, path === "/host/");
      ((kept[app] ??= {})[name] ??= []).push(found);
    }
  }
}
await browser.close();
serve.close();

const table = {};
for (const [app, lines] of Object.entries(kept)) {
  for (const [line, found] of Object.entries(lines)) {
    for (const when of ["cold", "warm"]) {
      const row = {};
      for (const what of ["paint", "largest", "readable", "ready", "tasks", "shift", "memory", "bytes"]) row[what] = told(found.map((it) => it[when][what] ?? 0));
      if (when === "cold" && found[0].change) {
        row.change = told(found.map((it) => median(it.change)));
        row.worst = told(found.map((it) => Math.max(...it.change)));
      }
      table[`${app} · ${line} · ${when}`] = row;
    }
  }
}
// How busy the machine was: the load average of a minute, which counts this measuring too.
const load_average = { before, after: loadavg()[0] };
writeFileSync(join(out, "browser.json"), `${JSON.stringify({ runs: Number(runs), load_average, rows: table }, null, 1)}\n`);
