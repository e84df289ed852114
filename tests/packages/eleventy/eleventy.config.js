import { banExplainer } from "ban-explainer-embed";

export default (config) => {
  config.addShortcode("explainer", (address, text) => banExplainer({ address, text, theme: "dark" }));
};
