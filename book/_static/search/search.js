/* The search page: the form, the limits to one kind, the results. What is asked for, which kind, how many results were
   shown and where one stood come back with the Back key. What answers is engine.js. */
(() => {
  "use strict";
  const SHOWN = 20;
  const { SAMPLES, element, find, item, kinds, lastSentence, load, isReady } = window.editionSearchEngine;
  const $ = (selector) => document.querySelector(selector);
  const form = $(".search-form"), input = form.elements.q, limits = $(".search-kinds"), said = $("#search-progress");
  const results = $("#search-results"), more = $(".search-more");

  let found = { hits: [], terms: [] }, shown = 0;
  const chosen = () => limits.querySelector("input:checked")?.value ?? "";
  const ofKind = () => found.hits.filter(({ kind }) => !chosen() || kinds()[kind][0] === chosen());
  const showMore = (focus, number = SHOWN) => {
    const list = results.querySelector("ul"), hits = ofKind();
    const items = hits.slice(shown, shown + number).map((entry) => item(entry, found.terms));
    list.append(...items);
    shown += items.length;
    more.hidden = shown >= hits.length;
    if (focus) items[0].querySelector("a").focus();
  };
  /* Words as links that ask for them. */
  const asking = (queries) => queries.flatMap((query, i) => [i ? ", " : "", element("a", { href: `?q=${encodeURIComponent(query)}` }, query)]);
  const number = (count) => `${count} ${count === 1 ? "result" : "results"}`;
  const say = (hits) => {
    const words = input.value.trim();
    if (!found.terms.length) return ["Try ", ...asking(SAMPLES), "."];
    if (!hits.length && found.hits.length) return [`Nothing in the book has ${words} among its ${kinds().find(([kind]) => kind === chosen())[1]}; ${found.hits.length} elsewhere.`];
    const near = found.others?.length ? [" Near it: ", ...asking(found.others), "."] : [];
    if (!hits.length) {
      const loose = found.loose ? [" Without the quotation marks: ", ...asking([found.loose]), "."] : [];
      return [`Nothing in the book has ${words}.${lastSentence(words)}`, ...loose, ...near];
    }
    const of = chosen() ? `, among ${found.hits.length} of all kinds` : "";
    if (found.asked) return [`Nothing in the book has ${words}. ${number(hits.length)} for the nearest, ${found.query.trim()}${of}.`, ...near];
    return [`${number(hits.length)} for ${words}${of}.${found.apart ? " No text has these words side by side; these have them apart." : ""}`];
  };
  const show = () => {
    const hits = ofKind();
    shown = 0;
    results.replaceChildren(...(hits.length ? [element("ul", { className: "search" })] : []));
    if (hits.length) showMore(); else more.hidden = true;
    said.replaceChildren(...say(hits));
  };
  const choice = (value, label, count, current) => {
    const radio = element("input", { type: "radio", name: "kind", value, checked: value === current, disabled: !count && value !== current && value !== "" });
    return element("label", {}, radio, element("span", {}, `${label} ${count}`));
  };
  const offer = (current) => {
    const numbers = kinds().map((_, i) => found.hits.filter(({ kind }) => kind === i).length);
    const choices = kinds().map(([kind, plural], i) => choice(kind, plural[0].toUpperCase() + plural.slice(1), numbers[i], current));
    limits.replaceChildren(limits.firstElementChild, choice("", "All", found.hits.length, current), ...choices);
    limits.hidden = !found.hits.length;
  };
  const remember = () => {
    const url = new URL(location.href);
    for (const [key, value] of [["q", input.value.trim()], ["kind", chosen()]]) {
      if (value) url.searchParams.set(key, value); else url.searchParams.delete(key);
    }
    try { history.replaceState(history.state, "", url); } catch { /* a page opened from a folder may not change its address in every browser */ }
  };
  const search = async (kind) => {
    const query = input.value;
    if (query.trim()) {
      try { await load(); } catch {
        said.textContent = "The index of this book could not be loaded.";
        return;
      }
      if (query !== input.value) return; // typed on while the index came
    }
    if (!isReady()) return;
    found = find(query);
    offer(kind ?? chosen());
    show();
    remember();
  };

  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); search(); });
  limits.addEventListener("change", () => { show(); remember(); });
  more.addEventListener("click", () => showMore(true));
  addEventListener("pagehide", () => {
    try { history.replaceState({ ...history.state, shown, at: scrollY }, ""); } catch { /* the results begin at the first again */ }
  });
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  if (input.value) {
    search(asked.get("kind") ?? "").then(() => {
      const { shown: before = 0, at = 0 } = history.state ?? {};
      if (before > shown) showMore(false, before - shown);
      if (at) scrollTo({ top: at, behavior: "instant" });
    });
  } else {
    said.append(...say([]));
    input.focus();
  }
})();
