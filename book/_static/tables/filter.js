/* The filter of a table of data: for each column marked as a facet a choice above the table, made by script because without it it could
   do nothing; what is left is said. Cells are named, so that a row can stand as a card on a phone. A cell that holds several things parted by semicolons is found under each. */
(() => {
  "use strict";
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  for (const table of document.querySelectorAll("table.data-table")) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const columns = heads.flatMap((head, index) => (head.classList.contains("facet") ? [index] : []));
    const rows = Array.from(table.tBodies[0].rows);
    for (const row of rows) Array.from(row.cells).forEach((cell, index) => (cell.dataset.name = heads[index].textContent.trim()));
    table.classList.add("named");
    if (!columns.length || rows.length < 4) continue;
    const values = (row, column) => row.cells[column].textContent.split(";").map((part) => part.trim());
    const selects = columns.map((column) => {
      const found = [...new Set(rows.flatMap((row) => values(row, column)))];
      return element("select", {}, element("option", { value: "" }, "all"), ...found.map((value) => element("option", { value }, value)));
    });
    const form = element("form", { className: "filter" }, ...columns.map((column, index) => element("label", {}, `${heads[column].textContent.trim()} `, selects[index])));
    form.setAttribute("aria-label", "Choose rows");
    const clear = element("button", { type: "button", className: "button", hidden: true }, "Show all");
    const said = element("p", { className: "filter-said" });
    said.setAttribute("role", "status");
    form.append(clear, said);
    const box = table.closest(".table-scroll") || table;
    box.before(form);
    const show = () => {
      const left = rows.filter((row) => {
        row.hidden = !columns.every((column, index) => !selects[index].value || values(row, column).includes(selects[index].value));
        return !row.hidden;
      });
      clear.hidden = selects.every((select) => !select.value);
      box.hidden = !left.length;
      said.textContent = left.length ? `${left.length} of ${rows.length} rows` : "No row has all of these. Choose less, or show all.";
    };
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => {
      for (const select of selects) select.value = "";
      show();
      selects[0].focus();
    });
    show();
  }
})();
