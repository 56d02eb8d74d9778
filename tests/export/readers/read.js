/* Reads records with citation-js: a JSON list of texts on standard input, the list of the CSL items of each on standard output. */
"use strict";
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-csl");
require("@citation-js/plugin-ris");

const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
// Each item carries in _graph the whole text that it was read from.
const items = texts.map((text) => new Cite(text).data.map(({ _graph, ...item }) => item));
console.log(JSON.stringify(items));
