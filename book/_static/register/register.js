/* The register's filter: four choices above the table, made by script because without it they could do
   nothing. What is chosen stands in the address, as ?finding=contested&part=2, and what is left is said. */
(() => {
  "use strict";
  const table = document.querySelector("table.register");
  if (!table) return;
  const rows = Array.from(table.tBodies[0].rows);
  const PARTS = { 0: "Headnote", 1: "Part 1", 2: "Part 2", 3: "Part 3", f: "Captions" };
  const FACETS = { finding: "Finding", kind: "Kind", part: "Part", confidence: "Confidence" };
  const value = (row, facet) => Array.from(row.classList).find((name) => name.startsWith(`${facet}-`)).slice(facet.length + 1);
  const words = (facet, slug) => (facet === "part" ? PARTS[slug] : slug.replaceAll("-", " "));
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const selects = {};
  const form = element("form", { className: "filter" });
  form.setAttribute("aria-label", "Choose claims");
  for (const [facet, label] of Object.entries(FACETS)) {
    const found = [...new Set(rows.map((row) => value(row, facet)))];
    const order = facet === "confidence" ? ["high", "medium", "low"].filter((one) => found.includes(one)) : facet === "part" ? found : found.sort();
    selects[facet] = element("select", { name: facet }, element("option", { value: "" }, "all"), ...order.map((slug) => element("option", { value: slug }, words(facet, slug))));
    form.append(element("label", {}, `${label} `, selects[facet]));
  }
  const clear = element("button", { type: "button", className: "button" }, "Show all");
  const said = element("p", { className: "filter-said" });
  said.setAttribute("role", "status");
  form.append(clear, said);
  const box = table.closest(".table-scroll") || table;
  box.before(form);

  const matches = (row, but) => Object.keys(FACETS).every((facet) => facet === but || !selects[facet].value || selects[facet].value === value(row, facet));
  const show = () => {
    const left = rows.filter((row) => { row.hidden = !matches(row); return !row.hidden; });
    for (const [facet, select] of Object.entries(selects)) {
      const open = rows.filter((row) => matches(row, facet));
      for (const option of Array.from(select.options)) {
        const count = open.filter((row) => !option.value || value(row, facet) === option.value).length;
        option.textContent = `${option.value ? words(facet, option.value) : "all"} (${count})`;
      }
    }
    const chosen = Object.values(selects).some((select) => select.value);
    clear.hidden = !chosen;
    box.hidden = !left.length;
    said.textContent = left.length ? `${left.length} of ${rows.length} claims` : "No claim has all of these. Choose less, or show all.";
  };
  const keep = () => {
    const url = new URL(location.href);
    for (const [facet, select] of Object.entries(selects)) {
      if (select.value) url.searchParams.set(facet, select.value);
      else url.searchParams.delete(facet);
    }
    history.replaceState(history.state, "", url);
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const [facet, select] of Object.entries(selects)) {
      const wished = query.get(facet) || "";
      select.value = Array.from(select.options).some((option) => option.value === wished) ? wished : "";
    }
    show();
  };
  form.addEventListener("change", () => { show(); keep(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const select of Object.values(selects)) select.value = "";
    show();
    keep();
    selects.finding.focus();
  });
  addEventListener("pageshow", recall);
  recall();
})();
