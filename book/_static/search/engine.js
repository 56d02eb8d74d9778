/* The search engine: reads the book's index (search-index.js: the words of every passage, note, term, person, place,
   document, source, chart, table and page) when it is first asked. It works the same over http and from a folder.
   One splitter serves index and query:
   - letters are compared without case and diacritics; apostrophes within words do not count;
   - Chinese is found from one character up, at any place in a run of characters;
   - other words are found by their beginning, an English plural left aside; a Russian word by its beginning, and by its
     stem with any ending of its declension (Казань finds Казани, and no Казанцев);
   - British and American spellings find each other (organise and organize, labour and labor);
   - words in quotation marks are found as they stand, side by side;
   - a word that stands whole somewhere counts there first, and for little where another only begins with it;
   - a town is no beginning of a family name made of it (Kazan finds no Kazantsev);
   - words that only join others or ask (of, when, did) need not stand in a result;
   - a few verbs find what means the same: who joined became a member;
   - a word that the book has nowhere gives way to the nearest that it has, one or two letters apart.
   All words of a query must stand in a result; the reference of a sentence finds its passage and the notes on it besides. */
(() => {
  "use strict";
  const LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", ð: "d", þ: "th" };
  /* What one kind of result is worth beside another that answers as well. */
  const WORTH = { passage: 1.6, claim: 1.5, note: 1.35, term: 1.25, event: 1.2, place: 1.15, person: 1.15, page: 1, document: 0.85, data: 0.6, source: 0.25 };
  const HAN = /\p{Script=Han}/u;
  const SAMPLES = ["36.3", "三股势力", "ШОС", "“Shanghai Spirit”", "Kabul 1996", "1.2.1.4"];
  /* Words of one meaning in this book: what is asked for, and how it may be put. */
  const MEANINGS = [
    [/^(join(s|ed|ing)?|accessions?|acced(e[sd]?|ing))$/, / (join(s|ed|ing)?|accessions?|acced(e[sd]?|ing)|bec(omes?|ame) ([a-z]+ ){0,2}members?|members? since) /g],
    [/^(left|leav(e|es|ing)|withdr[ae]ws?|withdrawal)$/, / (left|leav(e|es|ing)|withdr[ae]ws?|withdrawal) /g],
    [/^(found(ed|ing)|foundation|establish(e[sd]|ing|ment)?)$/, / (found(ed|ing)|foundation|establish(e[sd]|ing|ment)?) /g],
  ];
  /* Words that only join others, or ask: they need not stand in a result. */
  const SMALL = new Set("a an and are at by did do does for has how in is of on or that the to was were what when where which who why with".split(" "));
  /* What makes a family name of a town. */
  const OF_TOWNS = ["tsev", "tsevs", "sky", "skiy", "ski", "skii"];
  /* Words further apart than this many signs answer less well. */
  const NEAR = 250;
  /* The endings of Russian nouns and adjectives, as the splitter leaves them: without й's breve and ё's dots. */
  const ENDINGS = ["", ..."а я о е и ы у ю ь ам ям ах ях ов ев еи ии ыи ои ом ем им ым их ых ая яя ое ее ые ие ую юю ия ию ью ам ями ами ями ого его ому ему иям иях иями иеи".split(" ")];

  /* ---- the splitter */
  const signs = new Map();
  const plain = (sign) => {
    if (!signs.has(sign)) {
      const bare = Array.from(sign.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, ""), (c) => LETTERS[c] ?? c).join("");
      signs.set(sign, /['’ʼʻ\u00AD\p{M}]/u.test(sign) ? "" : /^[\p{L}\p{N}]+$/u.test(bare) ? bare : " ");
    }
    return signs.get(sign);
  };
  /* Words parted by single spaces, one before and one after; `from` leads each letter back to its place in the text. */
  const fold = (text) => {
    let out = " ", han = false, at = 0;
    const from = [0];
    const put = (letters) => { for (const letter of letters) { out += letter; from.push(at); } };
    for (const sign of text) {
      let letters = plain(sign);
      if (letters === "" && /['’]/.test(sign) && /^s(?![\p{L}\p{N}])/iu.test(text.slice(at + 1))) letters = " ";
      if (letters === " ") { if (!out.endsWith(" ")) put(" "); }
      else if (letters) {
        const isHan = HAN.test(sign);
        if (isHan !== han && !out.endsWith(" ")) put(" ");
        han = isHan;
        put(letters);
      }
      at += sign.length;
    }
    if (!out.endsWith(" ")) put(" ");
    from.push(at);
    return { text: out.replace(/([iy])z/g, "$1s"), from }; // organize is organise, whole or begun; no letter moves
  };
  const stem = (word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);
  /* Other ways to write a stemmed word: policy and policie(s), labour(er) and labor(er). A way that no word has finds nothing. */
  const WAYS = [
    [/([a-z]{2}[^aeiou ])(y|ie)$/, (_, before, end) => before + (end === "y" ? "ie" : "y")],
    [/([a-z]{3}o)(u?)r(?=$|s|ed|er|ing|able|al|hood|l[iy])/, (_, before, u) => `${before}${u ? "" : "u"}r`],
  ];
  const spellings = (words) => [words, ...WAYS.map(([way, other]) => words.replace(way, other)).filter((other) => other !== words)];
  const parse = (query) => {
    const terms = [];
    for (const [, quoted, curly, word] of query.matchAll(/"([^"]*)"?|“([^”]*)”?|(\S+)/gu)) {
      const words = fold(quoted ?? curly ?? word).text.trim();
      if (!words) continue;
      const before = terms.length;
      if (word === undefined) terms.push({ needles: [HAN.test(words[0]) ? words : ` ${words} `] });
      else if (HAN.test(words)) for (const part of words.split(" ")) terms.push(HAN.test(part) ? { needles: [part] } : beginning(part));
      else terms.push(beginning(words));
      if (word !== undefined && terms.length === before + 1) Object.assign(terms[before], { word, words, meant: MEANINGS.find(([asked]) => asked.test(words))?.[1] });
    }
    const telling = terms.filter(({ word, words }) => word === undefined || !SMALL.has(words));
    return telling.length ? telling : terms;
  };
  /* A Russian word is found by its beginning as it is typed, or declined: its stem with an ending and nothing more. */
  const declined = (word) => {
    const stemmed = word.replace(/[аеиоуыэюяь]{1,2}$/u, "");
    if (!/^\p{Script=Cyrillic}{4,}$/u.test(word) || stemmed.length < 3) return null;
    const forms = ENDINGS.map((ending) => ` ${stemmed}${ending} `).filter((form) => form !== ` ${word} `);
    return { needles: [` ${word}`, ...forms], exact: [` ${word} `] };
  };
  const beginning = (words) => declined(words) || (words.length < 2
    ? { needles: [` ${words} `] }
    : { needles: spellings(words.replace(/[^ ]+$/, stem)).map((one) => ` ${one}`), exact: forms(words), never: words.length > 4 ? OF_TOWNS.map((ending) => ` ${words}${ending} `) : [] });
  /* A word as it stands alone, in the singular and the plural, in both spellings. */
  const forms = (words) => [...new Set(spellings(words.replace(/[^ ]+$/, stem)).flatMap((one) => [` ${one} `, ` ${one}s `]))];

  /* ---- the index, which hands itself over when it arrives */
  let index = null, coming = null;
  window.editionSearch = (made) => {
    index = { kinds: made.kinds, entries: made.entries.map(([kind, title, name, page, anchor, text, sentences = []]) => ({
      kind, title, name, text, sentences, url: made.pages[page] + (anchor ? `#${anchor}` : ""),
      inTitle: fold(`${title} ${name}`).text, inText: fold(text).text, names: namesOf(title, name).map((one) => fold(one).text),
      worth: WORTH[/ · claim\b/.test(name) ? "claim" : made.kinds[kind][0]] ?? 1, term: made.kinds[kind][0] === "term",
    })) };
  };
  const load = () => coming ??= window.editionAddress("index").then(window.editionBring)
    .catch((error) => { coming = null; throw error; }); // the next search tries again

  /* The names a thing goes by: its title, with and without what stands in brackets after it, that too, its id, and the phrase of a note. */
  const namesOf = (title, name) => {
    const [, before, within] = title.match(/^(.*) \((.*)\)$/) ?? [];
    return [title, before, within, ...name.split(" · ").filter((part, i) => !i || part.startsWith("“"))].filter(Boolean);
  };
  const count = (text, needles) => {
    let found = 0;
    for (const needle of needles) {
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + Math.max(1, needle.length - 1))) found += 1;
    }
    return found;
  };
  /* How well a term's Chinese answers: the more of its form the needle makes, and the more often the book has that form.
     For 合作组织, 上海合作组织 comes before 中亚合作组织, and both before “上海合作组织+”会议. */
  const weighHan = (text, needle) => {
    const form = text.split(/\s+/).find((one) => one.includes(needle));
    if (!form) return 100;
    return 100 + (20 * needle.length) / form.length + Math.log2(1 + index.entries.filter((one) => one.text.includes(form)).length);
  };
  /* How well an entry answers, 0 for not at all: its title before its text, whole words before beginnings,
     words side by side before words apart; then what its kind is worth. A term explains Chinese words and comes first
     for them; what goes by the very name that is asked for comes before all, and so do the passage and the notes of a sentence. */
  const weigh = (entry, terms, whole, reference) => {
    if (entry.sentences.includes(reference)) return 1000 * entry.worth;
    let weight = 0, titled = 0;
    for (const term of terms) {
      const { needles, exact = [], never = [], meant, isWhole } = term;
      const [title, text] = [entry.inTitle, entry.inText].map((words) => count(words, needles) - count(words, never));
      const [meantTitle, meantText] = [entry.inTitle, entry.inText].map((words) => (meant && words.match(meant)?.length) || 0);
      if (!title && !text && !meantTitle && !meantText) return 0;
      const [wholeTitle, wholeText] = [entry.inTitle, entry.inText].map((words) => exact.some((word) => words.includes(word)));
      const own = (title && 6) + 3 * Math.log2(1 + text) + (wholeTitle && 8) + (wholeText && 4);
      weight += Math.max(own * (isWhole && !wholeTitle && !wholeText ? 0.2 : 1), meantTitle ? 14 : meantText && 4);
      titled += Boolean(title || meantTitle);
      if (entry.term && HAN.test(needles[0])) weight += weighHan(entry.text, needles[0]);
    }
    if (entry.names.some((name) => name.startsWith(whole))) weight += 20;
    if (terms.length > 1) {
      const [inTitle, inText] = [entry.inTitle, entry.inText].map((words) => words.includes(whole));
      weight += (inTitle && 15) + (inText && 8);
      if (titled === terms.length) weight += 20;
      else if (!inText && span(entry.inText, terms) > NEAR) weight *= 0.4;
    }
    return weight * entry.worth + (entry.names.includes(whole) && 1000);
  };
  /* How many signs the shortest piece of a text has in which every term stands; endless where one stands only in the title. */
  const span = (text, terms) => {
    const spots = terms.flatMap((term, i) => {
      const found = [];
      for (const needle of term.needles) for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) found.push([at, i]);
      if (term.meant) for (const { index: at } of text.matchAll(term.meant)) found.push([at, i]);
      return found;
    }).sort((a, b) => a[0] - b[0]);
    const last = terms.map(() => -Infinity);
    return spots.reduce((shortest, [at, i]) => { last[i] = at; return Math.min(shortest, at - Math.min(...last)); }, Infinity);
  };

  /* ---- the nearest words */
  let vocabulary = null; // by its first place, each word of the book with how often it stands there
  const words = () => {
    if (vocabulary) return vocabulary;
    vocabulary = new Map();
    for (const { inTitle, inText } of index.entries) {
      for (const word of `${inTitle} ${inText}`.split(" ")) if (word.length > 3 && !HAN.test(word)) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
    }
    return vocabulary;
  };
  /* How many letters must be put, taken, changed or exchanged with their neighbour to make one word of another; more than `most` is not counted out. */
  const distance = (a, b, most) => {
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const line = [i];
      for (let j = 1; j <= b.length; j += 1) {
        line[j] = Math.min(last[j] + 1, line[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) line[j] = Math.min(line[j], before[j - 2] + 1);
      }
      if (Math.min(...line) > most) return most + 1;
      [before, last] = [last, line];
    }
    return last[b.length];
  };
  const nearest = (word, number) => {
    const most = word.length < 4 || /\d/.test(word) ? 0 : word.length < 6 ? 1 : 2;
    if (!most) return [];
    const near = [];
    for (const [other, count] of words()) {
      if (Math.abs(other.length - word.length) > most || /\d/.test(other)) continue;
      const far = distance(word, other, most);
      if (far <= most) near.push([far + (other[0] === word[0] ? 0 : 0.5), -count, other]);
    }
    near.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return near.filter(([far]) => far === near[0][0]).slice(0, number).map(([, , other]) => asWritten(other)); // the next nearest are noise
  };
  /* A word of the index as the book writes it. */
  const asWritten = (word) => {
    for (const { title, inTitle, text, inText } of index.entries) {
      for (const [plainText, source] of [[inTitle, title], [inText, text]]) {
        if (!plainText.includes(` ${word} `)) continue;
        const { text: found, from } = fold(source);
        const at = found.indexOf(` ${word} `);
        if (at >= 0) return source.slice(from[at + 1], from[at + 1 + word.length]).replace(/[^\p{L}\p{N}]+$/u, "");
      }
    }
    return word;
  };
  const occurs = ({ needles, never = [], meant }) => index.entries.some(({ inTitle, inText }) => [inTitle, inText].some((words) => count(words, needles) > count(words, never) || (meant && words.match(meant))));

  /* ---- what answers a query */
  const answers = (query) => {
    const terms = parse(query);
    const whole = fold(query.replace(/["“”]/g, " ")).text;
    const reference = query.trim();
    for (const term of terms) {
      term.isWhole = term.never && index.entries.some(({ inTitle, inText }) => term.exact?.some((word) => inTitle.includes(word) || inText.includes(word)));
      if (term.isWhole && term.word?.length < 4 && term !== terms.at(-1)) term.needles = term.exact; // "no" is no beginning of "north"
    }
    const weighed = terms.length ? index.entries.map((entry) => [weigh(entry, terms, whole, reference), entry]).filter(([weight]) => weight) : [];
    const hits = weighed.sort((a, b) => b[0] - a[0]).map(([, entry]) => withSentence(entry, reference));
    /* Whether the words stand in no text side by side. */
    const apart = terms.length > 1 && hits.length > 0 && !hits.some((hit) => hit.inTitle.includes(whole.trimEnd()) || hit.inText.includes(whole.trimEnd()) || hit.sentences.includes(reference));
    return { query, terms, hits, apart };
  };
  /* The answers to a query; where there are none, those to the nearest words, and what else lies near. */
  const find = (query) => {
    const found = answers(query);
    if (found.hits.length || !found.terms.length) return found;
    const strange = found.terms.filter((term) => term.word && !occurs(term));
    const near = new Map(strange.map(({ word, words: plainWord }) => [word, nearest(plainWord, 4)]));
    if (strange.length && [...near.values()].every((others) => others.length)) {
      const mended = strange.reduce((text, { word }) => text.replace(word, near.get(word)[0]), query);
      const instead = answers(mended);
      if (instead.hits.length) return { ...instead, asked: query, others: strange.length === 1 ? [...near.values()][0].slice(1) : [] };
    }
    const loose = query.replace(/["“”]/g, "");
    const quoted = loose !== query && answers(loose).hits.length;
    const begun = strange.flatMap(({ words: plainWord }) => OF_TOWNS.map((ending) => plainWord + ending)).filter((word) => words().has(word));
    return { ...found, others: [...[...near.values()].flat(), ...begun.map(asWritten)], loose: quoted ? loose : "" };
  };

  /* ---- what the reader sees */
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  /* The places of the terms in a text, from and to, without overlaps. */
  const places = (text, terms) => {
    const { text: plainText, from } = fold(text);
    const found = [];
    for (const needle of terms.flatMap(({ needles }) => needles)) {
      const lead = needle.startsWith(" ") ? 1 : 0;
      for (let at = plainText.indexOf(needle); at >= 0 && found.length < 60; at = plainText.indexOf(needle, at + 1)) {
        let end = at + needle.trimEnd().length;
        while (lead && plainText[end] !== " ") end += 1; // to the end of the word
        found.push([from[at + lead], from[end]]);
      }
    }
    found.sort((a, b) => a[0] - b[0]);
    return found.filter((place, i) => !i || place[0] >= found[i - 1][1]);
  };
  const marked = (text, spots, start = 0, end = text.length) => {
    const made = [];
    let at = start;
    for (const [from, to] of spots) {
      if (from < at || to > end) continue;
      made.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
      at = to;
    }
    return [...made, text.slice(at, end)];
  };
  const context = (text, terms) => {
    const spots = places(text, terms);
    const first = spots.length ? spots[0][0] : 0;
    let start = first > 90 ? text.lastIndexOf(" ", first - 60) + 1 : 0;
    if (first - start > 120) start = first - 40; // Chinese has no spaces
    let end = Math.min(text.length, start + 260);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 200);
    return element("p", { className: "context" }, start ? "… " : "", ...marked(text, spots, start, end), end < text.length ? " …" : "");
  };
  /* A sentence has no place of its own on the page: what leads to it says so. */
  const withSentence = (entry, reference) => entry.sentences.includes(reference)
    ? { ...entry, name: [entry.name, `sentence ${reference.split(".").pop()}`].filter(Boolean).join(" · ") } : entry;
  const item = (entry, terms, root = "") => {
    const link = element("a", { href: root + entry.url }, ...marked(entry.title, places(entry.title, terms)));
    const head = element("p", { className: "result" },
      element("span", { className: "result-kind" }, index.kinds[entry.kind][0]), " ", link,
      ...(entry.name ? [" ", element("span", { className: "result-name" }, ...marked(entry.name, places(entry.name, terms)))] : []));
    return element("li", {}, head, ...(entry.text ? [context(entry.text, terms)] : []));
  };

  /* What to say of a reference that goes beyond the last sentence of its passage. */
  const lastSentence = (reference) => {
    const passage = reference.replace(/\.\d+$/, "");
    const number = index.entries.find(({ url }) => url.endsWith(`#p-${passage}`))?.sentences.length;
    return number ? ` Passage ${passage} has ${number} ${number === 1 ? "sentence" : "sentences"}.` : "";
  };

  window.editionSearchEngine = { SAMPLES, load, find, item, element, kinds: () => index.kinds, isReady: () => index !== null, lastSentence: (reference) => lastSentence(reference) };
})();
