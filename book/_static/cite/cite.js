/* Cite, opened: under its link stand the citation of a thing in one style, a choice of the others, which is remembered, and a
   button that copies; the essay's own is folded below. A style that asks for the day of access is given today's. They come
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

  /* GB/T 7714 gives the day on which a page was seen, in brackets: the reader's own, in place of the edition's. */
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const date = (root) => {
    for (const row of root.querySelectorAll(".cite-row")) {
      if (!row.firstElementChild.textContent.startsWith("GB/T")) continue;
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\[\d{4}-\d{2}-\d{2}\]/, `[${today}]`);
    }
  };
  /* One style at a time, chosen once for all. */
  const STYLE = "edition-cite-style";
  const remembered = () => { try { return localStorage.getItem(STYLE); } catch { return null; } };
  const fold = (box) => {
    const lists = Array.from(box.querySelectorAll(".cite-list"));
    const names = Array.from(lists[0].querySelectorAll("dt"), (name) => name.textContent);
    const select = document.createElement("select");
    select.append(...names.map((name, i) => new Option(name, String(i))));
    select.selectedIndex = Math.max(0, names.indexOf(remembered()));
    const show = () => lists.forEach((list) => Array.from(list.children).forEach((row, i) => { row.hidden = i !== select.selectedIndex; }));
    select.addEventListener("change", () => {
      show();
      try { localStorage.setItem(STYLE, names[select.selectedIndex]); } catch { /* remembered on this page only */ }
    });
    const label = document.createElement("label");
    label.className = "cite-style";
    label.append("Style ", select);
    box.prepend(label);
    const essay = lists[1]?.previousElementSibling;
    if (essay) {
      const details = document.createElement("details"), summary = document.createElement("summary");
      summary.textContent = essay.textContent;
      lists[1].before(details);
      details.append(summary, lists[1]);
      essay.remove();
    }
    show();
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
    date(box);
    fold(box);
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
  for (const list of document.querySelectorAll(".cite-page > section")) { date(list); arm(list); }
})();
