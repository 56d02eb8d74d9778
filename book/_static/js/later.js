/* Later: what not every reader wants at once comes when it is wanted: footnotes in the margin where there is one, the stops of the Tab key with the first key, the way
   to share a note with its menu, the place one has read to when one reads on, or at once where one is kept for this chapter. */
(() => {
  "use strict";
  const bring = window.editionLater = (name, ...styles) => Promise.all([`${name}.js`, ...styles].map((file) => window.editionBring(`_static/later/${file}`))).catch(() => {});
  const once = { once: true, passive: true };
  /* Footnotes go into the margin where there is one, as page.css says of the page; the script brings its style, one request fewer on a first visit. */
  const page = document.querySelector(".page");
  const margin = () => {
    if (!document.querySelector("aside.footnote") || getComputedStyle(page).getPropertyValue("--wide").trim() !== "1") return;
    removeEventListener("resize", margin);
    window.editionBring("_static/sidenotes.js").catch(() => {});
  };
  addEventListener("resize", margin);
  margin();
  const contents = document.querySelector(".contents");
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !contents?.open) return;
    contents.open = false;
    contents.firstElementChild.focus();
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target === contents) bring("contents");
    else if (target.matches(".note-menu")) bring("share").then(() => window.editionShare(target));
  }, true);
  if (!document.querySelector("section.passage")) return;
  addEventListener("keydown", (event) => { bring("stops"); if (!window.editionTurn) bring("passages").then(() => window.editionTurn(event)); }, { ...once, capture: true });
  addEventListener("scroll", () => bring("passages"), once);
  let kept = "";
  try { kept = localStorage.getItem("edition-places") || ""; } catch { /* no place is kept */ }
  if (kept.includes(`"${location.pathname.split("/").slice(-3).join("/")}"`)) bring("places");
  else addEventListener("scroll", () => bring("places"), once);
})();
