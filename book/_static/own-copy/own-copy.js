/* A reader's own copy: the essay's text, given as a file, dropped or pasted, is recognised in the page
   and laid beside the notes. Nothing leaves the page. The copy is kept for the visit, or on this
   device if asked, and forgotten with one click. It enters the page as text, never as HTML. The
   elements are those of edition/witness/facing.py; recognising is done by recognise.js. */
(() => {
  "use strict";
  /* Before any of it is here, the page forbids itself to send anything, to its own host too. A policy can be
     tightened by script and never loosened again; so the page first fetches the pictures that it would fetch later. */
  const policy = Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: "connect-src 'none'; form-action 'none'; img-src data:" });
  const fetched = async (image) => {
    image.loading = "eager";
    await image.decode();
    for (const source of image.parentElement.querySelectorAll("source")) source.remove(); // or a wider window asked for another
    image.src = image.currentSrc;
    await image.decode();
  };
  const tightened = Promise.allSettled(Array.from(document.querySelectorAll("picture > img"), fetched)).then(() => document.head.append(policy));
  const passages = Array.from(document.querySelectorAll("section.passage[id^='p-']"));
  const KEY = "edition-own-copy";
  const stores = () => ["sessionStorage", "localStorage"].flatMap((name) => { try { return [window[name]]; } catch { return []; } });

  const element = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  /* ---- keeping */
  const keep = (kept, onDevice) => {
    forget();
    try { (onDevice ? localStorage : sessionStorage).setItem(KEY, JSON.stringify(kept)); return true; } catch { return false; }
  };
  const forget = () => { for (const store of stores()) store.removeItem(KEY); };
  const recall = () => {
    for (const store of stores()) {
      try {
        const kept = JSON.parse(store.getItem(KEY));
        if (kept && Object.values(kept.sentences).every((text) => typeof text === "string") && kept.total > 0) return kept;
      } catch { /* what cannot be read is no copy */ }
    }
    return null;
  };

  /* ---- laying the text beside the notes */
  const placed = (text) => Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), (found) => ({
    form: found[0].toLowerCase(), start: found.index, end: found.index + found[0].length,
  }));
  const spansOf = (text, notes) => {
    const words = placed(text);
    return notes.flatMap((note) => {
      const needle = placed(note.lemma.normalize("NFKC")).map((word) => word.form);
      const at = words.findIndex((_, i) => needle.length && needle.every((form, j) => words[i + j] && words[i + j].form === form));
      return at < 0 ? [] : [{ start: words[at].start, end: words[at + needle.length - 1].end, id: note.id, finding: note.finding }];
    });
  };
  const marked = (text, notes) => {
    const spans = spansOf(text, notes);
    const edges = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
    return edges.slice(1).flatMap((end, i) => {
      const start = edges[i];
      const words = text.slice(start, end);
      const over = spans.filter((span) => span.start <= start && end <= span.end).sort((a, b) => (a.end - a.start) - (b.end - b.start));
      if (!over.length) return [words];
      const begins = over.filter((span) => span.start === start);
      const more = begins.filter((span) => span !== over[0]);
      return [
        ...begins.map((span) => element("span", { className: "own-anchor", id: `l-${span.id}` })),
        element("a", { className: `own-lemma ${over[0].finding}`.trim(), href: `#n-${over[0].id}`, title: `Note ${over[0].id}` }, words),
        ...more.map((span, n) => element("a", { className: `own-more ${span.finding}`.trim(), href: `#n-${span.id}`, title: `Note ${span.id}`, "aria-label": `Note ${span.id}`, "data-number": n + 2 })),
      ];
    });
  };
  const notesOf = (passage) => Array.from(passage.querySelectorAll(".note[id^='n-']"), (node) => {
    const line = node.querySelector(".note-sentence");
    const lemma = node.querySelector(".lemma");
    const finding = (node.className.match(/finding-\S+/) || [""])[0];
    return { id: node.id.slice(2), finding, line, lemma: lemma ? lemma.textContent : "", numbers: line ? line.textContent.match(/\d+/g) || [] : [] };
  });
  const sentence = (reference, number, text, notes) => {
    const id = `${reference}.${number}`;
    const mark = element("a", { className: "own-number", href: `#s-${id}`, "aria-label": `Sentence ${id}`, "data-number": number });
    const span = element("span", { className: text === undefined ? "own-sentence own-missing" : "own-sentence", id: `s-${id}` }, mark);
    span.append(...(text === undefined ? ["[This sentence is not in your copy.]"] : marked(text, notes.filter((note) => Number(note.numbers[0]) === number))));
    return span;
  };
  const lay = (sentences) => {
    lift();
    for (const passage of passages) {
      const reference = passage.id.slice(2);
      const notes = notesOf(passage);
      const label = `${reference.startsWith("fig") ? "The caption" : "The essay’s text"}, from your own copy`;
      const body = element("p", { className: "own-sentences", id: `own-${reference}` });
      const count = passage.querySelectorAll(".sentence-map .sentence").length;
      for (let number = 1; number <= count; number += 1) {
        if (number > 1) body.append(" ");
        body.append(sentence(reference, number, sentences[`${reference}.${number}`], notes));
      }
      const box = element("div", { className: "own-text", role: "group", "aria-label": `${label}: ${reference}` }, element("p", { className: "own-label" }, label), body);
      const precis = passage.querySelector(":scope > .precis");
      if (!precis) continue;
      const fold = element("details", { className: "precis-fold" }, element("summary", {}, "Summary"));
      precis.before(box, fold);
      fold.append(precis);
      for (const note of notes.filter(({ line }) => line)) leadBack(note, reference);
      passage.querySelectorAll(".note").forEach((note) => watcher.observe(note));
    }
    if (window.editionLaySidenotes) window.editionLaySidenotes();
  };
  /* While the notes go by, the phrase of the one being read is marked in the essay and kept in sight there. */
  const current = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) { if (isIntersecting) current.add(target); else current.delete(target); }
    const note = Array.from(document.querySelectorAll(".note")).find((one) => current.has(one));
    document.querySelectorAll(".own-lemma.is-current").forEach((one) => one.classList.remove("is-current"));
    const anchor = note && document.getElementById(`l-${note.id.slice(2)}`);
    const phrase = anchor && anchor.parentElement.querySelector(`#${CSS.escape(anchor.id)} ~ .own-lemma`);
    const box = phrase && phrase.closest(".own-text");
    if (!phrase || getComputedStyle(box).position !== "sticky") return;
    phrase.classList.add("is-current");
    const line = phrase.getBoundingClientRect(), frame = box.getBoundingClientRect();
    if (line.top < frame.top || line.bottom > frame.bottom) box.scrollTop += line.top - frame.top - frame.height / 3;
  }, { rootMargin: "-15% 0px -75% 0px" });
  const leadBack = ({ id, line, numbers }, reference) => {
    const links = numbers.map((number, i) => {
      const target = i === 0 && document.getElementById(`l-${id}`) ? `l-${id}` : `s-${reference}.${number}`;
      return element("a", { href: `#${target}` }, number);
    });
    line.replaceChildren(links.length > 1 ? "sentences " : "sentence ", ...links.flatMap((link, i) => (i ? [", ", link] : [link])));
  };
  const lift = () => {
    watcher.disconnect();
    document.querySelectorAll(".own-text").forEach((box) => box.remove());
    document.querySelectorAll(".precis-fold").forEach((fold) => fold.replaceWith(fold.querySelector(".precis")));
    document.querySelectorAll(".note-sentence").forEach((line) => line.replaceChildren(line.textContent));
    if (window.editionLaySidenotes) window.editionLaySidenotes();
  };

  /* ---- recognising, with what is loaded only now */
  let recogniser = null;
  const ready = async () => {
    await tightened;
    if (!recogniser) {
      await Promise.all(["shape.js", "recognise.js"].map((name) => window.editionBring(`_static/own-copy/${name}`)));
      recogniser = window.editionRecogniser(window.editionOwnCopy);
    }
    return recogniser;
  };
  const best = async (texts) => {
    let most = {};
    for (const text of texts) {
      const found = await recogniser.recognise(recogniser.shown(text));
      if (Object.keys(found).length > Object.keys(most).length) most = found;
      if (Object.keys(most).length === recogniser.tables.sentences.length) break;
    }
    return most;
  };
  const fromFile = async (file) => {
    await ready();
    if (file.size > recogniser.tables.maxBytes) throw new RangeError(`${file.name} is too large. Copy the essay’s text and paste it here.`);
    const texts = recogniser.decodings(new Uint8Array(await file.arrayBuffer()));
    if (!texts.length) throw new RangeError(`${file.name} is no text in UTF-8, UTF-16 or GB18030. Open it, copy the essay’s text and paste it here.`);
    return best(texts);
  };
  const fromText = async (text) => { await ready(); return best([text]); };

  window.editionOwnCopyControl = { element, keep, forget, recall, lay, lift, fromFile, fromText, sentences: () => recogniser.tables.sentences, url: () => recogniser.tables.url };
  tightened.then(() => {
    const kept = recall();
    if (kept) lay(kept.sentences);
  });
})();
