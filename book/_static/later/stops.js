/* Stops of the Tab key: of the links and footnote marks in the text of a note, of the numbers of a passage's sentences, and of the links in the
   footnotes at the page's end, one takes the Tab key; the arrow keys go on from there. Without script each is a stop. */
(() => {
  "use strict";
  const GROUPS = [[".note, .precis, .collation", "a.footnote-reference, a.mention"], [".sentence-map", "a"], ["aside.footnote-list", "a"]];
  const groups = new Map(); // by link, the links it shares a stop with
  for (const [within, links] of GROUPS) {
    for (const one of document.querySelectorAll(within)) {
      const all = Array.from(one.querySelectorAll(links)).filter((link) => link.closest(within) === one);
      all.forEach((link, i) => { groups.set(link, all); if (i) link.tabIndex = -1; });
    }
  }
  const shown = (link) => link.getClientRects().length > 0;
  document.addEventListener("focusin", ({ target }) => {
    for (const link of groups.get(target) || []) link.tabIndex = link === target ? 0 : -1;
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = step && !event.ctrlKey && !event.altKey && !event.metaKey && groups.get(document.activeElement);
    if (!all) return;
    const reachable = all.filter(shown);
    const next = reachable[reachable.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });
})();
