import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

const json = async (address) => (await fetch(address)).json();
const known = new Map();
const outcome = async (role, option) => {
  const address = `/${role}/${option ? `${option}/` : ""}outcome.json`;
  if (!known.has(address)) known.set(address, await json(address));
  return known.get(address);
};

const Choices = ({ kind, options, chosen, choose }) => (
  <ul class={kind}>
    {options.map(({ id, label }) => (
      <li key={id}>
        <a href="#" data-option={id} aria-current={id === chosen ? "true" : undefined}
          onClick={(event) => { event.preventDefault(); choose(id); }}>{label}</a>
      </li>
    ))}
  </ul>
);

const Provision = ({ id, title, why, authority, standing, details }) => (
  <article class={standing} id={id}>
    <p class="meta"><span class={`s ${standing}`}>{standing}</span></p>
    <h3>{title}</h3>
    <p>{why}</p>
    <p class="meta"><span>{authority}</span></p>
    {details && <details><summary>Details</summary><p>{details.rule}</p><p>{details.sources.length} sources</p></details>}
  </article>
);

const App = () => {
  const [questions, setQuestions] = useState(null);
  const [answers, setAnswers] = useState({ role: "business", option: null });
  const [found, setFound] = useState(null);
  useEffect(() => { json("/peers/questions.json").then(setQuestions); }, []);
  useEffect(() => { outcome(answers.role, answers.option).then(setFound); }, [answers]);
  if (!questions || !found) return null;
  return (
    <div class="explainer">
      <h1>{document.title}</h1>
      <Choices kind="roles" options={questions.roles} chosen={answers.role} choose={(role) => setAnswers({ role, option: null })} />
      <Choices kind="chips" options={questions.options[answers.role]} chosen={answers.option} choose={(option) => setAnswers({ ...answers, option })} />
      <section class="answer">
        <p class="who">{found.line}</p>
        {found.short_answers.map(({ text }) => <p class="short serif" key={text}>{text}</p>)}
        <p class="disclaimer">{found.disclaimer}</p>
      </section>
      {Object.entries(Object.groupBy(found.provisions, ({ standing }) => standing)).map(([standing, provisions]) => (
        <section key={standing}>
          <h2>{standing}</h2>
          {provisions.map((provision) => <Provision key={provision.id} {...provision} />)}
        </section>
      ))}
    </div>
  );
};

render(<App />, document.getElementById("app"));
