/* Lists of the apparatus: what filters and sorts them comes only to pages that hold one. */
(() => {
  "use strict";
  if (document.querySelector("table.register, .citation-list, section.entry")) window.editionBring("_static/listing/listing.js").catch(() => {});
  if (document.querySelector("table.terms")) window.editionBring("_static/listing/sorting.js").catch(() => {});
})();
