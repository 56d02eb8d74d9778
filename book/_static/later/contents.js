/* Contents: the fold in the bar works without script; with it, the panel opens where the reader is in the
   book, and Escape, a choice or a click elsewhere closes it again; the focus goes back to where it was opened. */
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
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!fold.open || !(event.target instanceof Element)) return;
    if (!fold.contains(event.target) || event.target.closest(".contents-panel a")) fold.open = false;
  });
})();
