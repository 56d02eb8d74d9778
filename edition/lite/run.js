/* Notebooks that run in the page: each cell can be run, edited and restored. Nothing is loaded before a reader asks for it, all of it
   lies beside this script, whose first line says what it is. Python stands in worker.js. */
(() => {
  "use strict";
  const { packs, megabytes } = self.editionRun;
  const base = new URL(".", document.currentScript.src);
  const CODE = ["pyodide.js", "pyodide.asm.js", "worker.js"]; // the worker's script, in this order

  const element = (name, values = {}, ...children) => {
    const made = Object.assign(document.createElement(name), values);
    made.append(...children);
    return made;
  };
  const sourceOf = (cell) => cell.querySelector(".cell_input pre");
  const found = [...document.querySelectorAll("div.cell")].filter(sourceOf);
  if (!found.length) return;

  // Where WebAssembly may not run, Pyodide would wait for ever, so a module of eight bytes is tried first.
  const hindrance = () => {
    if (!self.WebAssembly || !self.DecompressionStream) return "this browser is too old for it";
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      return "";
    } catch {
      return "this browser, or a rule of its owner, forbids WebAssembly";
    }
  };

  // --- Python: started once, stopped by ending its worker ---------------------------------------------------------------
  let worker = null, ready = null, serial = 0;
  const due = new Map(); // id of a cell's run -> how its promise ends
  const stop = (fault) => {
    if (worker) worker.terminate();
    worker = ready = null;
    due.forEach(({ reject }) => reject(fault));
    due.clear();
  };
  const bytesOf = (text) => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let place = 0; place < raw.length; place++) bytes[place] = raw.charCodeAt(place);
    return bytes;
  };
  const unpacked = (bytes) => bytes[0] !== 0x1f || bytes[1] !== 0x8b ? bytes.buffer
    : new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  // A script, since a page opened from a folder may not fetch.
  const load = (file) => new Promise((resolve, reject) => {
    const script = element("script", { src: new URL(file, base) });
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(`${file} could not be loaded`)); };
    document.head.append(script);
  });
  const begin = async (say) => {
    self.editionPacks = {};
    let here = 0;
    say(`Loading ${megabytes} MB`);
    await Promise.all(packs.map((file) => load(file).then(() => say(`Loading ${megabytes} MB: ${++here} of ${packs.length} parts are here`))));
    const files = {};
    for (const pack of Object.values(self.editionPacks)) {
      for (const [name, text] of Object.entries(pack)) files[name] = await unpacked(bytesOf(text));
    }
    delete self.editionPacks;
    const address = URL.createObjectURL(new Blob(CODE.flatMap((name) => [files[name], "\n;\n"]), { type: "text/javascript" }));
    CODE.forEach((name) => delete files[name]);
    return new Promise((resolve, reject) => {
      due.set("start", { reject });
      worker = new Worker(address);
      worker.onerror = (event) => stop(new Error(event.message || "the worker ended"));
      worker.onmessage = ({ data }) => {
        if (data.step) say(data.step);
        else if (data.ready) { due.delete("start"); URL.revokeObjectURL(address); resolve(); }
        else if (due.has(data.id)) {
          const end = due.get(data.id);
          due.delete(data.id);
          data.broken ? end.reject(new Error(data.broken)) : end.resolve(data.answer);
        } else stop(new Error(data.broken));
      };
      worker.postMessage({ files }, Object.values(files));
    });
  };
  const start = (say) => (ready ||= begin(say).catch((fault) => { stop(fault); throw fault; }));
  const ask = (source, number, cited) => new Promise((resolve, reject) => {
    due.set(++serial, { resolve, reject });
    worker.postMessage({ id: serial, source, number, cited });
  });

  // --- What a cell shows ------------------------------------------------------------------------------------------------
  const TAGS = new Set(["DETAILS", "SUMMARY", "DIV", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "A"]);
  const NAMES = new Set(["class", "scope", "tabindex", "role", "aria-label", "href", "colspan", "rowspan"]);
  // A table as the code made it, less all that could run.
  const safe = (html, selector) => {
    const root = new DOMParser().parseFromString(html, "text/html").querySelector(selector);
    for (const node of [root, ...root.querySelectorAll("*")]) {
      if (!TAGS.has(node.tagName)) { node.replaceWith(node.textContent); continue; }
      for (const { name, value } of [...node.attributes]) {
        if (!NAMES.has(name) || (name === "href" && /^\s*(javascript|data|vbscript)/i.test(value))) node.removeAttribute(name);
      }
    }
    return root;
  };
  // Keys in order, numbers to twelve digits: the end of a logarithm's range differs in its sixteenth.
  const sorted = (value) => typeof value === "number" ? Number(value.toPrecision(12)) : Array.isArray(value) ? value.map(sorted)
    : value && typeof value === "object" ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
  const alike = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
  // The labels and addresses of the sources that the book's own tables name, by key.
  const cited = JSON.stringify(Object.fromEntries([...document.querySelectorAll('.chart-table a[href*="#src-"]')].map((link) =>
    [link.hash.slice("#src-".length), [link.textContent, link.getAttribute("href")]])));

  const figureOf = (chart, book) => {
    const button = element("button", { type: "button", className: "chart-interactive button" });
    const tools = element("p", { className: "chart-tools" }, button);
    tools.dataset.bundle = book.querySelector(".chart-tools").dataset.bundle;
    const picture = element("div", { className: "chart-static", hidden: true });
    picture.setAttribute("aria-label", chart.alt);
    const subtitle = chart.subtitle ? [element("span", { className: "chart-subtitle" }, chart.subtitle)] : [];
    const made = element("figure", { className: "chart run-figure" }, element("figcaption", {}, chart.title, ...subtitle), picture,
      tools, safe(chart.table, "details"),
      element("script", { type: "application/json", className: "chart-data" }, JSON.stringify(chart.figure)));
    button.addEventListener("click", () => made.dispatchEvent(new Event("edition:figure", { bubbles: true })));
    return made;
  };
  const ANY_FIGURE = document.querySelector("figure.chart .chart-tools")?.closest("figure");
  const show = (cell, answer) => {
    const own = cells.slice(0, cell.number).some((one) => one.source !== one.first);
    const parts = [];
    if (answer.printed) parts.push(element("pre", { className: "run-text" }, answer.printed));
    if (answer.fault) {
      const fault = element("pre", { className: "run-fault" }, answer.fault);
      fault.setAttribute("role", "alert");
      parts.push(fault);
    }
    if (answer.text) parts.push(element("pre", { className: "run-text" }, answer.text));
    if (answer.table) parts.push(element("div", { className: "table-scroll", tabIndex: 0 }, safe(answer.table, "table")));
    let drawn = null;
    if (answer.chart && ANY_FIGURE) {
      const book = cell.place.querySelector("figure.chart:not(.run-figure)");
      const same = !own && book && alike(JSON.parse(book.querySelector("script.chart-data").textContent), answer.chart.figure);
      parts.push(drawn = figureOf(answer.chart, book || ANY_FIGURE));
      if (same) {
        drawn.append(...[...book.querySelectorAll(".chart-source, .chart-caveat")].map((line) => line.cloneNode(true)),
          element("p", { className: "run-same" }, "Drawn anew in your browser: every number is the book’s."));
      }
    }
    if (own && parts.length) {
      parts.unshift(element("p", { className: "run-own" }, "Your own result, from code that you changed. It is not part of this edition."));
    }
    cell.output.replaceChildren(...parts);
    cell.output.classList.toggle("run-changed", own && parts.length > 0);
    const theirs = cell.place.querySelector(".cell_output");
    if (theirs) theirs.hidden = parts.length > 0 && !answer.fault;
    if (drawn) drawn.dispatchEvent(new Event("edition:figure", { bubbles: true }));
  };
  const forget = (cell) => {
    cell.output.replaceChildren();
    cell.output.classList.remove("run-changed");
    const theirs = cell.place.querySelector(".cell_output");
    if (theirs) theirs.hidden = false;
  };

  // --- The controls -----------------------------------------------------------------------------------------------------
  const button = (text, act) => {
    const made = element("button", { type: "button", className: "button" }, text);
    made.addEventListener("click", () => { if (!made.hasAttribute("aria-disabled")) act(); });
    return made;
  };
  const status = () => {
    const made = element("span", { className: "run-state" });
    made.setAttribute("role", "status");
    return made;
  };
  const cells = found.map((place, index) => {
    const code = sourceOf(place);
    const first = code.textContent.replace(/\n$/, "");
    return { place, code, number: index + 1, first, source: first, ran: null, area: null };
  });
  const runners = []; // every button that runs something: they rest while a run lasts
  let running = false;
  const run = async (last, say) => {
    const began = performance.now();
    running = true;
    runners.forEach((one) => one.setAttribute("aria-disabled", "true"));
    halt.hidden = false;
    try {
      await start(say);
      for (const cell of cells.slice(0, last.number)) {
        if (cell !== last && cell.ran === cell.source) continue;
        say(`Running cell ${cell.number} of ${cells.length}`);
        const source = cell.source;
        const answer = await ask(source, cell.number, cited);
        show(cell, answer);
        cell.ran = answer.fault ? null : source;
        if (answer.fault) return say(`Cell ${cell.number} ended in an error: see below its code.`);
      }
      say(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    } catch (fault) {
      say(fault.stopped ? "Stopped. What Python knew is gone; the next run starts it anew." : `Python could not run here: ${fault.message}.`);
      cells.forEach((cell) => { cell.ran = null; });
    } finally {
      running = false;
      runners.forEach((one) => one.removeAttribute("aria-disabled"));
      halt.hidden = true;
    }
  };
  const edited = (cell) => {
    cell.back.hidden = cell.source === cell.first && !cell.output.hasChildNodes();
    cells.slice(cell.number - 1).forEach((later) => { later.ran = null; });
  };
  const restore = (cell) => {
    cell.source = cell.first;
    if (cell.area) { cell.area.remove(); cell.area = null; cell.code.hidden = false; }
    forget(cell);
    edited(cell);
    cell.edit.focus();
  };
  const edit = (cell) => {
    if (!cell.area) {
      cell.area = element("textarea", { className: "run-source", spellcheck: false, value: cell.source, rows: cell.source.split("\n").length + 1 });
      cell.area.setAttribute("aria-label", `Code of cell ${cell.number}. Control and Enter run it.`);
      cell.area.setAttribute("autocapitalize", "off");
      cell.area.addEventListener("input", () => { cell.source = cell.area.value; edited(cell); });
      cell.area.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!running) run(cell, cell.say); }
      });
      cell.code.hidden = true;
      cell.code.after(cell.area);
      cell.area.setSelectionRange(0, 0); // or long lines would show their ends
    }
    cell.area.focus();
  };

  const panel = element("div", { className: "run-panel" });
  const halt = button("Stop", () => stop(Object.assign(new Error("stopped"), { stopped: true })));
  halt.hidden = true;
  found[0].before(panel);
  const fault = hindrance();
  if (fault) {
    panel.append(element("p", {}, `This notebook cannot run in the page: ${fault}. It can be taken home from the foot of the page.`));
    return;
  }
  const state = status();
  const say = (text) => { state.textContent = text; };
  const all = button("Run this notebook", () => run(cells.at(-1), say));
  runners.push(all);
  panel.append(
    element("p", {}, `Its code can be run and changed here, in your browser. That loads ${megabytes} MB once and takes from ten seconds to a minute to start; nothing you do leaves this page.`),
    element("p", { className: "run-bar" }, all, halt, state),
  );
  for (const cell of cells) {
    cell.say = (text) => { cell.state.textContent = text; };
    cell.state = status();
    cell.run = button("Run", () => run(cell, cell.say));
    cell.run.setAttribute("aria-label", `Run cell ${cell.number}`);
    cell.edit = button("Edit", () => edit(cell));
    cell.edit.setAttribute("aria-label", `Edit cell ${cell.number}`);
    cell.back = button("Restore", () => restore(cell));
    cell.back.setAttribute("aria-label", `Restore cell ${cell.number}`);
    cell.back.hidden = true;
    cell.output = element("div", { className: "run-output" });
    runners.push(cell.run);
    cell.place.querySelector(".cell_input").append(element("p", { className: "run-bar" }, cell.run, cell.edit, cell.back, cell.state));
    (cell.place.querySelector("details.hide") || cell.place.querySelector(".cell_input")).after(cell.output);
    new MutationObserver(() => { cell.back.hidden = cell.source === cell.first && !cell.output.hasChildNodes(); }).observe(cell.output, { childList: true });
  }
})();
