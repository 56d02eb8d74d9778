/* Lists that are filtered and sorted: the register of claims, the sources, people, places, documents and terms. The controls
   above a list are made by script, because without it they could do nothing; without script each is a list as before. What is
   asked for stands in the address, as ?q=drug&finding=contested&sort=year, and what is left is said. An entry tells its
   values by class names such as origin-cn or year-2019, which the book's Python writes. */
(() => {
  "use strict";
  const ORIGINS = { cn: "China", ru: "Russia", "central-asia": "Central Asia", "south-asia": "South Asia", mena: "Middle East", europe: "Europe",
    us: "United States", sco: "SCO", io: "other bodies", other: "elsewhere" };
  const PARTS = { 0: "Opening", 1: "Part 1", 2: "Part 2", 3: "Part 3", f: "Captions" };
  const FINDINGS = ["confirmed", "confirmed-with-qualification", "imprecise", "contradicted", "unverifiable", "contested", "interpretive"];
  const CONFIDENCE = ["high", "medium", "low"];
  const LABELS = { finding: "Finding", kind: "Kind", part: "Part", confidence: "Confidence", origin: "Origin", lang: "Language", extent: "Read",
    category: "Kind", country: "Country", decade: "Decade" };
  const language = (code) => { try { return new Intl.DisplayNames(["en"], { type: "language" }).of(code); } catch { return code; } };
  const WORDS = { part: (slug) => PARTS[slug], origin: (slug) => ORIGINS[slug] ?? slug, lang: language, decade: (slug) => `${slug}0s` };
  const ORDER = { finding: FINDINGS, confidence: CONFIDENCE, part: Object.keys(PARTS) };

  const collator = new Intl.Collator("en", { numeric: true }), russian = new Intl.Collator("ru");
  const values = (row, facet) => Array.from(row.classList).filter((name) => name.startsWith(`${facet}-`)).map((name) => name.slice(facet.length + 1));
  const words = (row, selector) => row.querySelector(selector)?.textContent.trim() ?? "";
  const byNumber = (facet) => (a, b) => Number(values(b, facet)[0] ?? 0) - Number(values(a, facet)[0] ?? 0);
  const byOrder = (facet) => (a, b) => ORDER[facet].indexOf(values(a, facet)[0]) - ORDER[facet].indexOf(values(b, facet)[0]);
  const byWords = (selector, by) => (a, b) => (!words(a, selector) - !words(b, selector)) || by.compare(words(a, selector), words(b, selector));
  const used = ["most used", byNumber("uses")];
  const name = byWords("h2, h3, h4", collator);
  /* Of each list: where its entries are, what one and many are called, what they are filtered by, and how they may be sorted besides as they stand. */
  const LISTS = [
    { rows: "table.register tbody > tr", of: ["claim", "claims"], facets: ["finding", "kind", "part", "confidence"], as: "essay order",
      sorts: { finding: ["finding", byOrder("finding")], confidence: ["confidence", byOrder("confidence")] } },
    { rows: ".citation-list > .citation", of: ["source", "sources"], facets: ["origin", "kind", "lang", "extent", "finding"], as: "author",
      sorts: { new: ["newest", byNumber("year")], old: ["oldest", (a, b) => byNumber("year")(b, a)], used: ["most cited", byNumber("uses")] } },
    { rows: ".entry.people", of: ["person", "people"], facets: ["category"], as: "name", sorts: { used } },
    { rows: ".entry.places", of: ["place", "places"], facets: ["category", "country"], as: "name",
      sorts: { used, country: ["country", (a, b) => byWords(".country", collator)(a, b) || name(a, b)] } },
    { rows: ".entry.documents", of: ["document", "documents"], facets: ["decade"], as: "date", sorts: { title: ["title", name], used } },
    { rows: ".entry.glossary", of: ["term", "terms"], facets: ["category"], as: "English",
      sorts: { pinyin: ["pinyin", byWords(".pinyin", collator)], russian: ["Russian", byWords(".russian", russian)], used } },
  ];
  const list = LISTS.find(({ rows }) => document.querySelectorAll(rows).length > 1);
  if (!list) return;
  const rows = Array.from(document.querySelectorAll(list.rows));
  const [one, many] = list.of;

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const countries = new Map(rows.map((row) => [values(row, "country")[0], words(row, ".country")])); // with their capitals
  const wordsOf = (facet, slug) => (facet === "country" ? countries.get(slug) : WORDS[facet] ? WORDS[facet](slug) : slug.replaceAll("-", " "));

  /* ---- the controls */
  const form = element("form", { className: "filter" });
  form.setAttribute("aria-label", `Choose ${many}`);
  const input = element("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false });
  form.append(element("label", {}, "Word ", input));
  const selects = {};
  for (const facet of list.facets) {
    const found = [...new Set(rows.flatMap((row) => values(row, facet)))];
    if (found.length < 2) continue;
    const order = ORDER[facet] ? ORDER[facet].filter((slug) => found.includes(slug)) : found.sort((a, b) => collator.compare(wordsOf(facet, a), wordsOf(facet, b)));
    selects[facet] = element("select", { name: facet }, element("option", { value: "" }, "all"), ...order.map((slug) => element("option", { value: slug }, wordsOf(facet, slug))));
    form.append(element("label", {}, `${LABELS[facet]} `, selects[facet]));
  }
  const sort = element("select", { name: "sort" }, element("option", { value: "" }, list.as),
    ...Object.entries(list.sorts).map(([key, [label]]) => element("option", { value: key }, label)));
  form.append(element("label", {}, "Sorted by ", sort));
  const clear = element("button", { type: "button", className: "button" }, "Show all");
  const said = element("p", { className: "filter-said" });
  said.setAttribute("role", "status");
  form.append(clear, said);
  const table = rows[0].closest("table");
  const box = table && (table.closest(".table-scroll") || table);
  const letters = document.querySelector("main .letters");
  const first = box ?? (letters && letters.parentElement === rows[0].parentElement ? letters : rows[0].parentElement.matches(".citation-list") ? rows[0].parentElement : rows[0]);
  const group = rows[0].parentElement.closest("section");
  const isGrouped = !table && new Set(rows.map((row) => row.parentElement)).size > 1; // as people are: the controls stand before the first group
  if (isGrouped) group.before(form); else first.before(form);

  /* ---- what is shown, and in what order */
  const groups = new Map();
  for (const row of rows) {
    const parent = row.parentElement;
    if (!groups.has(parent)) groups.set(parent, { rows: [], place: document.createComment("list") });
    groups.get(parent).rows.push(row);
  }
  for (const { rows: own, place } of groups.values()) own[0].before(place);
  const arrange = () => {
    const by = list.sorts[sort.value]?.[1];
    for (const { rows: own, place } of groups.values()) place.after(...(by ? [...own].sort(by) : own));
    if (letters) letters.hidden = Boolean(by) || isChosen();
  };
  const isChosen = () => Boolean(input.value.trim()) || Object.values(selects).some((select) => select.value);
  const matches = (row, but) => {
    const asked = fold(input.value).split(/\s+/).filter(Boolean);
    return asked.every((word) => texts.get(row).includes(word))
      && Object.entries(selects).every(([facet, select]) => facet === but || !select.value || values(row, facet).includes(select.value));
  };
  const show = () => {
    const left = rows.filter((row) => { row.hidden = !matches(row); return !row.hidden; });
    for (const [facet, select] of Object.entries(selects)) {
      const open = rows.filter((row) => matches(row, facet));
      for (const option of Array.from(select.options)) {
        const count = open.filter((row) => !option.value || values(row, facet).includes(option.value)).length;
        option.textContent = `${option.value ? wordsOf(facet, option.value) : "all"} (${count})`;
      }
    }
    if (isGrouped) for (const [parent, { rows: own }] of groups) parent.hidden = own.every((row) => row.hidden);
    if (box) box.hidden = !left.length;
    clear.hidden = !isChosen();
    arrange();
    said.textContent = left.length ? `${left.length} of ${rows.length} ${rows.length === 1 ? one : many}` : `No ${one} has all of these. Choose less, or show all.`;
  };

  /* ---- the address */
  const fields = () => [input, ...Object.values(selects), sort];
  const keep = () => {
    const url = new URL(location.href);
    for (const { name: key, value } of fields()) {
      if (value.trim()) url.searchParams.set(key, value.trim()); else url.searchParams.delete(key);
    }
    try { history.replaceState(history.state, "", url); } catch { /* a page opened from a folder may not change its address in every browser */ }
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields()) {
      const wished = query.get(field.name) || "";
      field.value = !field.options || Array.from(field.options).some((option) => option.value === wished) ? wished : "";
    }
    show();
  };
  form.addEventListener("input", () => { show(); keep(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const field of fields()) if (field !== sort) field.value = "";
    show();
    keep();
    (Object.values(selects)[0] ?? input).focus();
  });
  addEventListener("pageshow", recall);
  recall();
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ behavior: "instant" });
})();
