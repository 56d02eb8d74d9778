/* Cards: what a link leads to, in a few words, from the edition's own list of them (cards.js beside the pages), which comes
   when the first such link is pointed at. */
(() => {
  "use strict";
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  let known = null;
  window.editionCards = (given) => { known = given; window.editionHasCards = true; };
  const finding = (words) => element("span", { className: `finding finding-${words.replaceAll(" ", "-")}` }, words);
  const form = ([language, words]) => element("span", { lang: language }, words);
  window.editionCardOf = (mark) => {
    if (!known) return null;
    const card = known[decodeURIComponent(mark.hash.slice(1))];
    if (!card) return null;
    const [kind, title, text, forms = [], found = ""] = card;
    const shown = [
      element("p", { className: "card-kind" }, kind, ...(found ? [" · ", finding(found)] : [])),
      element("p", { className: "card-title" }, title),
      ...(forms.length ? [element("p", { className: "card-forms" }, ...forms.flatMap((one, i) => (i ? [" · ", form(one)] : [form(one)])))] : []),
      ...(text ? [element("p", {}, text)] : []),
    ];
    return { name: title, shown, leads: "Open" };
  };
})();
