/* Recognising a reader's own copy of the essay, wholly in the page. Loaded only when a copy is given.
   The rules are those of edition/text.py, rule by rule; tests/vectors/normal-form.json is run in both.
   `tables` is what edition/witness/browser.py writes: folds, blocks, skipped, limits, sentences. */
window.editionRecogniser = (tables) => {
  "use strict";
  const WORD = /[\p{L}\p{N}]+/gu;
  const OPENING = "“‘«‹„‚([{「『《〈【";
  const PAGE = /<(?:!doctype\s+html|html|head|body|div|p|table|article|section|span|h1|meta)\b[^<>]*>/i;
  const blocks = new Set(tables.blocks);
  const skipped = new Set(tables.skipped);
  const fold = (point) => tables.folds[point] ?? point.toLowerCase();

  /* Rules 1 to 3: the words of a text, each with its place in the plain text. */
  const plain = (text) => text.normalize("NFKC").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  const placedWords = (text) => {
    let folded = "";
    const origin = [];
    let index = 0;
    for (const point of text) {
      const part = fold(point);
      for (let i = 0; i < part.length; i += 1) origin.push(index, index + point.length);
      folded += part;
      index += point.length;
    }
    return Array.from(folded.matchAll(WORD), (found) => ({
      form: found[0],
      start: origin[2 * found.index],
      end: origin[2 * (found.index + found[0].length - 1) + 1],
    }));
  };
  const words = (text) => placedWords(plain(text)).map((word) => word.form);

  /* Rule 4: SHA-256, our own because crypto.subtle is slow for thousands of short texts and absent on plain http. */
  const K = new Uint32Array(64);
  const INITIAL = new Uint32Array(8);
  for (let n = 2, count = 0; count < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
    if (count < 8) INITIAL[count] = bits(Math.sqrt(n));
    K[count] = bits(Math.cbrt(n));
    count += 1;
  }
  const W = new Uint32Array(64);
  const compress = (state, bytes, at) => {
    for (let i = 0; i < 16; i += 1, at += 4) W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    for (let i = 16; i < 64; i += 1) {
      const x = W[i - 15], y = W[i - 2];
      W[i] = W[i - 16] + W[i - 7]
        + (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3))
        + (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + h + K[i] + W[i];
      const two = (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c));
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] += value; });
  };
  /* Hashes bytes as they come; `hex` may be asked at any point. */
  const hasher = () => {
    const state = INITIAL.slice();
    const rest = new Uint8Array(64);
    let length = 0;
    const take = (bytes) => {
      for (let i = 0; i < bytes.length; i += 1) {
        rest[length % 64] = bytes[i];
        length += 1;
        if (length % 64 === 0) compress(state, rest, 0);
      }
    };
    const hex = () => {
      const used = length % 64;
      const tail = new Uint8Array(used < 56 ? 64 : 128);
      tail.set(rest.subarray(0, used));
      tail[used] = 0x80;
      new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(length) * 8n);
      const last = state.slice();
      for (let at = 0; at < tail.length; at += 64) compress(last, tail, at);
      return Array.from(last, (value) => value.toString(16).padStart(8, "0")).join("");
    };
    return { take, hex };
  };
  const encoder = new TextEncoder();
  const fingerprint = (text) => {
    const hash = hasher();
    hash.take(encoder.encode(words(text).join(" ")));
    return hash.hex();
  };

  /* Rule 7. DOMParser makes a document in which nothing runs and nothing is loaded. */
  const isPage = (text) => PAGE.test(text);
  const visibleText = (page) => {
    const pieces = [];
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) pieces.push(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || skipped.has(node.localName)) return;
      const edge = blocks.has(node.localName) ? "\n\n" : "";
      pieces.push(edge);
      for (const child of node.childNodes) walk(child);
      pieces.push(edge);
    };
    walk(new DOMParser().parseFromString(page, "text/html").documentElement);
    return pieces.join("");
  };
  const shown = (text) => (isPage(text) ? visibleText(text) : text);

  /* Rule 8: the texts that a file's bytes can be, most likely first. */
  const DECLARABLE = {
    "utf-16": "utf-16le", "utf-16le": "utf-16le", "utf-16be": "utf-16be", gb18030: "gb18030", gbk: "gb18030", gb2312: "gb18030",
    "windows-1252": "windows-1252", "iso-8859-1": "windows-1252", latin1: "windows-1252",
  };
  const encodings = (bytes) => {
    const starts = (...mark) => mark.every((byte, i) => bytes[i] === byte);
    if (starts(0xef, 0xbb, 0xbf)) return ["utf-8"];
    if (starts(0xff, 0xfe)) return ["utf-16le"];
    if (starts(0xfe, 0xff)) return ["utf-16be"];
    const sample = bytes.subarray(0, 4096);
    const zeros = [0, 0];
    sample.forEach((byte, i) => { if (byte === 0) zeros[i % 2] += 1; });
    if (Math.max(...zeros) >= sample.length * 0.3 && Math.min(...zeros) <= sample.length * 0.02) return [zeros[1] > zeros[0] ? "utf-16le" : "utf-16be"];
    const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 2048));
    const declared = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head);
    const named = declared ? DECLARABLE[declared[1].toLowerCase()] : undefined;
    return [...new Set(["utf-8", named, "gb18030", "windows-1252"].filter(Boolean))];
  };
  const decodings = (bytes) => encodings(bytes).flatMap((encoding) => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      const start = text.slice(0, 4096);
      // eslint-disable-next-line no-control-regex
      const controls = (start.match(/[\0-\x08\x0e-\x1f]/g) || []).length;
      return controls > start.length * 0.01 ? [] : [text];
    } catch { return []; }
  });

  /* Rules 5 and 6: the sentences in a text, as reference -> the copy's own writing. Rests now and then, so that the page stays alive. */
  const recognise = async (raw) => {
    const text = plain(raw);
    const found = placedWords(text);
    if (found.length > tables.maxWords) throw new RangeError(`It has ${found.length} words, many times the essay. Give the essay alone.`);
    const bytes = found.map((word, i) => encoder.encode(i ? ` ${word.form}` : word.form));
    const places = new Map();
    tables.sentences.forEach(([, length, hash], index) => {
      const key = `${length} ${hash}`;
      places.set(key, [...(places.get(key) || []), index]);
    });
    const lengths = [...new Set(tables.sentences.map(([, length]) => length))].sort((a, b) => a - b);
    const at = (start, wanted) => {
      const hash = hasher();
      let done = 0;
      let best = null;
      for (const length of wanted) {
        if (start + length > found.length) break;
        for (; done < length; done += 1) hash.take(done === 0 && start ? bytes[start].subarray(1) : bytes[start + done]);
        const candidates = places.get(`${length} ${hash.hex()}`);
        if (candidates) best = { start, end: start + length, candidates };
      }
      return best;
    };
    const runs = [];
    let start = 0;
    let expected = 0;
    let breath = performance.now();
    while (start < found.length) {
      const next = tables.sentences[expected];
      let run = next ? at(start, [next[1]]) : null;
      if (!run || !run.candidates.includes(expected)) run = at(start, lengths);
      if (run) {
        runs.push(run);
        start = run.end;
        expected = (run.candidates.includes(expected) ? expected : run.candidates[0]) + 1;
      } else start += 1;
      if (performance.now() - breath > 50) {
        await new Promise((resolve) => { setTimeout(resolve, 0); });
        breath = performance.now();
      }
    }
    const chosen = new Map(chain(runs));
    for (const run of runs) for (const place of run.candidates) if (!chosen.has(place)) chosen.set(place, run);
    return Object.fromEntries([...chosen].sort(([a], [b]) => a - b)
      .map(([place, run]) => [tables.sentences[place][0], excerpt(text, found, run)]));
  };

  const chain = (runs) => {
    const tails = [];
    const links = [];
    const ends = [];
    for (const run of runs) {
      for (const place of [...run.candidates].sort((a, b) => b - a)) {
        let rank = tails.findIndex((tail) => tail >= place);
        if (rank < 0) rank = tails.length;
        links.push([place, run, rank ? ends[rank - 1] : -1]);
        tails[rank] = place;
        ends[rank] = links.length - 1;
      }
    }
    const way = [];
    for (let link = ends.length ? ends[ends.length - 1] : -1; link >= 0; [, , link] = links[link]) way.push([links[link][0], links[link][1]]);
    return way.reverse();
  };

  /* The marks that belong to a run of words go with it; spaces become single. */
  const excerpt = (text, found, run) => {
    let first = found[run.start].start;
    let last = found[run.end - 1].end;
    const before = run.start ? found[run.start - 1].end : 0;
    const after = run.end < found.length ? found[run.end].start : text.length;
    const closes = (index) => before > 0 && !/\s/u.test(text.slice(before, index + 1));
    while (first > before && `${OPENING}"'`.includes(text[first - 1]) && !closes(first - 1)) first -= 1;
    while (last < after && !/\s/u.test(text[last]) && !OPENING.includes(text[last])) last += 1;
    return text.slice(first, last).split(/\s+/u).filter(Boolean).join(" ");
  };

  return { words, placedWords, fingerprint, isPage, visibleText, shown, decodings, recognise, tables };
};
