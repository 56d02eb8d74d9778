/* Notes in place, their sources: under an opened footnote stands what each source that it cites is, with a
   way to the work itself. The page's list of them comes when the first footnote is opened. */
(() => {
  "use strict";
  const { cited } = document.querySelector("main").dataset;
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const line = ([title, lang, where, address]) => element("li", {}, element("cite", { lang }, title), where && !title.includes(where) ? `, ${where}` : "",
    ...(address ? [" ", element("a", { href: address }, `Open at ${new URL(address).host.replace(/^www\./, "")}`)] : []));
  window.editionSourcesInPlace = async (words) => {
    const keys = new Set(Array.from(words.querySelectorAll("a[href*='#src-']"), (link) => link.hash.slice(5)));
    if (!cited || !keys.size) return;
    try { await window.editionBring(cited); } catch { return; } // each label leads to the list of sources all the same
    const lines = Array.from(keys, (key) => window.editionCited[key]).filter(Boolean).map(line);
    words.append(element("ul", { className: "in-place-sources" }, ...lines));
  };
})();
