// What WordPress does with the messages of a frame that it has discovered (its wp-embed.js, in our own words): a message
// carries the frame's secret; a height is kept between 200 and 1000; a link is followed only to the frame's own host, and
// only while the frame has the focus.
window.addEventListener("message", ({ data, source }) => {
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
    if (frame.contentWindow !== source) continue;
    frame.removeAttribute("style");
    if (data.message === "height") frame.height = Math.min(Math.max(Number.parseInt(data.value, 10) || 0, 200), 1000);
    if (data.message === "link") {
      const [to, own] = [new URL(data.value), new URL(frame.src)];
      if (/^https?:$/.test(to.protocol) && to.host === own.host && document.activeElement === frame) top.location.href = to;
    }
  }
});
addEventListener("load", () => {
  for (const frame of document.querySelectorAll("iframe.wp-embedded-content")) {
    frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");
  }
});
