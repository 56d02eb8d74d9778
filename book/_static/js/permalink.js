/* Permalinks: whoever follows a link to a passage, note, chart or footnote lands on it: what is
   folded is unfolded, a depth that hides it is raised, and the place is found again once
   everything has its size. */
(() => {
  "use strict";
  const target = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    return id && !id.startsWith(":~:") ? document.getElementById(id) : null;
  };
  const reveal = () => {
    const found = target();
    if (!found) return;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const depthHides = document.documentElement.dataset.depth && !found.getClientRects().length;
    if (depthHides) document.documentElement.dispatchEvent(new CustomEvent("edition:depth", { detail: "full" }));
    found.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", reveal);
  addEventListener("load", () => { if (target() && performance.now() < 4000) reveal(); });
})();
