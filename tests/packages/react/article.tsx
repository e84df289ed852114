import "ban-explainer-embed/react";
import { useEffect, useState } from "react";

/** An article whose readers get the explainer; after it has been taken over, something in it changes. */
export function Article({ address }: { address: string }) {
  const [n, setN] = useState(0);
  useEffect(() => setN(1), []);
  return (
    <main data-n={n}>
      <h1>Article</h1>
      <ban-explainer data-theme="light" data-accent={n ? "#7a1f5c" : undefined} style={{ display: "block", paddingBottom: "500px" }}>
        <a href={`${address}business/`}>Does the Kaspersky ban apply to you?</a>
      </ban-explainer>
      <p id="after">After</p>
    </main>
  );
}
