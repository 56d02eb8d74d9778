/* Share: in the menu of a note, a button that copies the address of the note's own page. */
(() => {
  "use strict";
  const root = document.documentElement.dataset.content_root || "./";
  window.editionShare = (menu) => {
    const cite = menu.querySelector("a.cite");
    if (!cite || menu.querySelector(".share")) return;
    const address = new URL(`${root}n/${menu.parentElement.id.slice(2)}/`, location.href).href;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "share", textContent: "Share: copy the link" });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(address); button.textContent = "Link copied"; } catch { button.textContent = address; }
    });
    cite.after(button);
  };
})();
