/* In place: the mark of a footnote, the number of a sentence, a phrase in a reader's own copy and a link to a person, place,
   term, document, passage or note open in place what they lead to: on hover, on focus, on tap. What does so, the folder
   in-place, is brought when the first of them is pointed at; without script each is a plain link. */
(() => {
  "use strict";
  const FOLDER = "_static/in-place/";
  const MARKS = "a.footnote-reference, a.sentence, a.own-lemma, a.own-more", LINKS = "a.mention";
  const at = ({ target }) => target instanceof Element && target.closest(`${MARKS}, ${LINKS}`);
  const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const isLink = (mark) => mark.matches(LINKS);
  let touched = false, asked = null;
  const bring = async (mark) => {
    asked ??= Promise.all(["in-place.css", "notes.js", "sources.js", "cards.js", "in-place.js"].map((name) => window.editionBring(FOLDER + name)));
    await asked;
    if (isLink(mark)) await window.editionBring(await window.editionAddress("cards"));
  };
  const isThere = (mark) => window.editionInPlace && (!isLink(mark) || window.editionHasCards);
  window.editionMarks = { at, isLink, isThere, opensOnClick: (mark) => mark.matches(MARKS) || touched };
  const show = (mark, pinned) => bring(mark).then(() => (pinned || mark.matches(":focus")) && window.editionInPlace(mark, pinned)).then((shown) => shown, () => false)
    .then((shown) => { if (pinned && !shown) location.href = mark.href; });

  document.querySelectorAll("a.footnote-reference").forEach((mark) => mark.setAttribute("aria-expanded", "false"));
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
  document.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch" && at(event)) bring(at(event)).catch(() => {}); });
  document.addEventListener("focusin", (event) => { if (at(event) && !isThere(at(event)) && event.target.matches(":focus-visible")) show(at(event), false); });
  document.addEventListener("click", (event) => {
    const mark = at(event);
    if (!mark || isThere(mark) || !isPlain(event) || !window.editionMarks.opensOnClick(mark)) return;
    event.preventDefault();
    show(mark, true);
  });
})();
