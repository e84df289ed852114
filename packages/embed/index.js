// Importing this module defines the element where there are elements, and does nothing on a server.
import "./loader.js";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The element as HTML, for templates: the working link, and what is chosen about it.
 */
export const banExplainer = ({ address, text, reserve, id, ...chosen }) => {
  const attributes = Object.entries({ id, style: reserve }).concat(
    ["theme", "accent", "share", "title", "events"].map((name) => [`data-${name}`, chosen[name] === true ? "" : chosen[name]]),
  );
  const written = attributes.filter(([, value]) => value != null && value !== false).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<ban-explainer${written.join("")}><a href="${escaped(address)}">${escaped(text)}</a></ban-explainer>`;
};
