/* The opening of a chapter: the line that counts its findings unfolds to its claims, each with its answer and a way to its note. */
(() => {
  "use strict";
  const line = document.querySelector("p.chapter-claims");
  if (!line) return;
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const fold = element("details", { className: "chapter-claims" }, element("summary", {}, ...line.childNodes));
  line.replaceWith(fold);
  const claim = (note) => {
    const finding = note.querySelector(".finding").cloneNode(true);
    const words = note.querySelector("h3").cloneNode(true);
    words.querySelectorAll(".footnote-reference, button").forEach((one) => one.remove());
    return element("li", { className: note.className.match(/finding-\S+/)[0] },
      element("a", { href: `#${note.id}` }, words.textContent.trim(), element("span", { className: "visually-hidden" }, `: ${finding.textContent}`)));
  };
  fold.addEventListener("toggle", () => {
    if (fold.open && !fold.children[1]) fold.append(element("ul", { className: "chapter-findings" }, ...Array.from(document.querySelectorAll(".note.claim"), claim)));
  });
})();
