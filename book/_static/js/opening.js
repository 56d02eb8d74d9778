/* The opening of a chapter: the line that counts its findings unfolds to its claims; what lists them comes then. */
(() => {
  "use strict";
  const line = document.querySelector("p.chapter-claims");
  if (!line) return;
  const fold = Object.assign(document.createElement("details"), { className: line.className });
  const summary = document.createElement("summary");
  summary.append(...line.childNodes);
  fold.append(summary);
  line.replaceWith(fold);
  fold.addEventListener("toggle", () => window.editionLater("claims", "later.css").then(() => window.editionListClaims(fold)), { once: true });
})();
