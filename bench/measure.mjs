// Measures what a reader waits for, in Chromium: node measure.mjs SITE OUT RUNS
//
// SITE is the built site, OUT holds the built peers and gets browser.json. Everything is served with brotli, as a
// publisher's server would, and kept as long as our settings say. Times are milliseconds, sizes bytes.
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import puppeteer from "puppeteer-core";
import { LATE, host } from "./host.mjs";

const [site, out, runs = "5"] = process.argv.slice(2);

const LINKED = "?style=linked";

const KINDS = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml",
  ".speculationrules": "application/speculationrules+json",
};

// Pages of ours besides those that lie there.
const article = (origin, path) => ({
  "/host/": () => host(site, origin),
  "/article/": () => host(site, origin, true),
  "/ads/": () => "<!doctype html><title>Advertisement</title><p>Buy!",
  "/ads/late.js": () => LATE,
})[path]?.();
// The same build, had its style not travelled with the page.
const linked = (html) => {
  const [style, whole] = /<style data-whole="([^"]+)">.*?<\/style>/s.exec(html);
  return html.replace(style, `<link rel="stylesheet" href="${whole}">`).replace(/<link as="style"[^>]*>/, "");
};

const packed = new Map();
const serve = createServer(async (request, answer) => {
  const { pathname, search } = new URL(request.url, "http://localhost");
  const made = article(`http://${request.headers.host}`, pathname);
  let file = [site, out].map((folder) => join(folder, pathname)).find(existsSync);
  if (file && statSync(file).isDirectory()) file = join(file, "index.html");
  if (!made && !(file && existsSync(file))) return answer.writeHead(404).end();
  const key = `${pathname}${search}`;
  if (!packed.has(key)) {
    const body = made ?? readFileSync(file);
    packed.set(key, brotliCompressSync(search === LINKED ? linked(String(body)) : body));
  }
  const body = packed.get(key);
  const kind = made ? KINDS[pathname.endsWith(".js") ? ".js" : ".html"] : (KINDS[extname(file)] ?? "application/octet-stream");
  const kept = /^\/(style|law|ban-explainer)-|\/peers\/.*\.(js|wasm)$/.test(pathname) ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=3600";
  // A host of advertisements takes its time.
  if (pathname.startsWith("/ads/")) await new Promise((go) => setTimeout(go, 800));
  answer.writeHead(200, {
    "content-type": kind, "content-encoding": "br", "content-length": body.length, "cache-control": kept, "access-control-allow-origin": "*",
    "speculation-rules": '"/links.speculationrules"',
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
  observe("paint", ({ name, startTime }) => {
    if (name !== "first-contentful-paint") return;
    seen.paint = startTime;
    // A frame far down an article is told of no largest text; its first paint shows the answer whole (`rel=expect`).
    if (parent !== window && verdict()) seen.readable ??= startTime;
  });
  // The answer is readable when it is painted: the largest text of the first screen is its own, in ours and in the peers; of
  // the empty component it is the one word that it shows.
  observe("largest-contentful-paint", ({ startTime, element }) => {
    seen.largest = startTime;
    if (!element?.matches(".verdict, .deck, .short")) return;
    seen.readable ??= startTime;
    // A tap that led to this page.
    if (kept.tap && `${kept.page}` !== `${performance.timeOrigin}`) seen.answered ??= performance.timeOrigin + startTime - kept.tap;
  });
  const keep = ({ instance }) => {
    const memory = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
    if (memory) seen.memory = () => memory.buffer.byteLength;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => { const made = await real(...given); keep(made.instance ? made : { instance: made }); return made; };
  }
  // A change of what is shown is looked for before each paint; a frame in a page may get none while it does not move, so
  // that a timer looks too. The answer is there with its verdict, its rows and the dates behind them.
  const verdict = () => document.querySelector(".rail li") && document.querySelector(".verdict")?.textContent;
  const now = () => performance.timeOrigin + performance.now();
  // A tap may lead to another page, which finds the moment here.
  const kept = (() => { try { return sessionStorage; } catch { return {}; } })();
  addEventListener("click", () => Object.assign(kept, { tap: now(), before: verdict(), page: performance.timeOrigin }), { capture: true });
  const look = () => {
    const shown = location.pathname === "/peers/yew/" ? document.querySelector(".short")?.textContent : verdict();
    const ours = !location.pathname.startsWith("/peers/");
    const ready = ours ? document.documentElement.dataset.engine === "on" : shown;
    if (seen.ready === null && ready) seen.ready = performance.now();
    const stays = `${kept.page}` === `${performance.timeOrigin}`;
    // The next task after a frame of animation finds it painted.
    if (!seen.answered && kept.tap && stays && shown && shown !== kept.before) setTimeout(() => { seen.answered ??= now() - kept.tap; });
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

const open = async (line) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 412, height: 823 });
  await page.evaluateOnNewDocument(watch);
  // A page whose program fails is never ready: say why at once.
  page.on("pageerror", (fault) => { console.error(`      ${page.url()} failed: ${fault.message}`); process.exit(1); });
  const devtools = await page.createCDPSession();
  await devtools.send("Network.enable");
  if (line.network) await devtools.send("Network.emulateNetworkConditions", line.network);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: line.cpu });
  return { context, page, devtools };
};

const frameOf = (page, framed) =>
  framed ? page.waitForFrame((frame) => frame.url().includes("/business/"), { timeout: 60_000 }) : page.mainFrame();

const load = async (path, line, framed) => {
  const { context, page, devtools } = await open(line);
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  const once = async () => {
    bytes = 0;
    await page.goto(origin + path, { waitUntil: "load", timeout: 120_000 });
    const frame = await frameOf(page, framed);
    await frame.waitForFunction(() => window.seen?.ready !== null && window.seen?.readable !== null, { timeout: 120_000, polling: 50 });
    await page.waitForNetworkIdle({ idleTime: 300, timeout: 60_000 });
    const around = framed ? (await numbers(page.mainFrame())).shift : 0;
    const found = await numbers(frame);
    return { ...found, shift: Math.max(found.shift, around), bytes };
  };
  const cold = await once();
  const warm = await once();
  const change = await changes(await frameOf(page, framed));
  await context.close();
  return { cold, warm, change };
};

// From a tap on another role, at the first moment at which the answer can be read, until its answer can be read. A pointer
// that has rested on the link first has let the browser load it.
const tap = async (path, line, framed, rests) => {
  const { context, page } = await open(line);
  const going = page.goto(origin + path, { timeout: 120_000 }).catch(() => {});
  const frame = await frameOf(page, framed);
  const is = (what, ...given) => frame.waitForFunction(what, { timeout: 120_000, polling: "raf" }, ...given);
  await is(() => window.seen?.readable != null);
  const role = ".seg [data-option=consumer]";
  if (rests) {
    // By its place: the engine may replace the element meanwhile.
    const at = await frame.evaluate((role) => document.querySelector(role).getBoundingClientRect().toJSON(), role);
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await new Promise((go) => setTimeout(go, 1500));
  }
  await frame.evaluate((role) => document.querySelector(role).click(), role);
  await going;
  const took = await (await is(() => window.seen?.answered)).jsonValue();
  await context.close();
  return took;
};

// From the click until the new answer is laid out; what a peer fetches it has fetched in the first round.
const changes = (frame) => frame.evaluate(async () => {
  const who = () => document.querySelector(".answer")?.textContent;
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
  ours: "/business/", "ours, style linked": `/business/${LINKED}`, "ours, embedded": "/host/", "ours, in an article with ads": "/article/",
  plain: "/peers/plain/", preact: "/peers/preact/", svelte: "/peers/svelte/", "empty Yew": "/peers/yew/",
};
const is_framed = (path) => ["/host/", "/article/"].includes(path);
// Whose first tap is measured, and whether a pointer may rest on the link before: only a page of its own is loaded ahead.
const TAPS = { ours: [false, true], "ours, embedded": [false], plain: [false], preact: [false], svelte: [false] };
const median = (values) => { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)]; };
const told = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) });

// One run of each in turn, so that what slows the machine for a while slows all of them.
const before = loadavg()[0];
const kept = {};
const taps = {};
for (let run = 0; run < Number(runs); run += 1) {
  for (const [name, line] of Object.entries(LINES)) {
    for (const [app, path] of Object.entries(APPS)) {
      console.error(`      ${run + 1}/${runs}: ${app}, ${name}`);
      const found = await load(path, line, is_framed(path));
      ((kept[app] ??= {})[name] ??= []).push(found);
    }
    for (const [app, all] of Object.entries(TAPS)) {
      for (const rests of all) {
        const row = `${app}${rests ? ", after a rest on the link" : ""} · ${name}`;
        (taps[row] ??= []).push(await tap(APPS[app], line, is_framed(APPS[app]), rests));
      }
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
// How many bytes have to arrive until the answer can be read: of ours a part of the page, of a peer all of its files.
const until_rows = (path) => {
  const html = String(readFileSync(join(site, path, "index.html")));
  const wanted = Buffer.byteLength(html.slice(0, html.indexOf("</tr></tbody>", html.indexOf('class="rows"'))));
  const whole = brotliCompressSync(html);
  const read = (n) => brotliDecompressSync(whole.subarray(0, n), { finishFlush: constants.BROTLI_OPERATION_FLUSH }).length;
  let [low, high] = [0, whole.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (read(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
};
const sum = (paths) => paths.reduce((all, path) => all + brotliCompressSync(readFileSync(path)).length, 0);
const style = join(site, readdirSync(site).find((name) => /^style-[0-9a-f]+\.css$/.test(name)));
const windows = { ours: until_rows("business") };
for (const name of ["plain", "preact", "svelte"]) {
  const folder = join(out, "peers", name);
  windows[name] = sum([join(folder, "index.html"), join(folder, "app.js"), style, join(out, "peers/questions.json"), join(site, "business/outcome.json")]);
}
const tapped = Object.fromEntries(Object.entries(taps).map(([row, took]) => [row, told(took)]));
writeFileSync(join(out, "browser.json"), `${JSON.stringify({ runs: Number(runs), load_average, rows: table, taps: tapped, windows }, null, 1)}\n`);
