/* Notes in place: a footnote's mark opens the footnote beside the line (below it on a narrow page)
   on hover, on focus and on tap. Escape or "close" shuts it and gives the focus back to the mark.
   The whole footnote is shown, however many paragraphs and lists it has. The footnotes at the
   page's end stay as they are, and are all there is without script. */
(() => {
  "use strict";
  const page = document.querySelector(".page");
  const isWide = () => getComputedStyle(page).getPropertyValue("--wide").trim() === "1"; // page.css decides
  let open = null; // { mark, box, pinned }
  let timer = 0;

  const footnoteOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const markAt = (target) => target instanceof Element && target.closest("a.footnote-reference");
  const inside = (target) => open && target instanceof Node && (open.box.contains(target) || open.mark.contains(target));

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const build = (mark, footnote) => {
    const number = mark.textContent.replace(/[[\]]/g, "").trim();
    const box = element("div", { className: "in-place", tabIndex: -1 });
    box.setAttribute("role", "note");
    box.setAttribute("aria-label", `Footnote ${number}`);
    box.append(element("span", { className: "in-place-number", ariaHidden: "true" }, number));
    for (const child of footnote.children) {
      if (!child.matches(".label, .backrefs")) box.append(child.cloneNode(true));
    }
    box.querySelectorAll("[id]").forEach((el) => el.removeAttribute("id"));
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => shut(true));
    const toEnd = element("a", { href: mark.getAttribute("href") }, "At the page’s end");
    box.append(element("p", { className: "in-place-foot" }, toEnd, close));
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
    if (giveFocusBack) { quiet = true; mark.focus({ preventScroll: true }); quiet = false; }
    box.remove();
  };

  const show = (mark, pinned) => {
    clearTimeout(timer);
    if (open && open.mark === mark) { open.pinned = open.pinned || pinned; return true; }
    const footnote = footnoteOf(mark);
    if (!footnote || !footnote.matches(".footnote")) return false;
    shut(false);
    const box = build(mark, footnote);
    mark.after(box);
    mark.classList.add("is-open");
    mark.setAttribute("aria-expanded", "true");
    open = { mark, box, pinned };
    place();
    return true;
  };

  const later = (act, delay) => { clearTimeout(timer); timer = setTimeout(act, delay); };
  let quiet = false; // true while focus is being given back, so that it does not open the note again

  document.querySelectorAll("a.footnote-reference").forEach((mark) => mark.setAttribute("aria-expanded", "false"));
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = markAt(event.target);
    if (mark && !(open && open.pinned)) later(() => show(mark, false), 120);
    else if (inside(event.target)) clearTimeout(timer);
    else if (open && !open.pinned && !inside(document.activeElement)) later(() => shut(false), 280);
    else if (!open) clearTimeout(timer);
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
