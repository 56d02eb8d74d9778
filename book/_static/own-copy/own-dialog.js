/* The dialog behind the button of js/own-copy.js: it takes a file, a drop or a paste, and a line under the chapter's
   heading says what was recognised. */
(() => {
  "use strict";
  const own = window.editionOwnCopyControl;
  const { element } = own;
  const open = document.querySelector(".own-bar > .button");
  const status = document.querySelector(".own-bar > [role=status]");
  const drop = element("button", { type: "button", className: "button", hidden: true }, "Forget your copy");
  open.after(drop);

  const file = element("input", { type: "file", id: "own-file", accept: ".txt,.html,.htm,.xhtml,.md,text/plain,text/html" });
  const paste = element("textarea", { id: "own-paste", rows: 5, spellcheck: false, autocomplete: "off" });
  const device = element("input", { type: "checkbox", id: "own-device" });
  const said = element("p", { role: "status" });
  const words = document.querySelector(".note a.lemma");
  const publisher = words ? [element("p", {}, element("a", { href: words.href.split("#")[0] }, "The publisher’s page"))] : [];
  const lay = element("button", { type: "button", className: "button" }, "Read with the pasted text");
  const close = element("button", { type: "button", className: "button" }, "Close");
  const dialog = element("dialog", { className: "own-dialog", "aria-labelledby": "own-title" },
    element("h2", { id: "own-title" }, "Read with your own copy of the essay"),
    element("p", {}, "The essay then stands beside its notes in every chapter, its phrases underlined in the colour of their findings. Give the publisher’s "
      + "page as you saved it, or its text. It is recognised here, sentence by sentence, is sent to nobody, and is kept until you close this tab."),
    ...publisher,
    element("label", { htmlFor: "own-file" }, "A file (or drop one here)"), file,
    element("label", { htmlFor: "own-paste" }, "Or paste the text"), paste,
    element("label", { className: "own-keep", htmlFor: "own-device" }, device, "Keep it on this device after the visit, until I forget it"),
    said, element("div", { className: "own-buttons" }, lay, close));
  document.body.append(dialog);

  const summary = ({ sentences, total }) => `Your own copy: ${Object.keys(sentences).length} of ${total} sentences recognised.`;
  const show = (kept) => {
    drop.hidden = !kept;
    open.textContent = kept ? "Use another copy" : "Read with your own copy of the essay";
    status.textContent = kept ? summary(kept) : "";
  };

  /* Runs of lacking sentences as "1.2.1.4 to 1.2.2.1", so that half an essay does not fill the window. */
  const lacking = (all, sentences) => {
    const stretches = [];
    all.forEach(([reference], i) => {
      if (reference in sentences) return;
      const last = stretches[stretches.length - 1];
      if (last && last.index === i - 1) Object.assign(last, { to: reference, index: i });
      else stretches.push({ from: reference, to: reference, index: i });
    });
    return stretches.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(", ");
  };

  let busy = false;
  const take = async (read) => {
    if (busy) return;
    busy = true;
    said.textContent = "Recognising …";
    try {
      const sentences = await read();
      const all = own.sentences();
      const count = Object.keys(sentences).length;
      if (!count) throw new RangeError(`None of the ${all.length} sentences is in it, so it is another text. The essay’s page is ${own.url()}`);
      const kept = { sentences, total: all.length };
      const stored = own.keep(kept, device.checked);
      own.lay(sentences);
      const more = stored ? "" : " This browser stores nothing, so the text stays on this page only.";
      said.textContent = count === all.length ? "" : `${summary(kept)} Not found: ${lacking(all, sentences)}.${more}`;
      if (count === all.length) dialog.close();
      show(kept);
      status.textContent += more;
    } catch (error) {
      said.textContent = error.message;
    } finally {
      busy = false;
      file.value = "";
    }
  };

  open.onclick = () => { said.textContent = ""; if (!dialog.open) dialog.showModal(); };
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { paste.value = ""; open.focus(); });
  file.addEventListener("change", () => { if (file.files.length) take(() => own.fromFile(file.files[0])); });
  lay.addEventListener("click", () => {
    if (paste.value.trim()) take(() => own.fromText(paste.value));
    else said.textContent = "There is nothing to recognise yet: choose a file or paste the text.";
  });
  for (const name of ["dragenter", "dragover"]) {
    dialog.addEventListener(name, (event) => { event.preventDefault(); dialog.classList.add("is-over"); });
  }
  dialog.addEventListener("dragleave", () => dialog.classList.remove("is-over"));
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    dialog.classList.remove("is-over");
    const [dropped] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (dropped) take(() => own.fromFile(dropped));
    else if (text) take(() => own.fromText(text));
  });
  drop.addEventListener("click", () => {
    own.forget();
    own.lift();
    show(null);
    status.textContent = "Your copy is forgotten.";
    open.focus();
  });
  show(own.recall());
  addEventListener("pageshow", (event) => { // the page that Back brings may be older than what is kept now
    if (!event.persisted) return;
    const kept = own.recall();
    if (kept) own.lay(kept.sentences);
    else own.lift();
    show(kept);
  });
})();
