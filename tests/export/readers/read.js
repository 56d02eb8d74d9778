/* Reads records with citation-js: a JSON list of texts on standard input, the list of their CSL items on standard output. */
"use strict";
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-csl");
require("@citation-js/plugin-ris");

const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => new Cite(text).data[0])));
