/* Cite: each citation gets a button that copies it. Without script the citations stand there to be
   marked and copied by hand. Where the clipboard is closed to scripts, as for a page opened from a
   folder in some browsers, the text is marked and copied the old way, or left marked.
   A control that is opened takes its other formats from a script file of its own (a folder has no other
   way to read a file); where that fails, what stands in the page is armed. */
(() => {
  "use strict";
  const copy = async (element) => {
    const text = element.innerText.trim();
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const range = document.createRange();
      range.selectNodeContents(element);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand("copy");
    }
  };
  const arm = (root) => {
    for (const cell of root.querySelectorAll(".cite-text:not(.is-armed)")) {
      cell.classList.add("is-armed");
      const words = document.createElement("span");
      words.append(...cell.childNodes);
      const permalink = words.querySelector(".cite-permalink");
      if (permalink && location.protocol.startsWith("http")) permalink.textContent = permalink.href.replace(/index\.html$/, "");
      const name = cell.parentElement.querySelector("dt").textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cite-copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", `Copy ${name}`);
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      said.className = "cite-said";
      button.addEventListener("click", async () => {
        said.textContent = (await copy(words)) ? "Copied" : "Marked: press Ctrl+C";
        setTimeout(() => { said.textContent = ""; }, 3000);
      });
      cell.append(words, " ", button, said);
    }
  };
  const everyOf = (fold) => fold.querySelector(".cite-files a:not([download])").href;
  window.editionCite = (id, html) => {
    for (const fold of document.querySelectorAll("details.cite[open]:not(.is-whole)")) {
      if (fold.dataset.cite !== id) continue;
      const all = document.createElement("div");
      all.innerHTML = html;
      for (const link of all.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), everyOf(fold)).href;
      fold.querySelector(".cite-list").replaceWith(all);
      for (const link of fold.querySelectorAll(".cite-files a[download]")) link.remove();
      fold.classList.add("is-whole");
    }
  };
  const open = (fold) => {
    if (fold.classList.contains("is-whole")) return;
    const script = document.createElement("script");
    script.src = everyOf(fold).replace(/html$/, "js");
    script.onload = script.onerror = () => { arm(fold); script.remove(); };
    document.head.append(script);
  };
  /* Only what is opened is armed: a page may hold many controls. */
  for (const fold of document.querySelectorAll("details.cite")) fold.addEventListener("toggle", () => { if (fold.open) open(fold); });
  const page = document.querySelector(".cite-page");
  if (page) for (const list of page.querySelectorAll(":scope > section")) arm(list);
})();
