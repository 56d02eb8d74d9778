/* What opens in place: a footnote beside its line (below it on a narrow page), the notes of a sentence or a phrase, the card of
   a link. Enter, a click or a tap on a mark keeps it open and leads into it: only then do its links take the Tab key. A
   link's card comes on hover and on focus, and follows the link on a click; a tap opens the card, which leads on. Escape or
   "close" shuts what is open and gives the focus back. The footnotes at the page's end stay as they are. */
(() => {
  "use strict";
  const page = document.querySelector(".page");
  const isWide = () => getComputedStyle(page).getPropertyValue("--wide").trim() === "1"; // page.css decides
  let open = null; // { mark, box, pinned }
  let timer = 0;

  const footnoteOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const isFootnote = (mark) => mark.matches("a.footnote-reference");
  const { at, isLink, isThere, opensOnClick } = window.editionMarks;
  const inside = (target) => open && target instanceof Node && (open.box.contains(target) || open.mark.contains(target));

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /* What a mark opens: its name, what is shown, and the words that lead to the place itself; null where it opens nothing. */
  const contentOf = (mark) => {
    if (isLink(mark)) return window.editionCardOf(mark);
    if (!isFootnote(mark)) return window.editionNotesInPlace(mark);
    const footnote = footnoteOf(mark);
    if (!footnote || !footnote.matches(".footnote")) return null;
    const number = mark.textContent.replace(/[[\]]/g, "").trim();
    const shown = Array.from(footnote.children).filter((child) => !child.matches(".label, .backrefs"));
    const head = element("span", { className: "in-place-number", ariaHidden: "true" }, number);
    return { name: `Footnote ${number}`, shown: [head, ...shown.map((child) => child.cloneNode(true))], leads: "At the page’s end" };
  };
  const build = (mark, { name, shown, leads }, pinned) => {
    const box = element("div", { className: isLink(mark) ? "in-place is-card" : "in-place", id: "in-place", tabIndex: -1 });
    box.setAttribute("role", "note");
    box.setAttribute("aria-label", name);
    const words = element("div", {}, ...shown);
    words.querySelectorAll("[id]").forEach((el) => el.removeAttribute("id"));
    words.id = "in-place-words";
    box.append(words);
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => shut(true));
    if (isLink(mark) && !pinned) return box;
    box.append(element("p", { className: "in-place-foot" }, element("a", { href: mark.getAttribute("href") }, leads), close));
    return box;
  };

  /* A card stands under its link, or above it where there is no room, and moves nothing. */
  const placeCard = (mark, box) => {
    const from = page.getBoundingClientRect(), [line] = mark.getClientRects();
    const room = innerHeight - line.bottom - 16;
    const top = box.offsetHeight > room && line.top > box.offsetHeight + 60 ? line.top - box.offsetHeight - 6 : line.bottom + 6;
    box.style.top = `${top - from.top}px`;
    box.style.left = `${Math.max(12, Math.min(line.left - from.left, from.width - box.offsetWidth - 12))}px`;
  };
  const place = () => {
    if (!open) return;
    const { mark, box } = open;
    if (isLink(mark)) { placeCard(mark, box); return; }
    const from = (box.offsetParent || document.body).getBoundingClientRect().top;
    const line = mark.getBoundingClientRect();
    let top = isWide() ? line.top - 8 : line.bottom + 8;
    if (isWide()) top = Math.max(56, Math.min(top, innerHeight - box.offsetHeight - 12));
    box.style.top = `${top - from}px`;
  };

  const shut = (giveFocusBack) => {
    clearTimeout(timer);
    if (!open) return;
    const { mark, box } = open;
    open = null;
    mark.classList.remove("is-open");
    if (!isLink(mark)) mark.setAttribute("aria-expanded", "false");
    mark.removeAttribute("aria-describedby");
    if (giveFocusBack) { quiet = true; mark.focus({ preventScroll: true }); quiet = false; }
    box.remove();
  };

  const settle = () => {
    open.box.querySelectorAll("a, button").forEach((stop) => { stop.tabIndex = open.pinned ? 0 : -1; });
    place();
  };

  /* A footnote that stands in the margin in sight is pointed out there, and opens only on a click, with its sources. */
  const pointOut = (mark) => {
    document.querySelectorAll(".is-beside").forEach((note) => note.classList.remove("is-beside"));
    const note = mark && isFootnote(mark) && document.documentElement.classList.contains("has-sidenotes") && footnoteOf(mark);
    if (!note) return false;
    const { top, bottom } = note.getBoundingClientRect();
    const isInSight = top > 40 && bottom < innerHeight;
    note.classList.toggle("is-beside", isInSight);
    if (isInSight) mark.setAttribute("aria-describedby", note.id);
    return isInSight;
  };

  const show = (mark, pinned) => {
    clearTimeout(timer);
    if (pointOut(mark) && !pinned) return true;
    if (open && open.mark === mark) { if (pinned) { open.pinned = true; settle(); } return true; }
    const content = contentOf(mark);
    if (!content) return false;
    shut(false);
    const box = build(mark, content, pinned);
    if (isLink(mark)) page.append(box); else mark.after(box);
    mark.classList.add("is-open");
    if (!isLink(mark)) mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-describedby", "in-place-words");
    open = { mark, box, pinned };
    settle();
    if (isFootnote(mark)) window.editionSourcesInPlace(box.firstChild).then(() => { if (open && open.box === box) settle(); });
    return true;
  };

  // A pointer acts where it rests for so long: on its way to a note it may cross other marks and the blank.
  const REST = 150, LEAVE = 600;
  const later = (act, delay) => { clearTimeout(timer); timer = setTimeout(act, delay); };
  let quiet = false; // true while focus is being given back, so that it does not open the note again

  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || (open && open.pinned)) return;
    const mark = at(event);
    if (inside(event.target)) clearTimeout(timer);
    else if (mark) later(() => show(mark, false), REST);
    else if (!open) later(() => pointOut(null), LEAVE);
    else if (!inside(document.activeElement)) later(() => shut(false), LEAVE);
  });
  document.addEventListener("focusin", (event) => {
    const mark = at(event);
    if (mark && !quiet && mark.matches(":focus-visible")) show(mark, false);
    else if (open && !inside(event.target)) shut(false);
  });
  document.addEventListener("click", (event) => {
    const mark = at(event);
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey && isThere(mark) && opensOnClick(mark)) {
      if (open && open.mark === mark && open.pinned) { event.preventDefault(); shut(true); return; }
      if (show(mark, true)) {
        event.preventDefault();
        open.box.focus({ preventScroll: true });
        if (!isWide()) open.box.scrollIntoView({ block: "nearest" });
      }
    } else if (open && event.target instanceof Element && event.target.closest(".in-place-foot a")) shut(false);
    else if (open && !inside(event.target)) shut(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    shut(inside(document.activeElement));
  });
  addEventListener("resize", place);
  window.editionInPlace = show;
})();
