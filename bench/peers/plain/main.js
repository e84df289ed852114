const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const json = async (address) => (await fetch(address)).json();
const known = new Map();
const outcome = async (...path) => {
  const address = `/${path.filter(Boolean).join("/")}/outcome.json`;
  if (!known.has(address)) known.set(address, await json(address));
  return known.get(address);
};

const app = document.getElementById("app");
const questions = await json("/peers/questions.json");
let role = "business";
let option = null;
let day = null;

const link = (attributes, choose, ...children) => {
  const element = make("a", { href: "#", ...attributes }, ...children);
  element.addEventListener("click", (event) => {
    event.preventDefault();
    choose();
    show();
  });
  return element;
};
const current = (is) => ({ "aria-current": is && "true" });

const row = ({ label, status, said, since, why }) =>
  make("tr", {},
    make("th", { scope: "row" }, label),
    make("td", { class: "says" },
      make("span", { class: `s ${questions.marks[status] ?? status}` }, said), " ",
      make("span", { class: "note" }, make("span", { class: "since" }, since ?? ""), " ", make("span", { class: "why" }, why))));
const rows = (some) => make("table", { class: "rows" }, make("tbody", {}, ...some.map(row)));

const provision = ({ id, title, why, authority, standing, details }) =>
  make(
    "article",
    { class: standing, id },
    make("p", { class: "meta" }, make("span", { class: `s ${standing}` }, standing)),
    make("h3", {}, title),
    make("p", {}, why),
    make("p", { class: "meta" }, make("span", {}, authority)),
    // What does not concern the reader comes without details.
    ...(details ? [make("details", {}, make("summary", {}, "Details"), make("p", {}, details.rule), make("p", {}, `${details.sources.length} sources`))] : []),
  );

const show = async () => {
  const found = await outcome(role, option, day);
  const standings = Object.entries(Object.groupBy(found.provisions, ({ standing }) => standing));
  const [first, more] = [found.rows.slice(0, 6), found.rows.slice(6)];
  app.replaceChildren(
    make("div", { class: "explainer" },
      make("h1", {}, document.title),
      make("nav", { class: "seg" }, ...questions.roles.map(({ id, label }) =>
        link({ "data-option": id, ...current(id === role) }, () => { role = id; option = null; day = null; }, make("b", {}, label)))),
      make("section", { class: "answer" },
        make("h2", { class: "verdict serif" }, found.verdict),
        ...found.short_answers.map(({ text }) => make("p", { class: "deck" }, text)),
        rows(first),
        ...(more.length ? [make("details", { open: "open" }, make("summary", {}, `Show all ${found.rows.length} rows`), rows(more))] : []),
        make("p", { class: "fine" }, found.disclaimer)),
      make("ol", { class: "rail" }, ...questions.rails[role].map((stop) =>
        make("li", {}, link({ "data-day": stop.day, ...current(stop.day === day) }, () => { day = stop.day; }, make("b", {}, stop.day ?? "today"), ` ${stop.label}`)))),
      make("ul", { class: "chips" }, ...questions.options[role].map(({ id, label }) =>
        make("li", {}, link({ "data-option": id, ...current(id === option) }, () => { option = id; }, label)))),
      ...standings.map(([standing, provisions]) => make("section", {}, make("h2", {}, standing), ...provisions.map(provision)))),
  );
};
await show();
