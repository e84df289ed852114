// What amp-iframe does with `embed-size`: the frame takes the height, once it is a request of its own window.
window.heard = [];
window.addEventListener("message", ({ data, source }) => {
  const frame = document.getElementById("widget");
  if (source !== frame.contentWindow || data?.sentinel !== "amp" || data.type !== "embed-size") return;
  window.heard.push(data.height);
  frame.height = data.height;
});
