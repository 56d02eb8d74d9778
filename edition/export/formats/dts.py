"""A static tree of Distributed Text Services 1.0, level 0: entry, collection, navigation and document as plain files.

The addresses are those the specification proposes for static sites: `navigation/edition{;tree,down}{/ref}.json`. Limits of plain files:

- `start` and `end` are not served, neither in Navigation, where level 0 explicitly permits this, nor in Document, where the
    changelog of 1.0 permits it ("in Navigation and Document") and its text does not: every pair of units would be a file of its own.
- A host that serves files says `application/json`, not `application/ld+json`, and sends no `Link` header with a document.
- Without the address of the site the templates are relative: a browser follows them, the DTS project's validator does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from edition.book import Book
from edition.export.formats.tei.document import cut, units

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
ROOT = "dts"
RESOURCE = "edition"
CAPTIONS = "captions"
COLLECTION_TEMPLATE = "collection{/id}{;nav}.json"
NAVIGATION_TEMPLATE = "navigation/{resource}{;tree,down}{/ref}.json"
DOCUMENT_TEMPLATE = "document/{resource}{;tree}{/ref}.xml"
LEVELS = {"": ("part", "section", "passage", "sentence"), CAPTIONS: ("captions", "caption", "sentence")}


@dataclass(frozen=True)
class Unit:
    """One citable unit: its reference, level from 1, type, parent and title."""

    ref: str
    level: int
    type: str
    parent: str | None
    title: str = ""

    def json(self) -> dict[str, Any]:
        """Return the unit as DTS describes it."""
        described: dict[str, Any] = {
            "@type": "CitableUnit", "identifier": self.ref, "level": self.level, "parent": self.parent, "citeType": self.type,
        }  # fmt: skip
        if self.title:
            described["dublinCore"] = {"title": [{"lang": "en", "value": self.title}]}
        return described


def files(book: Book, tei: str) -> dict[str, str]:
    """Return every file of the tree by its path from the site's root."""
    tree_files = {f"{ROOT}/index.json": _text(_entry(book, 0)), **_collections(book)}
    root = ET.fromstring(tei)
    tree_files[f"{ROOT}/document/{RESOURCE}.xml"] = tei
    for tree in LEVELS:
        tree_units = units_of(book, tree)
        tree_files |= _navigation(book, tree, tree_units)
        for unit in tree_units:
            tree_files[f"{ROOT}/document/{RESOURCE}{_tree(tree)}/{unit.ref}.xml"] = cut(root, unit.ref)
    return tree_files


def units_of(book: Book, tree: str) -> list[Unit]:
    """Return the units of a tree in document order."""
    by_ref: dict[str, Unit] = {}
    for passage in book.passages:
        steps = units(passage.reference)
        if (steps[0] == "fig") != (tree == CAPTIONS):
            continue
        refs = [".".join(steps[: level + 1]) for level in range(len(steps))]
        numbers = (sentence.number for sentence in book.base[passage.reference].sentences)
        for ref in [*refs, *(f"{passage.reference}.{number}" for number in numbers)]:
            level = len(units(ref))
            parent = ref.rpartition(".")[0] or None
            title = passage.title if ref == passage.reference else ""
            by_ref.setdefault(ref, Unit(ref, level, LEVELS[tree][level - 1], parent, title))
    return list(by_ref.values())


def members(tree_units: list[Unit], ref: Unit | None, down: int) -> list[Unit]:
    """Return the units that a query with `down` names, in document order."""
    if ref is None:
        return [unit for unit in tree_units if down == -1 or unit.level <= down]
    if down == 0:
        return [unit for unit in tree_units if unit.parent == ref.parent]
    within = (unit for unit in tree_units if unit.ref == ref.ref or unit.ref.startswith(f"{ref.ref}."))
    return [unit for unit in within if down == -1 or unit.level <= ref.level + down]


def _navigation(book: Book, tree: str, tree_units: list[Unit]) -> dict[str, str]:
    by_path = {}
    depth = len(LEVELS[tree])
    for ref, down in _queries(tree_units, depth):
        query = _tree(tree) + (f";down={down}" if down is not None else "")
        path = f"{ROOT}/navigation/{RESOURCE}{query}{f'/{ref.ref}' if ref else ''}.json"
        answer: dict[str, Any] = {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@type": "Navigation",
            "@id": book.meta.url(path) or path.rpartition("/")[2],
            "resource": _resource(book, path.count("/") - 1),
        }
        if ref:
            answer["ref"] = ref.json()
        if down is not None:
            answer["member"] = [unit.json() for unit in members(tree_units, ref, down)]
        by_path[path] = _text(answer)
    return by_path


def _queries(tree_units: list[Unit], depth: int) -> Iterator[tuple[Unit | None, int | None]]:
    for down in (-1, *range(1, depth + 1)):
        yield None, down
    for unit in tree_units:
        yield unit, None
        for down in (-1, *range(max(depth - unit.level, 1) + 1)):
            yield unit, down


def _entry(book: Book, depth: int) -> dict[str, Any]:
    up = _up(book, depth)
    return {
        "@context": CONTEXT,
        "dtsVersion": VERSION,
        "@id": book.meta.url(f"{ROOT}/index.json") or "index.json",
        "@type": "EntryPoint",
        "collection": f"{up}{COLLECTION_TEMPLATE}",
        "navigation": f"{up}{NAVIGATION_TEMPLATE}",
        "document": f"{up}{DOCUMENT_TEMPLATE}",
    }


def _collections(book: Book) -> dict[str, str]:
    """Return the collection and its only member, each with its children and with its parents."""
    by_path = {}
    for nav in ("", ";nav=children", ";nav=parents"):
        for depth, place in ((0, ""), (1, "/default")):
            below = [] if nav.endswith("parents") else [_resource(book, depth)]
            by_path[f"{ROOT}/collection{place}{nav}.json"] = _text({**_head(), **_collection(book, depth), "member": below})
        found: list[dict[str, Any]] = [_collection(book, 1)] if nav.endswith("parents") else []
        by_path[f"{ROOT}/collection/{RESOURCE}{nav}.json"] = _text({**_head(), **_resource(book, 1), "member": found})
    return by_path


def _head() -> dict[str, Any]:
    return {"@context": CONTEXT, "dtsVersion": VERSION}


def _collection(book: Book, depth: int) -> dict[str, Any]:
    return {
        "@id": "default",
        "@type": "Collection",
        "dtsVersion": VERSION,
        "title": book.meta.title,
        "totalParents": 0,
        "totalChildren": 1,
        "collection": f"{_up(book, depth)}collection/default{{;nav}}.json",
    }


def _resource(book: Book, depth: int) -> dict[str, Any]:
    up = _up(book, depth)
    trees: list[dict[str, Any]] = []
    for name, levels in LEVELS.items():
        structure: list[dict[str, Any]] = []
        for level in reversed(levels):
            inner = {"citeStructure": structure} if structure else {}
            structure = [{"@type": "CiteStructure", "citeType": level, **inner}]
        trees.append({"@type": "CitationTree", **({"identifier": name} if name else {}), "citeStructure": structure})
    return {
        "@id": RESOURCE,
        "@type": "Resource",
        "dtsVersion": VERSION,
        "title": book.meta.title,
        "totalParents": 1,
        "totalChildren": 0,
        "mediaTypes": ["application/tei+xml"],
        "dublinCore": {
            "title": [{"lang": "en", "value": book.meta.title}],
            "language": ["en"],
            "license": [book.meta.licence_url],
        },
        "collection": f"{up}collection/{RESOURCE}{{;nav}}.json",
        "navigation": f"{up}navigation/{RESOURCE}{{;tree,down}}{{/ref}}.json",
        "document": f"{up}document/{RESOURCE}{{;tree}}{{/ref}}.xml",
        "download": f"{up}document/{RESOURCE}.xml",
        "citationTrees": trees,
    }


def _up(book: Book, depth: int) -> str:
    return book.meta.url(f"{ROOT}/") or "../" * depth


def _tree(tree: str) -> str:
    return f";tree={tree}" if tree else ""


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
