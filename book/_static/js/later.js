/* Later: what is not wanted before a reader does something comes then: the stops of the Tab key with the first key, the way
   to share a note with its menu, the place one has read to when one reads on, or at once where one is kept for this chapter. */
(() => {
  "use strict";
  const bring = (name) => window.editionBring(`_static/later/${name}.js`).catch(() => {});
  const once = { once: true, passive: true };
  if (!document.querySelector("section.passage")) return;
  addEventListener("keydown", () => bring("stops"), { ...once, capture: true });
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches(".note-menu")) bring("share").then(() => window.editionShare(target));
  }, true);
  let kept = "";
  try { kept = localStorage.getItem("edition-places") || ""; } catch { /* no place is kept */ }
  if (kept.includes(`"${location.pathname.split("/").slice(-3).join("/")}"`)) bring("places");
  else addEventListener("scroll", () => bring("places"), once);
})();
