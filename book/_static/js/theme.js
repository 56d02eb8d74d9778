/* Theme: the page follows the system's light or dark; this button in the masthead steps through
   system, light, dark and remembers the choice. The small script in the page's head has already
   set data-theme before anything was drawn. */
(() => {
  "use strict";
  const button = document.querySelector(".theme-switch");
  if (!button) return;
  const root = document.documentElement;
  const order = ["system", "light", "dark"];
  const bars = document.querySelectorAll('meta[name="theme-color"]');
  const systemColours = Array.from(bars, (bar) => bar.content);

  const show = (choice) => {
    if (choice === "system") delete root.dataset.theme;
    else root.dataset.theme = choice;
    bars.forEach((bar, i) => { bar.content = systemColours[choice === "system" ? i : Number(choice === "dark")]; });
    button.querySelector(".theme-name").textContent = choice;
  };
  const store = (choice) => {
    try {
      if (choice === "system") localStorage.removeItem("edition-theme");
      else localStorage.setItem("edition-theme", choice);
    } catch { /* a reader who refuses storage keeps the choice for this page */ }
  };

  let choice = root.dataset.theme || "system";
  button.hidden = false;
  show(choice);
  addEventListener("pageshow", (event) => { // the page that Back brings may be older than the choice
    if (!event.persisted) return;
    try { choice = localStorage.getItem("edition-theme") || "system"; } catch { return; }
    show(choice);
  });
  button.addEventListener("click", () => {
    choice = order[(order.indexOf(choice) + 1) % order.length];
    store(choice);
    show(choice);
  });
})();
