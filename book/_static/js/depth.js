/* Depth: three ways to read a chapter: the gist, in which each claim is a line that unfolds in place; the
   notes; everything (the default, and what a page without script shows). The choice stands in the address as
   ?depth=precis or ?depth=notes and goes along with every link inside the book. */
(() => {
  "use strict";
  const root = document.documentElement;
  const form = document.querySelector(".depth");
  const current = () => root.dataset.depth || "full";

  const isPage = (link) => link.protocol === location.protocol && link.host === location.host
    && link.pathname.endsWith(".html") && !(link.getAttribute("href") || "#").startsWith("#");
  const carryIn = (link) => {
    if (!isPage(link)) return;
    const query = new URLSearchParams(link.search);
    if (current() === "full") query.delete("depth");
    else query.set("depth", current());
    link.search = query.toString();
  };
  const carry = () => document.querySelectorAll("a[href]").forEach(carryIn);
  /* In the gist claims fold; what folds them comes with the first gist. */
  const foldClaims = () => {
    const folds = current() === "precis";
    if (folds || window.editionFoldClaims) Promise.resolve().then(() => window.editionLater("gist", "later.css")).then(() => window.editionFoldClaims(folds));
  };
  const showChoice = () => {
    foldClaims();
    const input = form && form.querySelector(`input[value="${current()}"]`);
    if (input) input.checked = true;
  };

  /* What the reader was looking at stays where it was when the text above it grows or shrinks. */
  const keepPlace = (change) => {
    const marks = document.querySelectorAll(".passage, .note > h3, .precis");
    const mark = Array.from(marks).find((el) => el.offsetParent && el.getBoundingClientRect().bottom > 60);
    const before = mark && mark.getBoundingClientRect().top;
    change();
    if (mark && mark.offsetParent && scrollY > 0) scrollBy({ top: mark.getBoundingClientRect().top - before, behavior: "instant" });
  };
  const choose = (depth) => {
    const url = new URL(location.href);
    if (depth === "full") { delete root.dataset.depth; url.searchParams.delete("depth"); }
    else { root.dataset.depth = depth; url.searchParams.set("depth", depth); }
    history.replaceState(history.state, "", url);
    showChoice();
    carry();
  };

  if (form) {
    form.hidden = false;
    form.addEventListener("change", (event) => keepPlace(() => choose(event.target.value)));
    root.addEventListener("edition:depth", (event) => choose(event.detail));
    showChoice();
  }
  if (current() !== "full") carry();
  document.addEventListener("click", (event) => { // a link that came later: a result of the search, a note in place
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && current() !== "full") carryIn(link);
  }, true);
})();
