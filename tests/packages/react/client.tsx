// Takes the article over, as late as a slow page does: after the explainer has spoken. What React complains of is noted.
import { hydrateRoot } from "react-dom/client";

import { Article } from "./article";

const noted: string[] = ((globalThis as any).noted = []);
for (const name of ["error", "warn"] as const) {
  const says = console[name];
  console[name] = (...words: unknown[]) => {
    noted.push(words.map(String).join(" "));
    says(...words);
  };
}
const root = document.getElementById("root")!;
const spoken = () => document.querySelector("ban-explainer")?.shadowRoot?.querySelector("iframe:not([inert])");
const begin = () => {
  if (!spoken()) return setTimeout(begin, 20);
  const note = (error: unknown) => noted.push(String(error));
  hydrateRoot(root, <Article address={root.dataset.address!} />, { onRecoverableError: note, onUncaughtError: note });
};
begin();
