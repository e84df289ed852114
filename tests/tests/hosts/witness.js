// Runs before everything else, in the page of the publisher and in ours: notes each attempt to keep something in the
// browser, and each place at which what follows the explainer has stood.
(() => {
  const attempts = [];
  Object.defineProperty(window, "attemptsToKeep", { value: attempts });
  const note = (owner, name) => {
    const does = owner?.prototype[name];
    if (!does) return;
    owner.prototype[name] = function (...words) {
      attempts.push(`${owner.name}.${name}`);
      return does.apply(this, words);
    };
  };
  for (const name of ["setItem", "removeItem", "clear"]) note(window.Storage, name);
  for (const name of ["open", "deleteDatabase"]) note(window.IDBFactory, name);
  note(window.CacheStorage, "open");
  note(window.CookieStore, "set");
  note(window.ServiceWorkerContainer, "register");
  note(window.StorageManager, "getDirectory");
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    get,
    set(cookie) {
      attempts.push("document.cookie");
      set.call(this, cookie);
    },
  });

  const places = [];
  Object.defineProperty(window, "placesOfWhatFollows", { value: places });
  const look = () => {
    const follows = document.getElementById("after");
    const place = follows && Math.round((follows.getBoundingClientRect().top + scrollY) * 10) / 10;
    if (follows && places.at(-1) !== place) places.push(place);
    requestAnimationFrame(look);
  };
  if (parent === window) look();
})();
