// This edition's directives as admonitions or as nothing, its roles as literal text; the names come from tests/bench/names.py.
import { readFileSync } from 'node:fs';

const names = JSON.parse(readFileSync(new URL('names.json', import.meta.url), 'utf-8'));
const options = Object.fromEntries(names.options.map((name) => [name, { type: String }]));

const text = (value) => ({ type: 'text', value });

const admonition = (name) => ({
  name,
  arg: { type: String },
  options,
  body: { type: 'myst' },
  run(data) {
    const title = [name[0].toUpperCase() + name.slice(1), data.arg].filter(Boolean).join(' ');
    const said = Object.entries(data.options ?? {}).map(([option, value]) => `${option}: ${value}`).join('; ');
    const line = said ? [{ type: 'paragraph', children: [text(said)] }] : [];
    const head = { type: 'admonitionTitle', children: [text(title)] };
    return [{ type: 'admonition', kind: 'note', children: [head, ...line, ...(data.body ?? [])] }];
  },
});

const nothing = (name) => ({ name, arg: { type: String }, options, body: { type: String }, run: () => [] });

const container = {
  name: 'container',
  arg: { type: String },
  body: { type: 'myst' },
  run: (data) => [{ type: 'div', children: data.body ?? [] }],
};

const literal = (name) => ({
  name,
  body: { type: String },
  run: (data) => [{ type: 'inlineCode', value: data.body ?? '' }],
});

export default {
  name: 'What only this edition has',
  directives: [...names.admonitions.map(admonition), ...names.listings.map(nothing), container],
  roles: names.roles.map(literal),
};
