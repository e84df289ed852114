// The page around a peer: the site's own stylesheet, an empty place, one script.
export const page = (style, script) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Does the Kaspersky ban apply to you?</title>
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><main class="page"><div id="app"></div></main></body>
</html>
`;
