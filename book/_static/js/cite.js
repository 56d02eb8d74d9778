/* Cite: a link to the page of all citations of a passage, note, chart or table. With script it opens them
   in place; what does so, cite/cite.js, is brought when it is first asked for. */
(() => {
  "use strict";
  const bring = (name) => window.editionBring(`_static/cite/${name}`);
  for (const link of document.querySelectorAll("a.cite")) link.setAttribute("aria-expanded", "false");
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a.cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      await Promise.all(["cite.css", "cite.js"].map(bring));
      await window.editionToggleCite(link);
    } catch { location.href = link.href; }
  });
  if (document.querySelector(".cite-page .cite-text")) bring("cite.js");
})();
