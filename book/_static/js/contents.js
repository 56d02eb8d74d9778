/* Contents: the fold in the bar works without script; with it, Escape, a choice or a click
   elsewhere closes it again, and the focus goes back to where it was opened. */
(() => {
  "use strict";
  const fold = document.querySelector("details.contents");
  if (!fold) return;
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
