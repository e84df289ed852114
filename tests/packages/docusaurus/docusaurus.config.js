module.exports = {
  title: "Handbook",
  url: "https://handbook.example",
  baseUrl: "/",
  clientModules: [require.resolve("ban-explainer-embed")],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
};
