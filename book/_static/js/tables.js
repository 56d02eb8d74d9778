/* Tables: a table wider than the page scrolls in its own box; the box is given a name and a place
   in the order of keys only while there is something to scroll. */
(() => {
  "use strict";
  const boxes = Array.from(document.querySelectorAll(".table-scroll, pre"));
  const fit = (box) => {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight + 1) {
      const caption = box.querySelector("caption");
      const kind = box.matches("pre") ? "Code" : "Table";
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", `${kind} ${boxes.indexOf(box) + 1}${caption ? `: ${caption.textContent.trim()}` : ""}, scrolls`);
    } else ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
  };
  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
  for (const box of boxes) {
    if (!box.hasAttribute("aria-label")) watcher.observe(box);
  }
})();
