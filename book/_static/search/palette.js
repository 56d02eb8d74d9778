/* The search over the page: opened with / or the word Search in the bar, it answers as one types; the arrow keys go through the
   results, Enter opens the first, and Back brings search and results again. All results stand on the search page. */
(() => {
  "use strict";
  const SHOWN = 8;
  const { SAMPLES, element, find, item, load, lastSentence } = window.editionSearchEngine;
  const root = document.documentElement.dataset.content_root || "./";
  const page = document.querySelector("a.to-search");

  const input = element("input", { type: "search", autocomplete: "off", spellcheck: false });
  for (const [name, value] of [["aria-label", "Search the book"], ["aria-describedby", "palette-said"], ["autocapitalize", "off"]]) input.setAttribute(name, value);
  const close = element("button", { type: "button", className: "palette-close" }, "Close");
  const said = element("p", { id: "palette-said" });
  said.setAttribute("role", "status");
  const list = element("ul", { className: "search" });
  const all = element("a", { className: "palette-all", hidden: true }, "");
  const dialog = element("dialog", { className: "palette" }, element("div", { className: "palette-line" }, input, close), said, list, all);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);

  const sample = (query) => {
    const button = element("button", { type: "button", className: "palette-sample" }, query);
    button.addEventListener("click", () => { input.value = query; search(); input.focus(); });
    return button;
  };
  const offers = (queries) => queries.flatMap((query) => [" ", sample(query)]);
  const say = (found) => {
    const words = input.value.trim();
    if (!found.terms.length) return ["Try ", ...offers(SAMPLES)];
    if (found.asked) return [`Nothing has ${words}. The nearest is ${found.query.trim()}`, ...(found.others.length ? ["; or", ...offers(found.others)] : ["."])];
    if (!found.hits.length) return [`Nothing in the book has ${words}.${lastSentence(words)}`, ...offers([...(found.loose ? [found.loose] : []), ...(found.others ?? [])])];
    return [found.apart ? "No text has these words side by side; these have them apart." : ""];
  };
  const keep = (query) => {
    try { history.replaceState({ ...history.state, palette: query }, ""); } catch { /* Back brings the page without the search */ }
  };
  const search = async () => {
    const query = input.value;
    try { await load(); } catch {
      said.textContent = "The index of this book could not be loaded.";
      return;
    }
    if (query !== input.value) return;
    const found = find(query);
    said.replaceChildren(...say(found));
    list.replaceChildren(...found.hits.slice(0, SHOWN).map((entry) => item(entry, found.terms, root)));
    all.hidden = found.hits.length <= SHOWN;
    all.textContent = `All ${found.hits.length} results`;
    all.href = `${page.href.split("?")[0]}?q=${encodeURIComponent(found.asked ? found.query : query)}`;
    keep(query);
  };

  let timer = 0;
  const links = () => Array.from(dialog.querySelectorAll("ul.search a, .palette-all:not([hidden])"));
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  dialog.addEventListener("keydown", async (event) => {
    const at = links().indexOf(document.activeElement);
    if (event.key === "Escape") { // where it would first empty the field
      event.preventDefault();
      dialog.close();
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      clearTimeout(timer);
      await search();
      links()[0]?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      (links()[at + (event.key === "ArrowDown" ? 1 : -1)] ?? (event.key === "ArrowUp" ? input : links().at(-1)))?.focus();
    }
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) leave();
    else if (event.target === dialog) dialog.close(); // the blank around it
  });
  let following = false;
  const leave = () => { following = true; keep(input.value); dialog.close(); }; // also what was typed too late to be searched
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { if (!following) keep(undefined); following = false; });

  const open = () => {
    if (dialog.open) return;
    input.value = history.state?.palette ?? "";
    dialog.showModal();
    input.select();
    search();
  };
  addEventListener("popstate", () => { if (history.state?.palette) open(); });
  window.editionPalette = { open };
})();
