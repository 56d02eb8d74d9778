/* Bring: what few readers need comes when it is asked for. editionBring("_static/...") loads a script or a
   style of the book once and promises its arrival; scripts run in the order in which they were asked for.
   It works from a folder, too. Files are joined by name, so that this one stands before those that use it. */
(() => {
  "use strict";
  const root = document.documentElement.dataset.content_root || "./";
  const asked = new Map();
  const digest = "/* digest */"; // of all that is brought, written in when the scripts are joined: addresses change with what they hold
  window.editionBring = (name) => {
    const path = name.includes("?") ? name : `${name}?v=${digest}`;
    if (!asked.has(path)) asked.set(path, new Promise((resolve, reject) => {
      const made = name.endsWith(".css")
        ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + path })
        : Object.assign(document.createElement("script"), { async: false, src: root + path });
      made.onload = resolve;
      made.onerror = () => { asked.delete(path); reject(new Error("A part of the edition could not be loaded. Is the whole folder there?")); };
      document.head.append(made);
    }));
    return asked.get(path);
  };
  /* What changes with every word of the book: addresses.js, which no digest names, knows where it stands. */
  window.editionAddress = (name) => window.editionBring("_static/addresses.js?").then(() => window.editionAddresses[name]);
})();
