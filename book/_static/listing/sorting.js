/* Tables that sort by each column: a button in its head, first up, then down; what is empty stands last. Chinese is sorted by
   pinyin, other columns by the rules of their language. */
(() => {
  "use strict";
  for (const table of document.querySelectorAll("table.terms")) {
    const body = table.tBodies[0], rows = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);
    const text = (row, column) => row.cells[column].textContent.trim().replace(/^[“«]+/, "");
    const language = (column) => rows.map((row) => row.cells[column].querySelector("[lang]")?.lang).find(Boolean) ?? "en";
    heads.forEach((head, column) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      const collator = new Intl.Collator(language(column) === "zh" ? "zh-u-co-pinyin" : language(column).split("-")[0]);
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        body.append(...[...rows].sort((a, b) => (!text(a, column) - !text(b, column)) || (isUp ? 1 : -1) * collator.compare(text(a, column), text(b, column))));
      });
    });
  }
})();
