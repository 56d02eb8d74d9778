/* The list of keys, asked for with ? or at the page's foot; here single keys are turned off and on. */
(() => {
  "use strict";
  const KEYS = [
    ["/", "Search"], ["?", "This list"], ["j, k", "Next and previous passage"],
    ["← →", "From one footnote’s mark, or one sentence, to the next in its note"], ["Enter", "Open what the focus is on, and step into it"],
    ["Escape", "Close what is open"],
  ];
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const keys = window.editionKeys;
  const rows = KEYS.flatMap(([key, does]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)]);
  const toggle = element("button", { type: "button", className: "button" });
  const show = () => { toggle.textContent = keys.isOn() ? "Turn single keys off" : "Turn single keys on"; };
  toggle.addEventListener("click", () => { keys.turn(!keys.isOn()); show(); });
  const close = element("button", { type: "button", className: "button" }, "Close");
  const dialog = element("dialog", { className: "keys-list" }, element("h2", { id: "keys-title" }, "Keys"), element("dl", {}, ...rows), element("p", {}, toggle, " ", close));
  dialog.setAttribute("aria-labelledby", "keys-title");
  close.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  window.editionKeyList = () => { show(); dialog.showModal(); };
})();
