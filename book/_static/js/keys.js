/* Keys: / opens the search over the page, ? the list of all keys; both come when they are first asked for. Single keys are
   silent while one writes, with Ctrl, Alt or Meta, and after the reader has turned them off, which the list offers. */
(() => {
  "use strict";
  const STORE = "edition-keys";
  let on = true;
  try { on = localStorage.getItem(STORE) !== "off"; } catch { /* keys stay on */ }
  const isWriting = (target) => target instanceof Element && target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
  const keys = window.editionKeys = {
    isOn: () => on,
    turn: (to) => {
      on = to;
      try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* kept for this page only */ }
    },
    /* Whether a key pressed here is a command, and not a letter or the browser's own. */
    commands: (event) => on && !event.ctrlKey && !event.altKey && !event.metaKey && !event.defaultPrevented
      && !isWriting(event.target) && !document.querySelector("dialog[open]"),
  };
  const bring = (name, then) => window.editionBring(`_static/search/${name}`).then(then);
  const search = () => Promise.all([window.editionBring("_static/search/search.css"), window.editionBring("_static/search/engine.js")])
    .then(() => bring("palette.js", () => window.editionPalette.open()));
  const list = () => Promise.all(["css", "js"].map((kind) => window.editionBring(`_static/keys/keys.${kind}`))).then(() => window.editionKeyList());

  const toSearch = document.querySelector("a.to-search");
  const page = document.querySelector(".search-form");
  document.addEventListener("keydown", (event) => {
    if (!keys.commands(event)) return;
    if (event.key === "/") { if (page) page.elements.q.focus(); else search().catch(() => toSearch?.click()); }
    else if (event.key === "?") list();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.target;
    if (!at) return;
    if (at.closest(".keys-switch")) list();
    else if (!page && at.closest("a.to-search")) { event.preventDefault(); search().catch(() => { location.href = toSearch.href; }); }
  });
  for (const button of document.querySelectorAll(".keys-switch")) button.hidden = false;
  if (history.state && history.state.palette !== undefined && !page) search().catch(() => {});
})();
