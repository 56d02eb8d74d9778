/* Notes in place, for sentences and lemmata: the number of a sentence in a passage's map opens the list
   of its notes, each with its finding and a way to the very words at the publisher; a lemma in a
   reader's own copy opens its note. Without script both are links to the note. in-place.js asks. */
(() => {
  "use strict";
  const sentencesOf = (note) => note.querySelector(".note-sentence").textContent.match(/\d+/g) || [];
  const line = (note) => {
    const lemma = note.querySelector(".lemma");
    const words = Object.assign(document.createElement("span"), { className: "lemma", textContent: lemma.textContent });
    const finding = (note.querySelector(".note-meta .finding") || note.querySelector(".note-type")).cloneNode(true);
    const own = Object.assign(document.createElement("a"), { className: "note-id", href: `#${note.id}`, textContent: `note ${note.id.slice(2)}` });
    const there = Object.assign(lemma.cloneNode(), { className: "", textContent: "at the publisher" });
    const made = Object.assign(document.createElement("p"), { className: "in-place-line" });
    made.append(words, " ", finding, " ", own, " ", there);
    return made;
  };
  const ofSentence = (mark) => {
    const number = mark.firstChild.textContent.trim();
    const notes = Array.from(mark.closest(".passage").querySelectorAll(".note")).filter((note) => sentencesOf(note).includes(number));
    return { name: `Notes on sentence ${number}`, shown: notes.map(line), leads: "To the first note" };
  };
  const ofLemma = (mark) => {
    if (getComputedStyle(mark.closest(".own-text")).position === "sticky") return null; // the notes stand beside it
    const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    const shown = note && Array.from(note.children).filter((child) => !child.matches(".note-menu, .cite, .cite-box, script")).map((child) => child.cloneNode(true));
    return note && { name: mark.title, shown, leads: "To the note" };
  };
  window.editionNotesInPlace = (mark) => (mark.matches("a.sentence") ? ofSentence(mark) : ofLemma(mark));
})();
