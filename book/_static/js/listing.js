/* Lists and tables: what filters and sorts lists, and what lets wide tables and code scroll by keyboard, comes only to pages that hold one. */
(() => {
  "use strict";
  if (document.querySelector("table.register, .citation-list, section.entry")) window.editionBring("_static/listing/listing.js").catch(() => {});
  if (document.querySelector(".table-scroll, pre")) window.editionBring("_static/listing/scrolling.js").catch(() => {});
  if (document.querySelector("table.terms")) window.editionBring("_static/listing/sorting.js").catch(() => {});
})();
