/* The Python of a notebook's page, in a worker. It has every byte from the page; a worker made from a blob stands under the page's
   policy, so that no code in it, a reader's own least of all, reaches another host. */
"use strict";
const OWN = "https://packs.invalid/"; // no such host: a name for what the page handed over
const files = new Map();
const ask = self.fetch;
self.fetch = async (address, options) => {
  const url = String(address.url || address);
  if (!url.startsWith(OWN)) return ask(address, options);
  const name = url.slice(OWN.length);
  if (!files.has(name)) return new Response("", { status: 404 });
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(files.get(name), { headers: { "Content-Type": type } });
};

let session = null;
const start = async (given) => {
  for (const [name, bytes] of Object.entries(given)) files.set(name, bytes);
  const step = (text) => postMessage({ step: text });
  step("Starting Python");
  const python = await loadPyodide({ indexURL: OWN, env: { HOME: "/home/reader", PYTHONDONTWRITEBYTECODE: "1" } });
  const packages = python.runPython("import sysconfig; sysconfig.get_paths()['purelib']");
  python.unpackArchive(files.get("packages.zip"), "zip", { extractDir: packages });
  python.unpackArchive(files.get("edition.zip"), "zip", { extractDir: "/repo" });
  files.clear();
  step("Loading pandas");
  python.runPython("import pandas");
  step("Loading the edition");
  session = python.runPython("import sys; sys.path.insert(0, '/repo')\nfrom edition.lite.cells import Session\nSession()");
};

self.onmessage = async ({ data }) => {
  try {
    if (data.files) {
      await start(data.files);
      postMessage({ ready: true });
    } else {
      postMessage({ id: data.id, answer: JSON.parse(session.run(data.source, data.number, data.cited)) });
    }
  } catch (fault) {
    postMessage({ id: data.id, broken: String((fault && fault.message) || fault) });
  }
};
