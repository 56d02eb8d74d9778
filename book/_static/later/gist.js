/* Gist: a claim's headline unfolds its note where it stands; the button at its end says so, and is there for the keys. */
(() => {
  "use strict";
  window.editionFoldClaims = (folds) => {
    for (const heading of document.querySelectorAll(".note.claim > h3")) {
      heading.parentElement.classList.remove("is-unfolded");
      heading.querySelector(".unfold")?.remove();
      if (!folds) continue;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "unfold", ariaLabel: `Note ${heading.parentElement.id.slice(2)}` });
      button.setAttribute("aria-expanded", "false");
      heading.append(button);
    }
  };
  document.addEventListener("click", (event) => {
    const heading = event.target instanceof Element && !event.target.closest("a") && event.target.closest(".note.claim > h3");
    const button = heading && heading.querySelector(".unfold");
    if (button) button.setAttribute("aria-expanded", String(heading.parentElement.classList.toggle("is-unfolded")));
  });
})();
