/* Charts: each stands as a picture until the reader asks for the interactive figure; only then the one
   bundle is loaded, from beside this page. The figure follows the theme, its own width, and being unhidden. */
(() => {
  "use strict";
  const root = document.documentElement;
  const figures = document.querySelectorAll("figure.chart");
  if (!figures.length) return;

  // The roles of edition/charts/style.py: the colour drawn on light paper -> the custom property that carries it.
  const ROLES = {
    "#211e1a": "ink", "#625b52": "muted", "#d9d3c5": "grid", "#fdfcf8": "paper", "#7d7567": "pale",
    "#1f3f9c": "blue", "#c04f1a": "rust", "#0a6b66": "teal", "#b98312": "gold", "#8a2a86": "plum",
    "#22633a": "confirmed", "#4c5d12": "qualified", "#875000": "imprecise", "#a3232b": "contradicted", "#5c5c5c": "unverifiable",
    "#71409a": "contested", "#2b5c86": "interpretive",
  };
  const CONFIG = {
    displaylogo: false, responsive: false, showTips: false, scrollZoom: false, doubleClick: "reset",
    modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
  };

  const BAR = 34; // what the tool bar takes, in pixels

  let bundle = null;
  const load = (address) => {
    bundle = bundle || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => { bundle = null; reject(new Error(address)); };
      document.head.append(script);
    });
    return bundle;
  };

  const colours = (element, style) => {
    const values = {};
    for (const [light, role] of Object.entries(ROLES)) {
      const value = style.getPropertyValue(`--chart-${role}`).trim() || light;
      element.style.color = value; // plotly knows no system colour by its name
      values[light] = /^[a-z]+$/i.test(value) ? style.color : value;
    }
    element.style.color = "";
    return values;
  };
  // A copy of the figure in the page's present colours and face.
  const dressed = (value, palette, face) => {
    if (typeof value === "string") return value === "system-ui, sans-serif" ? face : palette[value.toLowerCase()] || value;
    if (Array.isArray(value)) return value.map((item) => dressed(item, palette, face));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dressed(item, palette, face)]));
    }
    return value;
  };

  // The legend as a list above the plot: it wraps at any width, where plotly's own would push the plot aside.
  const SHAPES = {
    circle: "M8 1a4 4 0 1 1 0 8a4 4 0 1 1 0-8z", square: "M4 1h8v8H4z", diamond: "M8 0l5 5-5 5-5-5z",
    "triangle-up": "M8 1l5 8H3z", "triangle-down": "M8 9l5-8H3z", "line-ns": "M7 0h2v10H7z",
    x: "M5 1l3 2.5L11 1l2 2-2.7 2L13 7l-2 2-3-2.5L5 9 3 7l2.7-2L3 3z",
  };
  const DASHES = { dash: "5 3", dot: "1.5 2.2", dashdot: "6 2.5 1.5 2.5" };
  const first = (value) => (Array.isArray(value) ? value[0] : value);
  const isLine = ({ type, mode = "lines", fill, line }) => type === "scatter" && /lines/.test(mode) && fill !== "toself" && line && line.width < 4;
  const entry = (trace) => {
    const item = document.createElement("li");
    const marker = trace.marker || {};
    const symbol = /markers/.test(trace.mode || "") ? first(marker.symbol) || "circle" : "";
    const open = symbol.endsWith("-open");
    const colour = (trace.line && trace.line.color) || first(marker.color);
    const sample = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    sample.setAttribute("viewBox", "0 0 16 10");
    sample.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const line = !symbol && isLine(trace);
    shape.setAttribute("d", line ? "M0 5h16" : SHAPES[symbol.replace("-open", "")] || "M0 1h16v8H0z");
    shape.setAttribute("fill", open || line ? "none" : colour);
    if (open || line) shape.setAttribute("stroke", colour);
    if (line) shape.setAttribute("stroke-width", 2);
    if (line && DASHES[trace.line.dash]) shape.setAttribute("stroke-dasharray", DASHES[trace.line.dash]);
    sample.append(shape);
    item.append(sample, trace.name);
    return item;
  };
  const key = (list, spec) => {
    list.hidden = !spec.layout.showlegend;
    if (list.hidden) return;
    list.replaceChildren(...spec.data.filter((trace) => trace.name && trace.showlegend !== false).map(entry));
    const { heads = 0 } = spec.layout.meta || {}; // of a table's columns, between legend and plot
    const room = spec.layout.margin.t - heads - 14; // what the picture keeps free for its own legend
    spec.layout.margin.t -= room;
    spec.layout.height -= room;
    spec.layout.showlegend = false;
  };

  // A figure in steps: the browser's own slider, which keys move too, in place of plotly's.
  const steps = (frames, redraw) => {
    const label = document.createElement("label");
    label.className = "chart-steps";
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: 0, max: frames.length - 1, step: 1, value: frames.length - 1 });
    const shown = document.createElement("output");
    const tell = () => {
      const next = frames[Number(range.value) + 1];
      const name = frames[range.value].name;
      shown.textContent = next && next.name - name > 1 ? `${name} to ${next.name - 1}` : name;
      range.setAttribute("aria-valuetext", shown.textContent);
    };
    range.addEventListener("input", () => { tell(); redraw(); });
    tell();
    label.append("Year’s end ", range, shown);
    return label;
  };
  const atStep = (element, spec) => {
    const range = element.querySelector(".chart-steps input");
    if (!range) return;
    const frame = spec.frames[range.value];
    frame.traces.forEach((place, number) => Object.assign(spec.data[place], frame.data[number]));
    delete spec.layout.sliders;
  };

  // Plotly leaves out a rule of the grid at the very end of a scale: each scale reaches a little further.
  const BEYOND = 1.5; // pixels
  const widen = ({ width, height, margin, ...layout }) => {
    for (const [name, axis] of Object.entries(layout)) {
      if (!/^[xy]axis/.test(name) || axis.visible === false || axis.type === "category") continue;
      const [from, to] = axis.range || [];
      if (typeof from !== "number" || typeof to !== "number") continue;
      const [low, high] = axis.domain || [0, 1];
      const pixels = (high - low) * (name[0] === "x" ? width - margin.l - margin.r : height - margin.t - margin.b);
      const more = (BEYOND * (to - from)) / pixels;
      axis.range = [from - more, to + more];
    }
  };

  const live = new Map(); // element -> the figure's data
  const draw = (element) => {
    const width = element.clientWidth;
    if (!width) return; // hidden: drawn when it is seen
    const style = getComputedStyle(element);
    const spec = dressed(live.get(element), colours(element, style), style.fontFamily);
    spec.layout.width = width;
    // The tool bar stands above the plot; on a phone there is no room for one.
    const hasBar = width >= 480;
    const room = hasBar ? Math.max(0, BAR - spec.layout.margin.t) : 0;
    spec.layout.margin.t += room;
    spec.layout.height += room;
    const { aspect, few } = spec.layout.meta || {};
    if (aspect) spec.layout.height = width * aspect + spec.layout.margin.t + spec.layout.margin.b;
    if (few && !hasBar) spec.layout.annotations.length = few; // a small map has room for these names alone
    atStep(element, spec);
    key(element.querySelector(".chart-key"), spec);
    widen(spec.layout);
    const { color } = style;
    spec.layout.modebar = { bgcolor: "transparent", color, activecolor: color };
    window.Plotly.react(element.lastChild, spec.data, spec.layout, { ...CONFIG, displayModeBar: hasBar && "hover" });
  };
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (live.has(target) && target.clientWidth && target.clientWidth !== Number(target.dataset.width)) {
        target.dataset.width = target.clientWidth;
        draw(target);
      }
    }
  });
  let due = 0;
  const redraw = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => live.forEach((_, element) => draw(element)));
  };
  new MutationObserver(redraw).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  const start = async (figure, button) => {
    button.setAttribute("aria-disabled", "true"); // a disabled button would lose the focus
    button.textContent = "Loading the interactive chart";
    try {
      await load(figure.querySelector(".chart-tools").dataset.bundle);
    } catch {
      button.removeAttribute("aria-disabled");
      button.textContent = "The interactive chart could not be loaded. Try again";
      return null;
    }
    button.removeAttribute("aria-disabled");
    const picture = figure.querySelector(".chart-static");
    const element = document.createElement("div");
    element.className = "chart-live";
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", picture.getAttribute("aria-label"));
    const list = document.createElement("ul");
    list.className = "chart-key";
    element.append(list, document.createElement("div"));
    picture.after(element);
    const spec = JSON.parse(figure.querySelector("script.chart-data").textContent);
    live.set(element, spec);
    if (spec.frames && spec.frames.length) element.prepend(steps(spec.frames, () => draw(element)));
    resized.observe(element);
    return element;
  };

  // A figure that a reader's own run made (run/run.js) has no picture: it is drawn at once.
  document.addEventListener("edition:figure", async ({ target }) => {
    const button = target.querySelector(".chart-interactive");
    const element = await start(target, button);
    if (!element) return;
    button.parentElement.hidden = true;
    draw(element);
  });

  figures.forEach((figure) => {
    const button = figure.querySelector(".chart-interactive");
    if (!button) return;
    const picture = figure.querySelector(".chart-static");
    let element = null;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (button.hasAttribute("aria-disabled")) return;
      element = element || (await start(figure, button));
      if (!element) return;
      const shown = picture.hidden;
      picture.hidden = !shown;
      element.hidden = shown;
      button.textContent = shown ? "Interactive chart" : "Static picture";
      if (!shown) draw(element);
      (shown ? picture : element).scrollIntoView({ block: "nearest", behavior: "instant" }); // the two differ in height
    });
  });
})();
