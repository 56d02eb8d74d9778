/* Permalinks: whoever follows a link to a passage, note, chart or footnote lands on it: what is
   folded is unfolded, a depth that hides it is raised, and the place is found again once
   everything has its size. */
(() => {
  "use strict";
  const target = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* no id of ours has a bare % */ }
    return id && !id.startsWith(":~:") ? document.getElementById(id) : null;
  };
  const reveal = (scrolls = true) => {
    const found = target();
    if (!found) return;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const depthHides = document.documentElement.dataset.depth && !found.getClientRects().length;
    if (depthHides) document.documentElement.dispatchEvent(new CustomEvent("edition:depth", { detail: "full" }));
    if (scrolls || depthHides) found.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", () => reveal());
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.hash && link.href === location.href && !event.defaultPrevented) reveal(); // the same place once more changes no address
  });
  // A reader who has waited long is not moved again from where they read.
  addEventListener("load", () => { if (target()) reveal(performance.now() < 4000); });
})();
