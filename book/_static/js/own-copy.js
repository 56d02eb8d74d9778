/* A reader's own copy: the button under a chapter's heading. What recognises a copy and lays it beside the
   notes (the folder own-copy) is brought when the button is pressed, or at once where a copy is kept. */
(() => {
  "use strict";
  const heading = document.querySelector("main h1");
  if (!heading || !document.querySelector("section.passage[id^='p-']") || document.querySelector(".own-text")) return;
  const isKept = (name) => { try { return window[name].getItem("edition-own-copy") !== null; } catch { return false; } };
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Read with your own copy of the essay" });
  button.setAttribute("aria-haspopup", "dialog");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("div"), { className: "own-bar" });
  bar.append(button, status);
  heading.after(bar);
  const bring = (name) => window.editionBring(`_static/own-copy/${name}`);
  const brought = () => Promise.all([bring("own-copy.css"), bring("own-copy.js")]).then(() => bring("own-dialog.js"));
  /* Once they are there, own-dialog.js has given the button what it does. */
  const ask = () => brought().then(() => { if (button.onclick !== ask) button.click(); }, (error) => { status.textContent = error.message; });
  button.onclick = ask;
  if (location.hash === "#own-copy") ask(); // the start page leads here
  const bringKept = () => { if (["sessionStorage", "localStorage"].some(isKept)) brought(); };
  bringKept();
  addEventListener("pageshow", (event) => { if (event.persisted) bringKept(); });
})();
