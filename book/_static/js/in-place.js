/* Notes in place: a footnote's mark opens the footnote beside the line (below it on a narrow page)
   on hover, on focus and on tap. Enter, a click or a tap keeps it open and leads into it: only then do
   its links take the Tab key. Escape or "close" shuts it and gives the focus back to the mark.
   The whole footnote is shown, however many paragraphs and lists it has. The footnotes at the
   page's end stay as they are, and are all there is without script. The number of a sentence and a
   lemma open what in-place-notes.js gives them. */
(() => {
  "use strict";
  const page = document.querySelector(".page");
  const isWide = () => getComputedStyle(page).getPropertyValue("--wide").trim() === "1"; // page.css decides
  let open = null; // { mark, box, pinned }
  let timer = 0;

  const footnoteOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const isFootnote = (mark) => mark.matches("a.footnote-reference");
  const markAt = (target) => target instanceof Element && target.closest("a.footnote-reference, a.sentence, a.own-lemma, a.own-more");
  const inside = (target) => open && target instanceof Node && (open.box.contains(target) || open.mark.contains(target));

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /* What a mark opens: its name, what is shown, and the words that lead to the place itself; null where it opens nothing. */
  const contentOf = (mark) => {
    if (!isFootnote(mark)) return window.editionNotesInPlace(mark);
    const footnote = footnoteOf(mark);
    if (!footnote || !footnote.matches(".footnote")) return null;
    const number = mark.textContent.replace(/[[\]]/g, "").trim();
    const shown = Array.from(footnote.children).filter((child) => !child.matches(".label, .backrefs"));
    const head = element("span", { className: "in-place-number", ariaHidden: "true" }, number);
    return { name: `Footnote ${number}`, shown: [head, ...shown.map((child) => child.cloneNode(true))], leads: "At the page’s end" };
  };
  const build = (mark, { name, shown, leads }) => {
    const box = element("div", { className: "in-place", id: "in-place", tabIndex: -1 });
    box.setAttribute("role", "note");
    box.setAttribute("aria-label", name);
    const words = element("div", {}, ...shown);
    words.querySelectorAll("[id]").forEach((el) => el.removeAttribute("id"));
    words.id = "in-place-words";
    box.append(words);
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => shut(true));
    box.append(element("p", { className: "in-place-foot" }, element("a", { href: mark.getAttribute("href") }, leads), close));
    return box;
  };

  const place = () => {
    if (!open) return;
    const { mark, box } = open;
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
    mark.setAttribute("aria-expanded", "false");
    mark.removeAttribute("aria-describedby");
    if (giveFocusBack) { quiet = true; mark.focus({ preventScroll: true }); quiet = false; }
    box.remove();
  };

  const settle = () => {
    open.box.querySelectorAll("a, button").forEach((stop) => { stop.tabIndex = open.pinned ? 0 : -1; });
    place();
  };

  const show = (mark, pinned) => {
    clearTimeout(timer);
    if (open && open.mark === mark) { if (pinned) { open.pinned = true; settle(); } return true; }
    const content = contentOf(mark);
    if (!content) return false;
    shut(false);
    const box = build(mark, content);
    mark.after(box);
    mark.classList.add("is-open");
    mark.setAttribute("aria-expanded", "true");
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

  document.querySelectorAll("a.footnote-reference").forEach((mark) => mark.setAttribute("aria-expanded", "false"));
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || (open && open.pinned)) return;
    const mark = markAt(event.target);
    if (inside(event.target)) clearTimeout(timer);
    else if (mark) later(() => show(mark, false), REST);
    else if (!open) clearTimeout(timer);
    else if (!inside(document.activeElement)) later(() => shut(false), LEAVE);
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event.target);
    if (mark && !quiet && mark.matches(":focus-visible")) show(mark, false);
    else if (open && !inside(event.target)) shut(false);
  });
  document.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
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
})();
