const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const json = async (address) => (await fetch(address)).json();
const known = new Map();
const outcome = async (role, option) => {
  const address = `/${role}/${option ? `${option}/` : ""}outcome.json`;
  if (!known.has(address)) known.set(address, await json(address));
  return known.get(address);
};

const app = document.getElementById("app");
const questions = await json("/peers/questions.json");
let role = "business";
let option = null;

const choice = ({ id, label }, chosen, choose) => {
  const link = make("a", { href: "#", "data-option": id, ...(chosen && { "aria-current": "true" }) }, label);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    choose();
    show();
  });
  return make("li", {}, link);
};

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
  const found = await outcome(role, option);
  const standings = Object.entries(Object.groupBy(found.provisions, ({ standing }) => standing));
  app.replaceChildren(
    make("div", { class: "explainer" },
      make("h1", {}, document.title),
      make("ul", { class: "roles" }, ...questions.roles.map((it) => choice(it, it.id === role, () => { role = it.id; option = null; }))),
      make("ul", { class: "chips" }, ...questions.options[role].map((it) => choice(it, it.id === option, () => { option = it.id; }))),
      make("section", { class: "answer" },
        make("p", { class: "who" }, found.line),
        ...found.short_answers.map(({ text }) => make("p", { class: "short serif" }, text)),
        make("p", { class: "disclaimer" }, found.disclaimer)),
      ...standings.map(([standing, provisions]) => make("section", {}, make("h2", {}, standing), ...provisions.map(provision)))),
  );
};
await show();
