/* Charts: each stands as a picture until the reader asks for the interactive figure; only then the one
   bundle is loaded, from beside this page. The figure follows the theme, its own width, and being unhidden. */
(() => {
  "use strict";
  const root = document.documentElement;
  const figures = document.querySelectorAll("figure.chart");
  if (!figures.length) return;

  // The roles of edition/charts/style.py: the colour drawn on light paper -> the custom property that carries it.
  const ROLES = {
    "#211e1a": "ink", "#625b52": "muted", "#d9d3c5": "grid", "#fdfcf8": "paper", "#8a8274": "pale",
    "#14508c": "blue", "#c8501e": "rust", "#1b8f80": "teal", "#b98312": "gold", "#7b3f86": "plum",
  };
  const CONFIG = {
    displaylogo: false, responsive: false, showTips: false, scrollZoom: false, doubleClick: "reset",
    modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
  };

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

  const colours = (style) => {
    const values = {};
    for (const [light, role] of Object.entries(ROLES)) values[light] = style.getPropertyValue(`--chart-${role}`).trim() || light;
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

  const live = new Map(); // element -> the figure's data
  const draw = (element) => {
    const width = element.clientWidth;
    if (!width) return; // hidden: drawn when it is seen
    const style = getComputedStyle(element);
    const spec = dressed(live.get(element), colours(style), style.fontFamily);
    spec.layout.width = width;
    window.Plotly.react(element, spec.data, spec.layout, CONFIG);
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
    button.disabled = true;
    button.textContent = "Loading the interactive chart";
    try {
      await load(button.dataset.bundle);
    } catch {
      button.disabled = false;
      button.textContent = "The interactive chart could not be loaded. Try again";
      return null;
    }
    button.disabled = false;
    const picture = figure.querySelector(".chart-static");
    const element = document.createElement("div");
    element.className = "chart-live";
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", picture.getAttribute("aria-label"));
    picture.after(element);
    live.set(element, JSON.parse(figure.querySelector("script.chart-data").textContent));
    resized.observe(element);
    return element;
  };

  figures.forEach((figure) => {
    const button = figure.querySelector(".chart-interactive");
    if (!button) return;
    const picture = figure.querySelector(".chart-static");
    let element = null;
    button.hidden = false;
    button.addEventListener("click", async () => {
      element = element || (await start(figure, button));
      if (!element) return;
      const shown = picture.hidden;
      picture.hidden = !shown;
      element.hidden = shown;
      button.textContent = shown ? "Interactive chart" : "Static picture";
      if (!shown) draw(element);
    });
  });
})();
