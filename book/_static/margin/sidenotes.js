/* Sidenotes: where the margin has room, each footnote stands beside the line that refers to it. They are the very
   footnotes of the page's end, moved by style alone; whoever has no script or prints has them there. A footnote goes
   below the one before it and below what reaches into the margin; one whose mark is not shown is not shown either. */
(() => {
  "use strict";
  const main = document.querySelector("main.text");
  const notes = Array.from(document.querySelectorAll("aside.footnote"));
  if (!main || !notes.length) return;
  const root = document.documentElement;
  const SPACE = 10;
  const marks = new Map(notes.map((note) => [note, []]));
  for (const mark of document.querySelectorAll("a.footnote-reference")) {
    marks.get(document.getElementById(decodeURIComponent(mark.hash.slice(1))))?.push(mark);
  }
  const isWide = () => getComputedStyle(main.parentElement).getPropertyValue("--wide").trim() === "1";

  const lay = () => {
    const wide = isWide();
    root.classList.toggle("has-sidenotes", wide);
    main.style.minHeight = "";
    if (!wide) return;
    const origin = main.getBoundingClientRect();
    const lines = notes.map((note) => marks.get(note).find((mark) => mark.getClientRects().length)?.getBoundingClientRect().top);
    notes.forEach((note, i) => note.classList.toggle("is-away", lines[i] === undefined)); // before heights: one that was away has none
    const heights = notes.map((note) => note.offsetHeight);
    const inTheWay = Array.from(main.querySelectorAll(".chart, .table-scroll, .collation"), (one) => one.getBoundingClientRect())
      .filter((box) => box.right > origin.right + 2).map((box) => [box.top - origin.top, box.bottom - origin.top]);
    let free = 0;
    const shown = Array.from(notes.keys()).filter((i) => lines[i] !== undefined).sort((a, b) => lines[a] - lines[b]);
    for (const i of shown) {
      let top = Math.max(free, lines[i] - origin.top - 2);
      for (const [from, to] of inTheWay) if (top < to + SPACE && top + heights[i] > from - SPACE) top = to + SPACE;
      notes[i].style.setProperty("--at", `${Math.round(top)}px`);
      free = top + heights[i] + SPACE;
    }
    if (free > origin.height) main.style.minHeight = `${free}px`;
  };

  let waiting = 0;
  const soon = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(lay); };
  soon();
  let seen = "";
  new ResizeObserver(() => {
    const now = `${main.offsetWidth} ${main.offsetHeight} ${isWide()}`;
    if (now !== seen) { seen = now; soon(); }
  }).observe(main);
  document.addEventListener("toggle", soon, true);
  window.editionLaySidenotes = soon;
})();
