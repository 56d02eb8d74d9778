/* Claims: the list under a chapter's count of findings: each claim with its answer, its finding's shape and a way to its note. */
(() => {
  "use strict";
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const claim = (note) => {
    const finding = note.querySelector(".finding").textContent;
    const words = note.querySelector("h3").cloneNode(true);
    words.querySelectorAll(".footnote-reference, button").forEach((one) => one.remove());
    return element("li", { className: note.className.match(/finding-\S+/)[0] },
      element("a", { href: `#${note.id}` }, words.textContent.trim(), element("span", { className: "visually-hidden" }, `: ${finding}`)));
  };
  window.editionListClaims = (fold) => {
    fold.append(element("ul", { className: "chapter-findings" }, ...Array.from(document.querySelectorAll(".note.claim"), claim)));
  };
})();
