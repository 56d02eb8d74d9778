/* Contents: the fold in the bar works without script, and Escape closes it (later.js); with this the panel opens where the
   reader is in the book, and a choice or a click elsewhere closes it again. */
(() => {
  "use strict";
  const fold = document.querySelector("details.contents");
  const panel = fold.querySelector(".contents-panel");
  const here = panel.querySelector("[aria-current]");
  const toHere = () => {
    if (fold.open && here) panel.scrollTop += here.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
  };
  toHere();
  fold.addEventListener("toggle", toHere);
  document.addEventListener("click", (event) => {
    if (!fold.open || !(event.target instanceof Element)) return;
    if (!fold.contains(event.target) || event.target.closest(".contents-panel a")) fold.open = false;
  });
})();
