import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

const json = async (address) => (await fetch(address)).json();
const known = new Map();
const outcome = async (...path) => {
  const address = `/${path.filter(Boolean).join("/")}/outcome.json`;
  if (!known.has(address)) known.set(address, await json(address));
  return known.get(address);
};

const Choice = ({ data, current, choose, children }) => (
  <a href="#" {...data} aria-current={current ? "true" : undefined}
    onClick={(event) => { event.preventDefault(); choose(); }}>{children}</a>
);

const Rows = ({ rows, marks }) => (
  <table class="rows">
    <tbody>
      {rows.map(({ id, label, status, said, since, why }) => (
        <tr key={id}>
          <th scope="row">{label}</th>
          <td class="says">
            <span class={`s ${marks[status] ?? status}`}>{said}</span>{" "}
            <span class="note"><span class="since">{since}</span>{" "}<span class="why">{why}</span></span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
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
  const [answers, setAnswers] = useState({ role: "business", option: null, day: null });
  const [found, setFound] = useState(null);
  useEffect(() => { json("/peers/questions.json").then(setQuestions); }, []);
  useEffect(() => { outcome(answers.role, answers.option, answers.day).then(setFound); }, [answers]);
  if (!questions || !found) return null;
  const { marks } = questions;
  return (
    <div class="explainer">
      <h1>{document.title}</h1>
      <nav class="seg">
        {questions.roles.map(({ id, label }) => (
          <Choice key={id} data={{ "data-option": id }} current={id === answers.role}
            choose={() => setAnswers({ role: id, option: null, day: null })}><b>{label}</b></Choice>
        ))}
      </nav>
      <section class="answer">
        <h2 class="verdict serif">{found.verdict}</h2>
        {found.short_answers.map(({ text }) => <p class="deck" key={text}>{text}</p>)}
        <Rows rows={found.rows.slice(0, 6)} marks={marks} />
        {found.rows.length > 6 && (
          <details open><summary>Show all {found.rows.length} rows</summary><Rows rows={found.rows.slice(6)} marks={marks} /></details>
        )}
        <p class="fine">{found.disclaimer}</p>
      </section>
      <ol class="rail">
        {questions.rails[answers.role].map(({ day, label }) => (
          <li key={day}>
            <Choice data={{ "data-day": day }} current={day === answers.day} choose={() => setAnswers({ ...answers, day })}>
              <b>{day ?? "today"}</b> {label}
            </Choice>
          </li>
        ))}
      </ol>
      <ul class="chips">
        {questions.options[answers.role].map(({ id, label }) => (
          <li key={id}>
            <Choice data={{ "data-option": id }} current={id === answers.option} choose={() => setAnswers({ ...answers, option: id })}>{label}</Choice>
          </li>
        ))}
      </ul>
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
