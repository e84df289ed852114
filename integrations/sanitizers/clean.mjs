// What DOMPurify and sanitize-html leave of texts, at their defaults: JSON in, JSON out.
// The first argument is the folder of their modules; in: {name: html}; out: {sanitizer: {name: html}}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const load = createRequire(`${process.argv[2]}/`);
const { JSDOM } = load("jsdom");
const purify = load("dompurify")(new JSDOM("").window);
const sanitize = load("sanitize-html");

const texts = JSON.parse(readFileSync(0, "utf8"));
const each = (clean) => Object.fromEntries(Object.entries(texts).map(([name, html]) => [name, clean(html)]));
console.log(JSON.stringify({ DOMPurify: each((html) => purify.sanitize(html)), "sanitize-html": each((html) => sanitize(html)) }));
