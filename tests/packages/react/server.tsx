// Writes the article as a server sends it. The publisher's loader runs before React does.
import { writeFileSync } from "node:fs";
import { renderToString } from "react-dom/server";

import { Article } from "./article";

const [address, file] = process.argv.slice(2);
writeFileSync(
  file,
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
<script src="${address}embed.js"></script>
<div id="root" data-address="${address}">${renderToString(<Article address={address} />)}</div>
<script type="module" src="client.js"></script>`,
);
