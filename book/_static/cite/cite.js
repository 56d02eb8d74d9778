/* Cite, opened: all citations of a thing stand under its link, each with a button that copies it. They come
   from a script file of the thing's own, cite/ID.js. Where the clipboard is closed to scripts, as for a page
   opened from a folder in some browsers, the text is marked and copied the old way, or left marked. */
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
    for (const cell of root.querySelectorAll(".cite-text")) {
      const words = document.createElement("span");
      words.append(...cell.childNodes);
      const permalink = words.querySelector(".cite-permalink");
      if (permalink && location.protocol.startsWith("http")) permalink.textContent = permalink.href.replace(/index\.html$/, "");
      const name = cell.parentElement.querySelector("dt").textContent;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "cite-copy", textContent: "Copy" });
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

  const boxes = new Map(); // by link, the box under it; promised while it is on its way
  const arrivals = new Map(); // by id, what waits for a script file to hand over its citations
  window.editionCite = (id, html) => arrivals.get(id)(html);
  const made = async (link) => {
    const id = decodeURIComponent(link.pathname.split("/").pop().replace(/\.html$/, ""));
    const script = document.createElement("script");
    const html = await new Promise((resolve, reject) => {
      arrivals.set(id, resolve);
      script.onerror = reject;
      script.src = link.href.replace(/html([?#].*)?$/, "js");
      document.head.append(script);
    });
    script.remove();
    const box = Object.assign(document.createElement("div"), { className: "cite-box", innerHTML: html });
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", link.textContent);
    for (const inside of box.querySelectorAll("a")) inside.href = new URL(inside.getAttribute("href"), link.href).href;
    arm(box);
    link.after(box);
    return box;
  };
  window.editionToggleCite = async (link) => {
    const isNew = !boxes.has(link);
    if (isNew) boxes.set(link, made(link));
    try {
      const box = await boxes.get(link);
      box.hidden = !isNew && !box.hidden;
      link.setAttribute("aria-expanded", String(!box.hidden));
    } catch (error) {
      boxes.delete(link);
      throw error;
    }
  };
  for (const list of document.querySelectorAll(".cite-page > section")) arm(list);
})();
