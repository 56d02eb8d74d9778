/* Places: where one has read to in a chapter is kept on this device, and offered at the chapter's head on the next visit. It comes
   when one begins to read on, or at once where a place is kept. */
(() => {
  "use strict";
  const PLACES = "edition-places", HERE = location.pathname.split("/").slice(-3).join("/"), KEPT = 30;
  const places = () => { try { return JSON.parse(localStorage.getItem(PLACES)) || {}; } catch { return {}; } };
  const keepPlace = () => {
    const marks = Array.from(document.querySelectorAll("section.passage, section.note")).filter((one) => one.getBoundingClientRect().top < 120);
    const all = places();
    delete all[HERE];
    const read = Math.round((100 * scrollY) / Math.max(1, document.documentElement.scrollHeight - innerHeight));
    const kept = Object.entries(all).slice(1 - KEPT);
    if (marks.length && read < 97) kept.push([HERE, [marks.at(-1).id, read]]);
    try { localStorage.setItem(PLACES, JSON.stringify(Object.fromEntries(kept))); } catch { /* no place is kept */ }
  };
  const [id, read] = places()[HERE] || [];
  const bar = document.querySelector(".own-bar");
  if (bar && !location.hash && document.getElementById(id)) {
    const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: `Go on at ${id.slice(2)}` });
    bar.append(Object.assign(document.createElement("p"), { className: "go-on" }));
    bar.lastChild.append(link, ` (${read} %)`);
  }
  addEventListener("pagehide", keepPlace);
})();
