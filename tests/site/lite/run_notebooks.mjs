// Run cells in Node from the very packs of the site: node run_notebooks.mjs CORE SITE_RUN CELLS.json > ANSWERS.json
// CORE is the unpacked npm package of Pyodide; CELLS.json maps a notebook's name to its cells' code.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

// Node would print the line of the fault, and Pyodide is one line of a megabyte.
process.on("uncaughtException", (fault) => { process.stderr.write(`${fault.message}\n`); process.exit(1); });
const [core, site, cells] = process.argv.slice(2);
const page = { self: {} };
vm.createContext(page);
const script = (file) => vm.runInContext(fs.readFileSync(path.join(site, file), "utf8"), page);
vm.runInContext(fs.readFileSync(path.join(site, "run.js"), "utf8").split("\n", 1)[0], page); // names the packs
page.self.editionRun.packs.forEach(script);
const files = Object.assign({}, ...Object.values(page.self.editionPacks));
const bytes = (name) => {
  const content = Buffer.from(files[name], "base64");
  return new Uint8Array(content[0] === 0x1f && content[1] === 0x8b ? zlib.gunzipSync(content) : content);
};
for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide.asm.js", "pyodide.js"]) {
  if (!Buffer.from(bytes(name)).equals(fs.readFileSync(path.join(core, name)))) throw new Error(`${name} of the pack is not npm's`);
}
const { loadPyodide } = await import(pathToFileURL(path.join(core, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: core + path.sep, env: { HOME: "/home/reader", PYTHONDONTWRITEBYTECODE: "1" } });
python.unpackArchive(bytes("packages.zip"), "zip", { extractDir: python.runPython("import sysconfig; sysconfig.get_paths()['purelib']") });
python.unpackArchive(bytes("edition.zip"), "zip", { extractDir: "/repo" });
python.runPython("import sys; sys.path.insert(0, '/repo')");
const answers = {};
for (const [name, sources] of Object.entries(JSON.parse(fs.readFileSync(cells, "utf8")))) {
  const session = python.runPython("from edition.lite.cells import Session\nSession()");
  answers[name] = sources.map((source, index) => JSON.parse(session.run(source, index + 1)));
}
process.stdout.write(JSON.stringify(answers));
